"""The simple comparison: all comparable figures since the start together, set against where it started."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import numpy as np

from evenhand.foundations import Period
from evenhand.measures.intervals import z_of
from evenhand.planning.effects.change import (
    Change,
    Level,
    apart,
    baseline_level,
    between,
    level_of,
)
from evenhand.planning.effects.possible import Counts, counts_of, has_people
from evenhand.planning.effects.promise import Promise
from evenhand.planning.effects.ranges import from_ranges
from evenhand.planning.effects.rules import EffectRules
from evenhand.planning.effects.scales import has_counts, per_of, variance_of_one
from evenhand.planning.effects.spending import critical_values
from evenhand.planning.effects.types import Point, Series
from evenhand.planning.effects.usable import Usable

Reasons = dict[str, Mapping[str, Any]]
_YEAR = 365.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a design found, in the units of the promise; None where it gave none.

    `after` is the figure since the start with its range, `mean` the figure alone where a model gives it no range.
    """

    change: tuple[float, float, float] | None = None
    after: tuple[float, float, float] | None = None
    mean: float | None = None
    points: tuple[Point, ...] = ()
    looks: int = 0
    is_last: bool = False
    reasons: Reasons = field(default_factory=dict)
    figures: Mapping[str, float] = field(default_factory=dict)
    method: str = "before_after"


def before_after(series: Series, made: Promise, seen: Usable, *, as_at: date, rules: EffectRules) -> Found:
    """Return the change from the promise's baseline, at the strictness that is left to this look. Source: F5."""
    points, reference = beside(seen.after, series, made)
    reasons: Reasons = {}
    if made.baseline.is_gap and has_counts(series.units) and not points and seen.after:
        return Found(reasons={"no_reference": {}})
    is_last = is_last_look(points, made, as_at, rules)
    if not points:
        return Found(reasons=reasons, is_last=is_last)
    per = per_of(made.baseline.units)
    people = _people(points)
    if people is not None and people < rules.least_people and series.units == "share":
        return Found(reasons={"too_few": {"least": rules.least_people}}, points=points, is_last=is_last)
    z = _strictness(points, made, is_last=is_last)
    scatter, told = _scatter(series, seen, rules)
    if told > 1.05:
        reasons["scatter"] = {"times": f"{told:.1f}"}
    after = _level(points, series, z, scatter, reasons)
    if reference:
        after = apart(after, _level(reference, series, z, scatter, reasons))
    change = between(after, baseline_level(made.baseline, z=z, per=per))
    return Found(
        change=_three(change, per),
        after=(
            per * float(after.middle),
            per * float(after.low - after.below),
            per * float(after.high + after.above),
        ),
        points=points,
        looks=len(points),
        is_last=is_last,
        reasons=reasons,
        figures={"strictness": z, "scatter": scatter},
    )


def is_last_look(points: tuple[Point, ...], made: Promise, as_at: date, rules: EffectRules) -> bool:
    """Return whether this is the last agreed look: the last period is there, or has been waited for long enough."""
    half = timedelta(_YEAR / rules.periods_per_year[made.period] / 2)
    there = any(one.span.last >= made.until - half for one in points)
    return there or as_at >= made.until + timedelta(rules.wait_days)


def beside(
    points: tuple[Point, ...], series: Series, made: Promise
) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
    """Return the points and, where a gap is made of two groups' figures, the reference's of the same periods."""
    if not made.baseline.is_gap or not has_counts(series.units):
        return points, ()
    others = {str(one.span): one for one in series.reference if one.has_figure}
    both = [(one, others[str(one.span)]) for one in points if str(one.span) in others]
    return tuple(one for one, _ in both), tuple(other for _, other in both)


def reference_beside(
    series: Series, made: Promise, points: tuple[Point, ...]
) -> tuple[tuple[float, float, float], tuple[float, float, float]] | None:
    """Return the comparison group's figure at the start and since, each with its range; None where one is not told.

    It decides nothing: a figure that moves with the other group's has moved, and a reader should see both.
    """
    if made.baseline.is_gap or not has_counts(series.units):
        return None
    start, spans = Period.parse(made.baseline.period), {str(one.span) for one in points}
    there = tuple(one for one in series.reference if one.has_figure and has_people(one))
    before = tuple(one for one in there if start.first <= one.span.first and one.span.last <= start.last)
    since = tuple(one for one in there if str(one.span) in spans)
    if not before or not since:
        return None
    return _told(before, series), _told(since, series)


def _told(points: tuple[Point, ...], series: Series) -> tuple[float, float, float]:
    per = per_of(series.units)
    found = level_of(counts_of(points, series).total(), z=z_of(series.level), units=series.units)
    ends = (found.middle, found.low - found.below, found.high + found.above)
    return per * float(ends[0]), per * float(ends[1]), per * float(ends[2])


def _people(points: tuple[Point, ...]) -> float | None:
    if not all(has_people(one) for one in points):
        return None
    return sum(sum(one.people or (0, 0)) / 2 for one in points)


def _strictness(points: tuple[Point, ...], made: Promise, *, is_last: bool) -> float:
    """By how many standard errors the change must be away at this look, of all looks that there were.

    Every period with a figure counts as a look, whether or not somebody looked. The information of each is reckoned from
    its number of people and from what was known when the promise was made, not from how the figures came out.
    """
    people = np.cumsum([sum(one.people or made.people) / 2 for one in points])
    fractions = [made.fraction(float(one)) for one in people]
    if is_last:
        fractions[-1] = 1.0
    return critical_values(fractions, level=made.level, spending=made.spending)[-1]


def _level(points: tuple[Point, ...], series: Series, z: float, scatter: float, reasons: Reasons) -> Level:
    if has_counts(series.units) and all(has_people(one) for one in points):
        return level_of(counts_of(points, series).total(), z=z, units=series.units, scatter=scatter)
    if series.is_protected and not all(has_people(one) for one in points):
        reasons["no_people"] = {}
    return from_ranges(points, series, z)


def _scatter(series: Series, seen: Usable, rules: EffectRules) -> tuple[float, float]:
    """By how much periods vary beyond chance about their level before and since (at least 1), twice: used and told."""
    if not has_counts(series.units):
        return 1.0, 1.0
    total, spare = 0.0, 0
    for points in (seen.before, seen.after):
        some = tuple(one for one in points if has_people(one))
        if len(some) > 1:
            total += _chi_squared(counts_of(some, series), series.units)
            spare += len(some) - 1
    if spare < rules.least_scatter_periods:
        return 1.0, 1.0
    found = max(total / spare, 1.0)
    return found, found


def _chi_squared(counts: Counts, units: str) -> float:
    mean = float(counts.x.sum() / counts.n.sum())
    return float(np.sum((counts.x - counts.n * mean) ** 2 / (counts.n * variance_of_one(mean, units))))


def _three(change: Change, per: float) -> tuple[float, float, float]:
    return per * float(change.value), per * float(change.lower), per * float(change.upper)
