"""Charts of counts with denominators: three sigma, and the law of the counts itself where few are expected."""

from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr

from evenhand.foundations import EvenhandError
from evenhand.measures.estimate import Array, Mask
from evenhand.measures.funnels.laws import Law, beta_binomial, negative_binomial
from evenhand.measures.funnels.limits import limits
from evenhand.measures.funnels.rules import load_funnel_rules
from evenhand.measures.process.drawn import Bounds, Drawn, around, chart_of
from evenhand.measures.process.rules import ProcessRules, load_process_rules
from evenhand.measures.process.stretches import Baseline, Stretches, stretches_of
from evenhand.measures.process.types import Chart, ChartKind

PEOPLE = (ChartKind.P, ChartKind.P_PRIME)
PRIME = (ChartKind.P_PRIME, ChartKind.U_PRIME)


def counted_chart(
    kind: ChartKind,
    x: ArrayLike,
    n: ArrayLike,
    segments: ArrayLike | None,
    baseline: Baseline,
    per: float,
    rules: ProcessRules | None,
) -> Chart:
    """Return the chart of a kind of x of n; raises EvenhandError where counts are impossible."""
    rules = rules or load_process_rules()
    count, size = np.broadcast_arrays(np.asarray(x, np.float64), np.asarray(n, np.float64))
    shape = count.shape
    count, size = np.atleast_2d(count), np.atleast_2d(size)
    there = (size > 0) & ~np.isnan(count)
    wrong = there & ((count < 0) | ((count > size) & (kind in PEOPLE)))
    if wrong.any():
        raise EvenhandError(
            f"{int(wrong.sum())} periods have counts below 0, or more people counted than there are.",
            mend="Events that one person can have several times belong on a u chart.",
        )
    parts = stretches_of(there, segments, baseline)
    drawn = _drawn(kind, np.where(there, count, 0.0), np.where(there, size, 1.0), parts, rules)
    return chart_of(kind, drawn, parts, per=per, shape=shape, rules=rules)


def _drawn(kind: ChartKind, count: Array, size: Array, parts: Stretches, rules: ProcessRules) -> Drawn:
    with np.errstate(divide="ignore", invalid="ignore"):
        centre = parts.total(count) / parts.total(size)
        sigma = spread_of(kind, centre) / np.sqrt(size)
        z = np.where(sigma > 0, (count / size - centre) / sigma, np.nan)
    scatter = np.ones_like(z)
    if kind in PRIME:
        scatter = parts.mean_range(z) / rules.range_bias
    return limits_about(kind, np.where(parts.there, count / size, np.nan), size, centre, scatter, rules)


def spread_of(kind: ChartKind, centre: Array) -> Array:
    """Return the standard deviation of chance of one person (or of one person-year) about a centre."""
    with np.errstate(invalid="ignore"):
        return np.asarray(np.sqrt(centre * (1 - centre if kind in PEOPLE else 1.0)))


def limits_about(
    kind: ChartKind, value: Array, size: Array, centre: Array, scatter: Array, rules: ProcessRules
) -> Drawn:
    """Return limits of counts among `size` about a centre, `scatter` times as wide as chance: three sigma, or exact."""
    people = kind in PEOPLE
    sigma = spread_of(kind, centre) / np.sqrt(size)
    half = np.where(sigma > 0, rules.sigmas * sigma * scatter, np.nan)
    sigmas = around(value, centre, half, scatter, rules)
    rare = size * (np.minimum(centre, 1 - centre) if people else centre)
    few = (rare < rules.small_count) & ~np.isnan(half)
    return _with_exact(sigmas, size, few, people=people, rules=rules)


def _with_exact(drawn: Drawn, size: Array, few: Mask, *, people: bool, rules: ProcessRules) -> Drawn:
    """The same with exact limits where `few` are expected, and none beyond what is possible."""
    top = 1.0 if people else np.inf
    sizes, centre = np.where(few, size, 1.0), np.where(few, drawn.centre, 0.5)
    law, most = _law(sizes, centre, np.where(few, drawn.scatter, 1.0), people=people)

    def both(bounds: Bounds, sigmas: float) -> Bounds:
        exact = limits(law, float(1 - 2 * ndtr(-sigmas)), most) if few.any() else (sizes, sizes)
        low, high = (
            np.clip(np.where(few, one / sizes, other), 0.0, top)
            for one, other in zip(exact, bounds, strict=True)
        )
        return low, high

    near = rules.sigmas * rules.near_share
    return replace(drawn, limits=both(drawn.limits, rules.sigmas), near=both(drawn.near, near), exact=few)


def _law(size: Array, centre: Array, scatter: Array, *, people: bool) -> tuple[Law, Array]:
    """How counts scatter about the centre, never less than by chance, and a count that none exceeds."""
    more = np.maximum(scatter**2 - 1, 0.0)
    if people:
        spread = np.minimum(np.where(size > 1, more / np.maximum(size - 1, 1), 0.0), 0.99)
        return beta_binomial(size, centre, spread, most=load_funnel_rules().most_columns), size
    mean = size * centre
    return negative_binomial(mean, more / mean), mean + 60 * np.sqrt(mean * (1 + more)) + 60
