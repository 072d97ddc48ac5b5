"""Gaps over areas for every count that the protection allows: the least and the greatest table, each with its chance."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from evenhand.measures.estimate import Array
from evenhand.measures.intervals import Interval
from evenhand.measures.pairs import Known
from evenhand.measures.score import difference_of_proportions, ratio_of_proportions
from evenhand.measures.standardised.settings import load_settings
from evenhand.measures.standardised.stratified_score import difference_limits, ratio_limits
from evenhand.measures.standardised.within_areas import between_areas
from evenhand.measures.stratified import Box, TermsOf, difference_terms, extreme, pooled, ratio_terms
from evenhand.measures.types import Measure
from evenhand.measures.widen import high_corner, low_corner, widen_two

Figures = tuple[Array, Array, Array]
"""Estimates with their ends, shape (comparisons,) each."""
Table = tuple[Array, Array, Array, Array]
Limits = Callable[[Array, Array, Array, Array, float], Interval]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """What is known of `a` of `n1` people of a group and `c` of `n0` of its reference, shape (comparisons, areas)."""

    a: Known
    n1: Known
    c: Known
    n0: Known

    @property
    def middle(self) -> Table:
        """The table in the middle of what is possible."""
        n1, n0 = self.n1.point, self.n0.point
        return np.minimum(self.a.point, n1), n1, np.minimum(self.c.point, n0), n0

    @property
    def box(self) -> Box:
        """The possible counts in every area."""
        a, n1, c, n0 = ((one.lower, one.upper) for one in (self.a, self.n1, self.c, self.n0))
        return Box(a=a, n1=n1, c=c, n0=n0)

    @property
    def summed(self) -> tuple[Known, Known, Known, Known]:
        """The counts of all areas taken as one."""
        return _summed(self.a), _summed(self.n1), _summed(self.c), _summed(self.n0)


def figures_of(sides: Sides, z: float) -> Iterator[tuple[Measure, str, Figures, bool]]:
    """Yield each measure of the gaps with its units, its figures, and whether it is within areas."""
    a, n1, c, n0 = sides.summed
    own, other = np.minimum(a.point, n1.point), np.minimum(c.point, n0.point)
    with np.errstate(divide="ignore", invalid="ignore"):
        share, base = own / n1.point, other / n0.point
        crude = (share - base, *widen_two(_two(difference_of_proportions, z), a, n1, c, n0, within=True))
        ratio = (share / base, *widen_two(_two(ratio_of_proportions, z), a, n1, c, n0, within=True))
    yield Measure.DIFFERENCE_CRUDE, "share_difference", crude, False
    yield Measure.RATIO_CRUDE, "ratio", ratio, False
    within = _pooled(sides, difference_terms, difference_limits, z)
    yield Measure.DIFFERENCE_WITHIN_AREAS, "share_difference", within[0], True
    ratio_within = _pooled(sides, ratio_terms, ratio_limits, z, log=True)[0]
    yield Measure.RATIO_WITHIN_AREAS, "ratio", ratio_within, True
    yield Measure.DIFFERENCE_BETWEEN_AREAS, "share_difference", _between(sides, within[1], z), True


def _two(interval: Limits, z: float) -> Callable[[Array, Array, Array, Array], Interval]:
    return lambda x1, n1, x2, n2: interval(x1, n1, x2, n2, z)


def _pooled(
    sides: Sides, terms: TermsOf, limits: Limits, z: float, *, log: bool = False
) -> tuple[Figures, Interval]:
    """The pooled figure with its ends, and the least and the greatest that any possible table gives."""
    middle, box = sides.middle, sides.box
    with np.errstate(divide="ignore", invalid="ignore"):
        value = pooled(terms(*middle))
        (least, low), (most, high) = (extreme(box, terms, lowest=lowest) for lowest in (True, False))
        # All three tables at once: the search for limits costs by the step, hardly by the table.
        a, n1, c, n0 = (np.concatenate(parts) for parts in zip(middle, low, high, strict=True))
        far = np.concatenate([value, least, most])
        down, up = (np.split(one, 3) for one in _reach(far, limits(a, n1, c, n0, z), log=log))
        below, above = np.fmax(down[0], down[1]), np.fmax(up[0], up[2])
        if log:
            ends = (np.where(least == 0, 0.0, least / np.exp(below)), most * np.exp(above))
        else:
            ends = (np.maximum(least - below, -1), np.minimum(most + above, 1))
    return (value, *ends), (least, most)


def _reach(value: Array, ends: Interval, *, log: bool) -> Interval:
    """How far chance takes a figure down and up, as differences or as logs of ratios."""
    if log:
        return np.log(value / ends[0]), np.log(ends[1] / value)
    return value - ends[0], ends[1] - value


def _between(sides: Sides, within: Interval, z: float) -> Figures:
    """The part between areas: the least crude gap less the greatest within, the greatest less the least, with chance."""
    a, n1, c, n0 = sides.summed
    (low1, of1), (high1, from1) = low_corner(a, n1), high_corner(a, n1, within=True)
    (low0, of0), (high0, from0) = low_corner(c, n0), high_corner(c, n0, within=True)
    part, error, size = between_areas(*sides.middle, load_settings())
    error = np.where(size < load_settings().least_between, np.nan, error)
    exact = np.all([one.lower == one.upper for one in (sides.a, sides.n1, sides.c, sides.n0)], axis=(0, 2))
    with np.errstate(divide="ignore", invalid="ignore"):
        least = low1 / of1 - high0 / from0 - within[1]
        most = high1 / from1 - low0 / of0 - within[0]
    lower, upper = np.where(exact, part, least) - z * error, np.where(exact, part, most) + z * error
    return part, np.maximum(lower, -2), np.minimum(upper, 2)


def _summed(known: Known) -> Known:
    total = known.point.sum(axis=1)
    return Known(
        value=total,
        lower=known.lower.sum(axis=1),
        upper=known.upper.sum(axis=1),
        status=np.full(len(total), "rounded"),
    )
