"""Signals that hold for every count that protection allows: limits at their widest, figures at their nearest."""

from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from evenhand.measures.estimate import Array
from evenhand.measures.intervals import Interval
from evenhand.measures.process.counted import PEOPLE, limits_about, spread_of
from evenhand.measures.process.rules import ProcessRules, load_process_rules
from evenhand.measures.process.signals import one_side, within_stretches
from evenhand.measures.process.stretches import Stretches, stretches_of
from evenhand.measures.process.types import ChartKind, Sides


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Limits, and signals for certain, of series of shape (series, periods); NaN where there are no limits.

    `lower` is the lowest that the lower limit can be, `upper` the highest that the upper one can be. `outside` and
    `one_side` are signals whichever of the possible counts are the true ones; -1 lower, 1 higher.
    """

    lower: Array
    upper: Array
    outside: Sides
    one_side: Sides


def held_chart(
    kind: ChartKind,
    x: Interval,
    n: Interval,
    *,
    segments: NDArray[np.int64] | None = None,
    rules: ProcessRules | None = None,
) -> Held:
    """Return what a p' or u' chart says for certain of counts known to lie between the ends of `x` and of `n`.

    Every range that its limits are made of (centre, scores, moving ranges) is followed to its end, so that the limits
    are those of no single table, but beyond those of each. NaN or n = 0: no figure. Shapes (series, periods).
    """
    rules = rules or load_process_rules()
    there = ~np.isnan(x[0]) & (n[0] > 0)
    x_low, x_high, n_low, n_high = (np.where(there, one, 1.0) for one in (*x, *n))
    parts = stretches_of(there, segments, None)
    low, high = x_low / np.maximum(n_high, x_low), x_high / n_low
    if kind in PEOPLE:
        high = np.minimum(high, 1.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        centre_low, centre_high = (
            parts.total(x_low) / parts.total(n_high),
            parts.total(x_high) / parts.total(n_low),
        )
    if kind in PEOPLE:
        centre_high = np.minimum(centre_high, 1.0)
    scatter = _widest_scatter(kind, (low, high), (centre_low, centre_high), (n_low, n_high), parts, rules)
    few = (parts.count() < rules.least_periods) | ~there | np.isnan(scatter)
    bounds = [
        limits_about(kind, low, n_low, centre, np.where(few, 1.0, scatter), rules).limits
        for centre in (centre_low, centre_high)
    ]
    lower, upper = np.where(few, np.nan, bounds[0][0]), np.where(few, np.nan, bounds[1][1])
    beyond = (low > upper).astype(np.int8) - (high < lower).astype(np.int8)
    side = ((low > centre_high).astype(np.int8) - (high < centre_low).astype(np.int8)).astype(np.int8)
    return Held(
        lower=lower,
        upper=upper,
        outside=beyond.astype(np.int8),
        one_side=within_stretches(
            there & (parts.count() >= rules.least_periods),
            parts.segment,
            lambda inside, sides: one_side(inside, sides, least=rules.one_side),
            side,
        ),
    )


def _widest_scatter(
    kind: ChartKind, value: Interval, centre: Interval, n: Interval, parts: Stretches, rules: ProcessRules
) -> Array:
    """The most that the mean moving range of the scores can be, over that of chance.

    A range between two scores is greatest at an end of each thing that it is made of, since it is a straight line in
    each: the two figures, the centre, both sizes, chance's deviation.
    """
    deviations = [spread_of(kind, one) for one in centre]
    least, most = np.minimum(*deviations), np.maximum(*deviations)
    if kind in PEOPLE:
        most = np.where((centre[0] < 0.5) & (centre[1] > 0.5), 0.5, most)
    gap = np.zeros_like(value[0])
    for middle, deviation, before, after in product(centre, (least, most), n, n):
        with np.errstate(divide="ignore", invalid="ignore"):
            one, other = np.sqrt(before[:, :-1]), np.sqrt(after[:, 1:])
            scale = deviation[:, 1:]
            shift = middle[:, 1:] * (other - one)
            up = (value[1][:, 1:] * other - value[0][:, :-1] * one - shift) / scale
            down = (value[1][:, :-1] * one - value[0][:, 1:] * other + shift) / scale
        gap[:, 1:] = np.maximum(gap[:, 1:], np.maximum(up, down))
    return np.asarray(parts.mean_given(gap) / rules.range_bias)
