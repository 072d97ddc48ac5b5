"""Support as pages show it: whom the funnel names, what was offered and tried, what came later."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evenhand_service.commissioning.enums import SupportState
from evenhand_service.commissioning.pages import support_crumb
from evenhand_service.commissioning.support.queries import Looked
from evenhand_service.commissioning.words import stage_words
from evenhand_service.common.templating.dates import day
from evenhand_service.monitoring.findings.presenters.words import language
from evenhand_service.organisations.page_parts import Detail, Listing, Section, Table
from evenhand_service.organisations.words import name_of

COLOURS = {
    SupportState.IDENTIFIED: "yellow",
    SupportState.OFFERED: "purple",
    SupportState.ACCEPTED: "blue",
    SupportState.DECLINED: "grey",
    SupportState.LOOKED_AGAIN: "blue",
    SupportState.CLOSED: "grey",
}
Link = tuple[str, str]


def address(support: Any) -> str:
    """Return the address of a case's page."""
    return reverse("commissioning:show-support", args=[support.pk])


def said(words: Mapping[str, str]) -> str:
    """Return what a funnel says of a place, in the reader's language."""
    return words.get(language()) or words.get("en", "")


def cautions() -> list[str]:
    """Return what has to be kept in mind wherever a place is named. Source: A6, D3."""
    return [
        _("This is no league table: places are shown by name, and those within the limits are not shown."),
        _("Beyond the further limits chance alone would put about 1 area in 500. It says nothing of why."),
        _("Places differ in whom they serve and in what they record. Ask there before anything else."),
    ]


def support_list(rows: Iterable[Any], links: Sequence[Link]) -> Listing:
    """Return the list of cases."""
    told = [
        [
            {"text": name_of(one.organisation or one.area), "href": address(one)},
            stage_words(one.stage),
            day(one.until),
            str(one.get_state_display()),
            day(one.look_again_date) or "–",
        ]
        for one in rows
    ]
    return Listing(
        title=_("Support"),
        lead=_("Areas and providers that lie outside their limits, and how they are assisted."),
        table=Table(
            caption=_("Support"),
            head=[_("Place"), _("Step"), _("Release until"), _("State"), _("Looked at again on")],
            rows=told,
            empty=_("Nobody is being supported, or nothing of it is yours to see."),
        ),
        links=links,
    )


def outlying_page(region: Any, found: Looked, known: Mapping[tuple[str, str], Any]) -> Detail:
    """Return the places of a region to assist. Source: A6; 001 3.2."""
    rows = []
    for one in found.worse:
        held = known.get((one.area.code, one.stage))
        there = (
            address(held)
            if held
            else reverse("commissioning:identify", args=[region.code, one.area.code, one.stage])
        )
        rows.append(
            [
                name_of(one.area),
                stage_words(one.stage),
                said(one.words),
                {
                    "text": str(held.get_state_display()) if held else _("Assist"),
                    "href": there,
                },
            ]
        )
    left_out = []
    if found.too_small:
        left_out.append(
            ngettext(
                "%(count)s place lies outside but is too small to be named.",
                "%(count)s places lie outside but are too small to be named.",
                found.too_small,
            )
            % {"count": found.too_small}
        )
    if found.no_side:
        left_out.append(
            ngettext(
                "%(count)s lies outside at a step of which nobody declared which way is good.",
                "%(count)s lie outside at steps of which nobody declared which way is good.",
                found.no_side,
            )
            % {"count": found.no_side}
        )
    return Detail(
        title=_("Places in %(region)s to assist") % {"region": name_of(region)},
        lead=_("From the region's own release until %(day)s.") % {"day": day(found.until)}
        if found.until
        else _("The region has no approved release of its own with enough areas to compare."),
        before=[Section(title=_("Before you read on"), items=cautions())],
        sections=[
            Section(
                title=_("Beyond the further limits, on the side that is worse"),
                table=Table(
                    caption=_("Beyond the further limits, on the side that is worse"),
                    head=[_("Place"), _("Step"), _("Where it lies"), _("Support")],
                    rows=rows,
                    empty=_("No place lies there.") if found.release else _("Nothing was compared."),
                ),
            ),
            *([Section(title=_("What is left out"), items=left_out)] if left_out else []),
        ],
        breadcrumbs=[support_crumb()],
    )


def support_page(
    one: Any, *, history: Iterable[Any], later_words: str, links: Sequence[Link], region: Any
) -> Detail:
    """Return the page of one case with all that happened."""
    rows = [
        [
            day(each.made_at),
            str(each.get_kind_display()),
            {"text": each.wording or "–", "lang": each.lang},
            each.by_whom or each.author_name,
            _later(each),
        ]
        for each in history
    ]
    place = name_of(one.organisation) if one.organisation else name_of(one.area)
    facts = [
        (_("Area"), [name_of(one.area)]),
        (_("Step"), [stage_words(one.stage)]),
        (
            _("What the funnel said"),
            [f"{said(one.words)} ({name_of(region)}, {day(one.until)})"],
        ),
        (_("Looked at again on"), [day(one.look_again_date) or _("No day yet")]),
        (_("What a later release says"), [later_words]),
    ]
    return Detail(
        title=_("Support of %(place)s") % {"place": place},
        tag=(str(one.get_state_display()), COLOURS[one.state]),
        facts=facts,
        before=[Section(title=_("Before you read on"), items=cautions())],
        sections=[
            Section(
                title=_("What happened"),
                table=Table(
                    caption=_("What happened"),
                    head=[_("Day"), _("What"), _("Words"), _("By whom"), _("What the release said")],
                    rows=rows,
                ),
            )
        ],
        links=links,
        breadcrumbs=[support_crumb()],
    )


def _later(entry: Any) -> str:
    if entry.until is None:
        return "–"
    return f"{said(entry.words) or _('not shown there')} ({day(entry.until)})"
