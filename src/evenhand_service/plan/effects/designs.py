"""Which comparisons the data allow, and for each of the others why not. Source: F5; docs/explanation/did-it-move.md."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evenhand.foundations import Period
from evenhand.planning.effects import AreaSeries, Design, Point, load_effect_rules
from evenhand.planning.effects.usable import usable
from evenhand_service.plan.models import Indicator

WITH_AREAS = (Design.AREAS, Design.CONTROLLED)
_TERMS = 3
"""Level, course before, change of level: what the form asks for. A model with more is fixed through the library."""
_TITLES = {
    Design.BEFORE_AFTER: gettext_lazy("Set later figures beside where it started"),
    Design.INTERRUPTED: gettext_lazy("Set later figures beside its own course before"),
    Design.AREAS: gettext_lazy("Set its change beside the change in areas that did not act"),
    Design.CONTROLLED: gettext_lazy(
        "Set its course before beside the course of areas that did not act, in the same periods"
    ),
}


def title_of(design: str) -> Any:
    """Return a comparison in words."""
    return _TITLES[Design(design)]


def before_of(indicator: Indicator, points: Iterable[Point], starts: date, today: date) -> tuple[Point, ...]:
    """Return the figures before the start that a comparison may use: without those by which the action was chosen."""
    start = Period.parse(indicator.baseline_period)
    seen = usable(
        points, baseline=indicator.baseline_period, counted_by="", starts=starts, until=date.max, as_at=today
    )
    return tuple(one for one in seen.before if one.span.last < start.first or one.span.first > start.last)


def lacks(design: str, *, before: int, others: int, planned: int | None = None) -> str:
    """Return why a comparison cannot be made with so many periods before, other areas and periods since; '' if it can."""
    rules = load_effect_rules()
    series, least = rules.series, rules.areas["least"]
    if design in (Design.INTERRUPTED, Design.CONTROLLED):
        if before < series["least_before"]:
            return _(
                "It takes %(least)s published periods before the start, without those by which the action was chosen; "
                "there are %(before)s."
            ) % {"least": series["least_before"], "before": before}
        since = max(series["least_after_level"], series["least_per_term"] * _TERMS - before)
        if planned is not None and planned < since:
            return _(
                "It takes %(least)s periods since the start; up to this day %(planned)s are looked at. Choose a later day."
            ) % {"least": since, "planned": planned}
    if design == Design.AREAS and others < least:
        return _(
            "It takes %(least)s other areas with published releases of this programme; there are %(others)s."
        ) % {"least": least, "others": others}
    if design == Design.AREAS and not before:
        return _(
            "It takes a published period before the start, without those by which the action was chosen."
        )
    if design == Design.CONTROLLED and not others:
        return _("It takes another area with published releases of this programme; there is none.")
    return ""


def offered(*, before: int, others: int) -> tuple[list[tuple[str, Any]], list[tuple[Any, str]]]:
    """Return the comparisons that can be chosen, and the others each with what it lacks."""
    why = {one: lacks(one, before=before, others=others) for one in _TITLES}
    can = [(one.value, title) for one, title in _TITLES.items() if not why[one]]
    return can, [(title, why[one]) for one, title in _TITLES.items() if why[one]]


def without_figures(
    design: str,
    indicator: Indicator,
    series: Iterable[AreaSeries],
    codes: Sequence[str],
    starts: date,
    today: date,
) -> list[str]:
    """Return the areas that were named and have too few published figures before the start."""
    told = {one.area: len(before_of(indicator, one.points, starts, today)) for one in series}
    least = load_effect_rules().series["least_before"] if design == Design.CONTROLLED else 1
    return [code for code in codes if told.get(code, 0) < least]
