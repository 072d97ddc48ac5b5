"""How long things are kept, as pages show it."""

import re
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evenhand_service.common.templating.dates import moment
from evenhand_service.organisations.areas.presenters import home
from evenhand_service.organisations.models import Area, Certificate
from evenhand_service.organisations.page_parts import Detail, Section, Step, Table
from evenhand_service.organisations.retention.plan import older_than
from evenhand_service.organisations.retention.rules import Period, periods
from evenhand_service.organisations.words import name_of

_OLDER = re.compile(r"Older than (\d+) days?\.")


def address(area: Area) -> str:
    """Return the address of an area's page."""
    return reverse("organisations:show-retention", args=[area.code])


def choice_page(areas: Iterable[Area]) -> Detail:
    """Return the page on which an area is chosen."""
    return Detail(
        title=_("How long things are kept"),
        lead=_("Each kind of record has a period. An area may set its own, with the reason."),
        sections=[Section(title=_("Areas"), links=[(name_of(one), address(one)) for one in areas])],
        breadcrumbs=[home()],
    )


def retention_page(
    area: Area, *, own: dict[str, Any], certificates: list[Certificate], erasures: list[Any], may_change: bool
) -> Detail:
    """Return an area's periods, what went, and removals that were asked for."""
    sections = [_periods(area, own, may_change=may_change), _went(certificates)]
    links = []
    if may_change:
        sections.append(_removals(erasures))
        links.append((_("Remove a person"), reverse("organisations:ask-for-erasure", args=[area.code])))
    return Detail(
        title=_("How long things are kept: %(area)s") % {"area": name_of(area)},
        lead=_(
            "Once a day the housekeeping removes what is over its time. Whoever runs the installation can list "
            "beforehand what would go and why."
        ),
        sections=sections,
        links=links,
        steps=_defaults(area, own) if may_change else [],
        breadcrumbs=[home(), (_("How long things are kept"), reverse("organisations:list-retention"))],
    )


def _defaults(area: Area, own: dict[str, Any]) -> list[Step]:
    return [
        Step(
            text=_("Use the default again: %(what)s") % {"what": one},
            address=reverse("organisations:use-default-period", args=[area.code]),
            value=kind,
            kept=period_notes(one)[0],
        )
        for kind, one in periods().items()
        if kind in own
    ]


def _periods(area: Area, own: dict[str, Any], *, may_change: bool) -> Section:
    rows = []
    for kind, one in periods().items():
        held = own.get(kind)
        name: Any = str(one)
        if may_change:
            name = {"text": name, "href": reverse("organisations:change-period", args=[area.code, kind])}
        rows.append(
            [
                name,
                days_words(held.days if held else one.days),
                held.reason if held else one.why,
                _("This area's own; default %(days)s") % {"days": days_words(one.days)}
                if held
                else source_words(one),
            ]
        )
    return Section(
        title=_("Periods"),
        table=Table(caption=_("Periods"), head=[_("What"), _("Kept for"), _("Why"), _("Source")], rows=rows),
    )


def source_words(one: Period) -> str:
    """Return where a default period comes from."""
    return one.source or _("Evenhand's own default")


def days_words(days: int) -> str:
    """Return a period in words."""
    if days == 0:
        return _("Goes at once")
    return ngettext("%(number)s day", "%(number)s days", days) % {"number": f"{days:,}"}


def kind_words(kind: str) -> str:
    """Return what went, in words."""
    if kind == "erasure":
        return _("Rows of a person who was removed")
    return str(periods()[kind]) if kind in periods() else kind


def why_words(why: str) -> str:
    """Return a certificate's reason, which is kept in English, in the reader's language."""
    if found := _OLDER.fullmatch(why):
        return older_than(int(found[1]))
    return _(why) if why else ""


def _went(certificates: list[Certificate]) -> Section:
    rows = [
        [
            {"text": moment(one.made_at), "href": reverse("organisations:show-certificate", args=[one.pk])},
            sum(line["number"] for line in one.lines),
        ]
        for one in certificates
    ]
    return Section(
        title=_("What went"),
        table=Table(
            caption=_("What went"),
            head=[_("When"), {"text": _("How many"), "numeric": True}],
            rows=rows,
            empty=_("Nothing has gone yet."),
        ),
    )


def _removals(erasures: list[Any]) -> Section:
    rows = [
        [
            moment(one.asked_at),
            moment(one.done_at) if one.done_at else _("Waits for the housekeeping"),
            one.rows_removed,
        ]
        for one in erasures
    ]
    return Section(
        title=_("People who were to be removed"),
        lead=_("Of whom is kept as a code that leads to nobody, so that a backup cannot bring them back."),
        table=Table(
            caption=_("People who were to be removed"),
            head=[_("Asked"), _("Done"), {"text": _("Rows"), "numeric": True}],
            rows=rows,
            empty=_("Nobody has asked."),
        ),
    )


def certificate_page(one: Certificate) -> Detail:
    """Return one certificate of what was removed."""
    rows = [[kind_words(line["kind"]), line["number"], why_words(line["why"])] for line in one.lines]
    return Detail(
        title=_("Certificate of removal"),
        facts=[
            (_("Area"), [name_of(one.area)]),
            (_("When"), [moment(one.made_at)]),
            (_("Fingerprint (SHA-256)"), [one.fingerprint]),
        ],
        sections=[
            Section(
                title=_("What went"),
                table=Table(
                    caption=_("What went"),
                    head=[_("What"), {"text": _("How many"), "numeric": True}, _("Why")],
                    rows=rows,
                ),
            )
        ],
        breadcrumbs=[home(), (name_of(one.area), address(one.area))],
    )


def period_notes(one: Period) -> list[str]:
    """Return what the default is and why, for the form."""
    return [
        _("Default: %(days)s. %(why)s Source: %(source)s.")
        % {"days": days_words(one.days), "why": one.why, "source": source_words(one)}
    ]
