"""Agreements as pages show them."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from evenhand_service.common.templating.dates import day
from evenhand_service.common.templating.writing import listed
from evenhand_service.organisations.agreements.rules import (
    STEPS,
    is_overdue,
    is_running,
    may_edit,
    what_stays_closed,
    words_read,
)
from evenhand_service.organisations.areas.presenters import home
from evenhand_service.organisations.enums import AgreementState
from evenhand_service.organisations.models import Agreement, Organisation
from evenhand_service.organisations.page_parts import Detail, Listing, Section, Step, Table, steps_of
from evenhand_service.organisations.words import classes, name_of, or_none, span

COLOURS = {AgreementState.DRAFT: "grey", AgreementState.AGREED: "green", AgreementState.ENDED: "blue"}


def address(one: Agreement) -> str:
    """Return the address of an agreement's page."""
    return reverse("organisations:show-agreement", args=[one.pk])


def all_agreements() -> tuple[str, str]:
    """Return the way back to the list."""
    return (_("Sharing agreements"), reverse("organisations:list-agreements"))


def agreement_list(found: Iterable[Agreement], *, today: date, may_add: bool) -> Listing:
    """Return the list of agreements, each with when it is to be looked at again."""
    rows = [
        [
            {"text": one.title, "href": address(one)},
            listed([name_of(party.organisation) for party in one.parties.all()]),
            listed(classes(one.data_classes)),
            str(one.get_state_display()),
            day(one.review_date) + (f" · {_('overdue')}" if is_overdue(one, today) else ""),
        ]
        for one in found
    ]
    return Listing(
        title=_("Sharing agreements"),
        lead=_("Who shows whom which classes of data. The rule of who sees what reads these."),
        table=Table(
            caption=_("Sharing agreements"),
            head=[_("Agreement"), _("Parties"), _("Classes of data"), _("State"), _("Review by")],
            rows=rows,
            empty=_("No agreement fits. Clear the filters, or write one."),
        ),
        links=[(_("Write an agreement"), reverse("organisations:add-agreement"))] if may_add else [],
        breadcrumbs=[home()],
    )


def agreement_page(one: Agreement, *, today: date, may_change: bool) -> Detail:
    """Return the page of one agreement: what it opens, to whom, until when."""
    parties = [party.organisation for party in one.parties.all()]
    warnings = []
    if is_overdue(one, today):
        warnings.append(_("It should have been looked at again by %(day)s.") % {"day": day(one.review_date)})
    closed = what_stays_closed(one, parties)
    if closed:
        warnings.append(
            _("Justice organisations see neither care data nor characteristics: %(names)s.")
            % {"names": listed([name_of(each) for each in closed])}
        )
    signed = Section(
        title=_("Parties"),
        table=Table(
            caption=_("Parties"),
            head=[_("Organisation"), _("Recorded as agreed on")],
            rows=[[name_of(party.organisation), day(party.signed_date)] for party in one.parties.all()],
            empty=_("No parties yet."),
        ),
    )
    facts = [
        (_("Area"), [name_of(one.area)]),
        (_("Classes of data"), or_none(classes(one.data_classes))),
        (_("What for"), or_none([one.purpose])),
        (_("Legal basis"), or_none([one.legal_basis])),
        (_("Dates"), [span(one.starts, one.ends)]),
        (_("To be looked at again by"), [day(one.review_date)]),
        (
            _("Today"),
            [_("Data are shared under it") if is_running(one, today) else _("Nothing is shared under it")],
        ),
    ]
    return Detail(
        title=one.title,
        tag=(str(one.get_state_display()), COLOURS[AgreementState(one.state)]),
        warnings=warnings,
        facts=facts,
        sections=[signed],
        links=_links(one) if may_change else [],
        steps=_steps(one, parties) if may_change else [],
        breadcrumbs=[home(), all_agreements()],
    )


def _links(one: Agreement) -> list[tuple[str, str]]:
    links = []
    if may_edit(one):
        links.append((_("Change"), reverse("organisations:change-agreement", args=[one.pk])))
    if one.state != AgreementState.ENDED:
        links.append((_("It was looked at"), reverse("organisations:review-agreement", args=[one.pk])))
    return links


def _steps(one: Agreement, parties: Sequence[Organisation]) -> list[Step]:
    words = {
        "agree": (
            _("Record that all parties agreed"),
            _(
                "You record, for every party named, that it agreed to the words on this page. From the first day "
                "the parties see what it shares. The words stay as they are."
            ),
        ),
        "end": (
            _("End the agreement"),
            _("From now on nobody sees another's data under it. The agreement is kept."),
        ),
    }
    move = reverse("organisations:move-agreement", args=[one.pk])
    return steps_of(STEPS[AgreementState(one.state)], words, move, {"agree": _asked(one, parties)})


def _asked(one: Agreement, parties: Sequence[Organisation]) -> dict[str, Any]:
    """What agreeing carries: the words as they stand on the page, and a tick for each party."""
    return {
        "read": words_read(one, parties),
        "ticks_title": _("Which parties agreed?"),
        "ticks": [(str(each.pk), _("%(party)s has agreed") % {"party": name_of(each)}) for each in parties],
    }
