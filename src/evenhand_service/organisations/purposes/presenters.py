"""Purpose files as pages show them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evenhand_service.common.templating.dates import day
from evenhand_service.common.templating.writing import listed as in_words
from evenhand_service.organisations.areas.presenters import home
from evenhand_service.organisations.enums import PurposeState
from evenhand_service.organisations.kinds import listed, words_of
from evenhand_service.organisations.models import Purpose
from evenhand_service.organisations.page_parts import Detail, Listing, Section, Step, Table, steps_of
from evenhand_service.organisations.purposes.as_written import words_read
from evenhand_service.organisations.purposes.rules import missing_parts
from evenhand_service.organisations.purposes.states import STEPS
from evenhand_service.organisations.words import classes, coded, name_of, or_none, span

COLOURS = {PurposeState.DRAFT: "grey", PurposeState.COMPLETE: "green", PurposeState.ENDED: "blue"}


def address(one: Purpose) -> str:
    """Return the address of a purpose file's page."""
    return reverse("organisations:show-purpose", args=[one.pk])


def all_purposes() -> tuple[str, str]:
    """Return the way back to the list."""
    return (_("Purpose files"), reverse("organisations:list-purposes"))


def purpose_list(found: Iterable[Any], *, today: date, may_add: bool) -> Listing:
    """Return the list of purpose files."""
    rows = [
        [
            {"text": one.title, "href": address(one)},
            name_of(one.area),
            in_words(classes(one.data_classes)),
            state_words(one, today),
            day(one.expires),
            one.number_of_objections,
        ]
        for one in found
    ]
    head = [_("Purpose"), _("Area"), _("Classes of data"), _("State"), _("Expires on")]
    links = [(_("Write a purpose file"), reverse("organisations:add-purpose"))] if may_add else []
    return Listing(
        title=_("Purpose files"),
        lead=_(
            "Nothing about a person is taken until somebody has written down what for. Tables of counts need none."
        ),
        table=Table(
            caption=_("Purpose files"),
            head=[*head, {"text": _("People who object"), "numeric": True}],
            rows=rows,
            empty=_("No purpose file yet. Tables of counts can be loaded without one."),
        ),
        links=[*links, (_("Templates to fill in"), reverse("organisations:list-templates"))],
        breadcrumbs=[home()],
    )


def state_words(one: Purpose, today: date) -> str:
    """Return a file's state in words; of a complete one, whether it runs today."""
    if one.state == PurposeState.COMPLETE and not one.runs_on(today):
        return _("Complete, not running today")
    return str(one.get_state_display())


def purpose_page(one: Any, *, today: date, may_change: bool) -> Detail:
    """Return the page of one purpose file: what is filled in, and what is missing."""
    controllers = [name_of(each.organisation) for each in one.controllers.all()]
    missing = missing_parts(one, controllers=len(controllers))
    before = []
    if missing and one.state == PurposeState.DRAFT:
        before.append(
            Section(
                title=_("What is missing"),
                lead=_("Until these parts are there, rows about people are refused."),
                items=[each.what for each in missing],
            )
        )
    return Detail(
        title=one.title,
        tag=(state_words(one, today), COLOURS[PurposeState(one.state)]),
        lead=_(
            "What is written here is the controllers' own account. The program looks whether each part is there, "
            "not whether it is right."
        ),
        facts=_facts(one, controllers),
        before=before,
        sections=[_objections(one, may_change=may_change)],
        links=_links(one) if may_change else [],
        steps=_steps(one, whole=not missing) if may_change else [],
        breadcrumbs=[home(), all_purposes()],
    )


def _facts(one: Purpose, controllers: list[str]) -> list[tuple[str, list[str]]]:
    off = [str(kind) for code, kind in listed("sensitive").items() if code not in one.switched_on]
    confidentiality = coded("confidentiality", [one.confidentiality]) if one.confidentiality else []
    return [
        (_("Area"), [name_of(one.area)]),
        (_("Kind of purpose"), [words_of("purpose_kinds", one.kind)]),
        (_("What for"), or_none([one.description])),
        (_("Controllers"), or_none(controllers)),
        (_("Classes of data"), or_none(classes(one.data_classes))),
        (_("Switched on"), coded("sensitive", one.switched_on) or [_("Nothing")]),
        (_("Off"), off or [_("Nothing")]),
        (_("UK GDPR article 6"), or_none(coded("article_6", one.article_6))),
        (_("UK GDPR article 9"), or_none(coded("article_9", one.article_9))),
        (_("UK GDPR article 10"), or_none(coded("article_10", one.article_10))),
        (_("Schedule 1"), or_none(coded("dpa_conditions", one.dpa_conditions))),
        (_("Confidential information"), or_none([*confidentiality, one.confidentiality_note])),
        (_("Appropriate policy document"), or_none([one.policy_document])),
        (_("Impact assessment"), or_none([one.dpia_reference, day(one.dpia_date)])),
        (_("How objections are honoured"), or_none([one.objections_how])),
        (_("Dates"), [span(one.starts, one.expires)]),
    ]


def _objections(one: Any, *, may_change: bool) -> Section:
    number = one.number_of_objections
    links = []
    if may_change:
        links = [
            (_("Take down an objection"), reverse("organisations:record-objection", args=[one.pk])),
            (_("Take an objection back"), reverse("organisations:withdraw-objection", args=[one.pk])),
        ]
    return Section(
        title=_("Who has objected"),
        lead=_("Nobody has objected.")
        if not number
        else ngettext(
            "%(number)s person objects. Their rows are left out when a file is taken in, and out of every run.",
            "%(number)s people object. Their rows are left out when a file is taken in, and out of every run.",
            number,
        )
        % {"number": number},
        links=links,
    )


def _links(one: Purpose) -> list[tuple[str, str]]:
    if one.state != PurposeState.DRAFT:
        return []
    return [(_("Change"), reverse("organisations:change-purpose", args=[one.pk]))]


def _steps(one: Purpose, *, whole: bool) -> list[Step]:
    words = {
        "complete": (_("The file is complete"), _("Files with rows about people may be loaded under it.")),
        "reopen": (
            _("Open it again"),
            _("Nothing is taken or run under it until it is complete again. Rows are kept."),
        ),
        "end": (
            _("End it"),
            _(
                "Rows taken under it go when the housekeeping next runs. The file and what was released are kept."
            ),
        ),
    }
    move = reverse("organisations:move-purpose", args=[one.pk])
    names = [step for step in STEPS[PurposeState(one.state)] if whole or step != "complete"]
    return steps_of(names, words, move, {"complete": {"read": words_read(one)}} if whole else {})
