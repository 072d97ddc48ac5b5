"""What can be promised of an indicator: reckoned from its start and the number of people, before anybody promises it."""

from datetime import date
from typing import Any

from evenhand.foundations import EvenhandError
from evenhand.planning.effects import Baseline, Point, Promise, promise
from evenhand_service.monitoring.models import KeptFinding
from evenhand_service.plan.models import Indicator

_DAYS = {"month": 31, "quarter": 93, "year": 367}
"""The longest that a period of each kind lasts, in days."""


class NothingToReckonWith(Exception):
    """There is no start, or no release tells how many people there are; the words say what would mend it."""


def baseline_of(indicator: Indicator) -> Baseline:
    """Return where an indicator starts from, and from how many figures it was picked.

    Raises NothingToReckonWith where its finding told no figure.
    """
    told = (indicator.baseline, indicator.baseline_lower, indicator.baseline_upper)
    if any(one is None for one in told):
        raise NothingToReckonWith
    value, lower, upper = (float(one) for one in told if one is not None)
    return Baseline(
        value=value,
        lower=min(lower, value),
        upper=max(upper, value),
        kind=indicator.baseline_kind,
        units=indicator.units,
        period=indicator.baseline_period,
        picked_from=_picked_from(indicator),
    )


def _picked_from(indicator: Indicator) -> int:
    """Of how many comparisons the finding was one: its own figure, chosen for being far out, is so partly by luck."""
    rows = KeptFinding.objects.filter(area_id=indicator.area_id, same=indicator.same)
    newest = rows.order_by("-release__period_ends", "-release__made_at").values_list("evidence", flat=True)
    return max(int((newest.first() or {}).get("comparisons") or 1), 1)


def reckoned(
    indicator: Indicator,
    points: tuple[Point, ...],
    *,
    target: float,
    due: date | None,
    starts: date | None,
    today: date,
) -> Promise:
    """Return what can be said of a target before it is promised.

    The people of a period are those of the newest figure that says how many there are. Raises NothingToReckonWith without
    one, and EvenhandError for a target that is the start itself or impossible.
    """
    counted = [one for one in points if one.people]
    if not counted:
        raise NothingToReckonWith
    newest = max(counted, key=lambda one: one.span.last)
    people, kind = people_of(newest)
    return promise(baseline_of(indicator), target, people, period=kind, due=due, starts=starts, made_on=today)


def people_of(point: Point) -> tuple[tuple[int, int], str]:
    """Return the fewest and the most people of a period, and what kind of period; longer ones are taken by the year."""
    days = (point.span.last - point.span.first).days + 1
    least, most = point.people or (0, 0)
    for kind, longest in _DAYS.items():
        if days <= longest:
            return (least, most), kind
    years = days / 365.25
    return (int(least / years), max(int(most / years), 1)), "year"


def kept_promise(indicator: Indicator) -> Promise | None:
    """Return what was promised of an indicator; None where nothing was."""
    held: Any = indicator.smallest_change.get("promise")
    return Promise.from_plain(held) if held else None


def least_and_most(units: str) -> tuple[float, float]:
    """Return the ends between which a target lies, in the units of the figure."""
    if units == "share":
        return 0.0, 1.0
    if units == "share_difference":
        return -1.0, 1.0
    return 0.0, float("inf")


__all__ = [
    "EvenhandError",
    "NothingToReckonWith",
    "baseline_of",
    "kept_promise",
    "least_and_most",
    "people_of",
    "reckoned",
]
