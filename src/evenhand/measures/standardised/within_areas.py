"""The gap between two groups over several areas: crude, within areas, and the part that lies between areas.

Arrays have the shape (comparisons, areas): `a` of `n1` people of the group, `c` of `n0` of its reference.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from evenhand.measures.estimate import Array, Estimate, estimate
from evenhand.measures.intervals import z_of
from evenhand.measures.score import difference_of_proportions, ratio_of_proportions
from evenhand.measures.standardised.settings import StandardisedSettings, load_settings
from evenhand.measures.standardised.stratified_score import difference_limits, ratio_limits, stratum_weights
from evenhand.measures.stratified import difference_terms, pooled, ratio_terms

_NOTHING = 1e-14


@dataclass(frozen=True, slots=True, kw_only=True)
class WithinAreas:
    """A gap three ways, shape (comparisons,) each.

    `crude` and `crude_ratio` are of all areas taken as one; `within` and `within_ratio` compare people of the same
    area (Mantel and Haenszel); `between` is what is left, crude less within: the part that comes from where people of
    each group are. Differences are shares of 1, ratios pure numbers.
    """

    crude: Estimate
    crude_ratio: Estimate
    within: Estimate
    within_ratio: Estimate
    between: Estimate


def within_areas(
    a: ArrayLike,
    n1: ArrayLike,
    c: ArrayLike,
    n0: ArrayLike,
    *,
    level: float = 0.95,
    settings: StandardisedSettings | None = None,
) -> WithinAreas:
    """Return the gap of each comparison crude, within areas, and between areas, with their intervals.

    Areas in which one side has nobody count in the crude figures alone. The interval of the part between areas takes
    as given how many people of each group are in each area. Source: Mantel and Haenszel 1959; intervals as in `score`
    and `stratified_score`.
    """
    a, n1, c, n0 = np.broadcast_arrays(*(np.asarray(one, np.float64) for one in (a, n1, c, n0)))
    settings, z = settings or load_settings(), z_of(level)
    few = stratum_weights(n1, n0).sum(axis=1) < settings.least_weight
    within = estimate(
        pooled(difference_terms(a, n1, c, n0)),
        *difference_limits(a, n1, c, n0, z),
        reason="no_area_with_both",
    )
    within_ratio = estimate(pooled(ratio_terms(a, n1, c, n0)), *ratio_limits(a, n1, c, n0, z))
    part, error, size = between_areas(a, n1, c, n0, settings)
    between = estimate(part, part - z * error, part + z * error, reason="no_area_with_both")
    crude, crude_ratio = _crude(*(one.sum(axis=1) for one in (a, n1, c, n0)), z=z)
    return WithinAreas(
        crude=crude,
        crude_ratio=crude_ratio,
        within=within.without(few, "few_alike"),
        within_ratio=within_ratio.without(few, "few_alike"),
        between=between.without(few | (size < settings.least_between), "few_alike"),
    )


def between_areas(
    a: Array, n1: Array, c: Array, n0: Array, settings: StandardisedSettings
) -> tuple[Array, Array, Array]:
    """Return the crude difference less that within areas, its standard error, and its size, shape (comparisons,) each.

    Both differences are sums of the areas' shares with weights that are known from where people are; so is the part.
    Its size is that of the smaller side, in people of a plain share that would be as sure. Source of the smoothed
    variance: the idea of Price and Bonett 2004, doi:10.1016/S0167-9473(03)00100-0, within a group's areas.
    """
    weight = stratum_weights(n1, n0)
    part, variance, size = np.zeros(len(a)), np.zeros(len(a)), np.full(len(a), np.inf)
    with np.errstate(divide="ignore", invalid="ignore"):
        weight = weight / weight.sum(axis=1, keepdims=True)
        for sign, x, n in ((1, a, n1), (-1, c, n0)):
            unlike = n / n.sum(axis=1, keepdims=True) - weight
            part = part + sign * (unlike * _share(x, n)).sum(axis=1)
            variance = variance + (unlike**2 * _smoothed_variance(x, n, settings.smoothing)).sum(axis=1)
            size = np.fmin(size, np.abs(unlike).sum(axis=1) ** 2 / _share(unlike**2, n).sum(axis=1))
    return np.where(np.abs(part) < _NOTHING, 0.0, part), np.asarray(np.sqrt(variance)), size


def _crude(a: Array, n1: Array, c: Array, n0: Array, *, z: float) -> tuple[Estimate, Estimate]:
    with np.errstate(divide="ignore", invalid="ignore"):
        own, other = np.where(n1 > 0, a / n1, np.nan), np.where(n0 > 0, c / n0, np.nan)
        ratio = own / other
    return (
        estimate(own - other, *difference_of_proportions(a, n1, c, n0, z), reason="nobody"),
        estimate(ratio, *ratio_of_proportions(a, n1, c, n0, z)),
    )


def _share(x: Array, n: Array) -> Array:
    return np.asarray(np.where(n > 0, x / np.where(n > 0, n, 1), 0.0))


def _smoothed_variance(x: Array, n: Array, people: float) -> Array:
    """The variance of each area's share, drawn towards that of all areas by so many people."""
    overall = (x.sum(axis=1, keepdims=True) + people / 2) / (n.sum(axis=1, keepdims=True) + people)
    p = (x + people * overall) / (n + people)
    return _share(p * (1 - p), n)
