"""The gap between two groups over several areas: crude, within areas, and the part that lies between areas.

Arrays have the shape (comparisons, areas): `a` of `n1` people of the group, `c` of `n0` of its reference.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from evenhand.measures.estimate import Array, Estimate, estimate
from evenhand.measures.intervals import z_of
from evenhand.measures.score import difference_of_proportions, ratio_of_proportions
from evenhand.measures.stratified import (
    difference_error,
    difference_terms,
    log_ratio_error,
    pooled,
    ratio_terms,
)


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
    a: ArrayLike, n1: ArrayLike, c: ArrayLike, n0: ArrayLike, *, level: float = 0.95
) -> WithinAreas:
    """Return the gap of each comparison crude, within areas, and between areas, with their intervals.

    Areas in which one side has nobody count in the crude figures alone. Source: Greenland and Robins 1985,
    doi:10.2307/2530643; Sato 1989, doi:10.2307/2531784; the crude figures as in `score`.
    """
    a, n1, c, n0 = np.broadcast_arrays(*(np.asarray(one, np.float64) for one in (a, n1, c, n0)))
    z = z_of(level)
    x1, m1, x0, m0 = (one.sum(axis=-1) for one in (a, n1, c, n0))
    with np.errstate(divide="ignore", invalid="ignore"):
        own, other = (
            np.where(m1 > 0, x1 / m1, np.nan),
            np.where(m0 > 0, x0 / m0, np.nan),
        )
        ratio = own / other
    middle, error = pooled(difference_terms(a, n1, c, n0)), difference_error(a, n1, c, n0)
    log_error = log_ratio_error(a, n1, c, n0)
    within_ratio = pooled(ratio_terms(a, n1, c, n0))
    part, part_error = _between(a, n1, c, n0)
    with np.errstate(over="ignore", invalid="ignore"):
        reach = np.exp(z * log_error)
    return WithinAreas(
        crude=estimate(own - other, *difference_of_proportions(x1, m1, x0, m0, z), reason="nobody"),
        crude_ratio=estimate(ratio, *ratio_of_proportions(x1, m1, x0, m0, z)),
        within=estimate(middle, middle - z * error, middle + z * error, reason="no_area_with_both"),
        within_ratio=estimate(within_ratio, within_ratio / reach, within_ratio * reach),
        between=estimate(part, part - z * part_error, part + z * part_error, reason="no_area_with_both"),
    )


def _between(a: Array, n1: Array, c: Array, n0: Array) -> tuple[Array, Array]:
    """Crude less within, and its standard error given where people are: both are sums of the areas' shares."""
    with np.errstate(divide="ignore", invalid="ignore"):
        weight = np.where(n1 + n0 > 0, n1 * n0 / (n1 + n0), 0.0)
        weight = weight / weight.sum(axis=-1, keepdims=True)
        own = n1 / n1.sum(axis=-1, keepdims=True) - weight
        other = n0 / n0.sum(axis=-1, keepdims=True) - weight
    part = (own * _share(a, n1) - other * _share(c, n0)).sum(axis=-1)
    variance = (own**2 * _spread(a, n1) + other**2 * _spread(c, n0)).sum(axis=-1)
    return np.asarray(part), np.asarray(np.sqrt(variance))


def _share(x: Array, n: Array) -> Array:
    return np.asarray(np.where(n > 0, x / np.where(n > 0, n, 1), 0.0))


def _spread(x: Array, n: Array) -> Array:
    """The variance of a share, without bias from two people on; of one person the widest there is."""
    p = _share(x, n)
    return np.asarray(np.where(n > 1, p * (1 - p) / np.where(n > 1, n - 1, 1), np.where(n == 1, 0.25, 0.0)))
