"""Score intervals of the Mantel-Haenszel difference and ratio: they hold with few people, and with none or all.

Arrays have the shape (comparisons, strata): `a` of `n1` people of the group, `c` of `n0` of its reference. The variance of
each stratum is taken at the likeliest proportions that differ by the tested value, so that a stratum with no event at
all still has one. Limits have the shape (comparisons,).
"""

from collections.abc import Callable

import numpy as np

from evenhand.measures.estimate import Array
from evenhand.measures.intervals import Interval
from evenhand.measures.score import likeliest

_STEPS = 50
_WIDEST = 12.0
"""The largest logarithm of a ratio that is tried: 160,000 times."""


def stratum_weights(n1: Array, n0: Array) -> Array:
    """Return what each stratum weighs, in people: n1 n0 / (n1 + n0); 0 where one side has nobody."""
    both = n1 + n0
    return np.asarray(np.where(both > 0, n1 * n0 / np.where(both > 0, both, 1), 0.0))


def difference_limits(a: Array, n1: Array, c: Array, n0: Array, z: float) -> Interval:
    """Return the score interval of the pooled difference, as shares of 1; NaN where no stratum has both sides.

    Source: Miettinen and Nurminen 1985, doi:10.1002/sim.4780040211, with the weights of Mantel and Haenszel.
    """

    def score(value: Array) -> Array:
        p1, p0 = likeliest(a, m1, c, m0, np.broadcast_to(value[:, None], weight.shape))
        return _statistic(
            weight, a / m1 - c / m0 - value[:, None], _spread(p1, m1) + _spread(p0, m0), m1 + m0
        )

    a, n1, c, n0 = _twice(a, n1, c, n0)
    weight, m1, m0 = stratum_weights(n1, n0), np.maximum(n1, 1), np.maximum(n0, 1)
    return _limits(score, 1.0, weight, z)


def ratio_limits(a: Array, n1: Array, c: Array, n0: Array, z: float) -> Interval:
    """Return the score interval of the pooled ratio; its upper limit is infinite where the reference has no event.

    NaN where no stratum with both sides has an event. Source: as `difference_limits`.
    """

    def score(value: Array) -> Array:
        ratio = np.exp(value)[:, None]
        p0 = _likeliest_base(a, m1, c, m0, ratio)
        spread = _spread(np.minimum(p0 * ratio, 1), m1) + ratio**2 * _spread(p0, m0)
        return _statistic(weight, a / m1 - ratio * c / m0, spread, m1 + m0)

    own, other = ((stratum_weights(n1, n0) * x).sum(axis=1) for x in (a, c))
    a, n1, c, n0 = _twice(a, n1, c, n0)
    weight, m1, m0 = stratum_weights(n1, n0), np.maximum(n1, 1), np.maximum(n0, 1)
    lower, upper = (np.exp(one) for one in _limits(score, _WIDEST, weight, z))
    lower, upper = np.where(own > 0, lower, 0.0), np.where(other > 0, upper, np.inf)
    known = own + other > 0
    return np.where(known, lower, np.nan), np.where(known, upper, np.nan)


def _likeliest_base(a: Array, n1: Array, c: Array, n0: Array, ratio: Array) -> Array:
    """The likeliest proportion of the reference where the group's is `ratio` times it: the root of a square."""
    first, second = (n1 + n0) * ratio, n1 * ratio + a + n0 + c * ratio
    root = np.sqrt(np.maximum(second * second - 4 * first * (a + c), 0))
    return np.asarray(np.clip((second - root) / (2 * first), 0, np.minimum(1, 1 / ratio)))


def _spread(p: Array, n: Array) -> Array:
    return p * (1 - p) / n


def _statistic(weight: Array, gap: Array, variance: Array, people: Array) -> Array:
    unbiased = variance * people / np.maximum(people - 1, 1)
    top, bottom = (weight * gap).sum(axis=1), np.sqrt((weight**2 * unbiased).sum(axis=1))
    far = np.where(bottom > 0, top / np.where(bottom > 0, bottom, 1), np.where(top > 0, np.inf, -np.inf))
    return np.where(np.abs(top) < 1e-12, 0.0, far)


def _twice(*counts: Array) -> tuple[Array, ...]:
    """Every comparison two times, one for each limit, so that both are searched for at once."""
    return tuple(np.concatenate([one, one]) for one in np.broadcast_arrays(*counts))


def _limits(score: Callable[[Array], Array], widest: float, weight: Array, z: float) -> Interval:
    """Bisect for the least value that is not rejected (the first half of the rows) and the greatest (the second)."""
    rows = len(weight) // 2
    level = np.repeat([z, -z], rows)
    low, high = np.full(2 * rows, -widest), np.full(2 * rows, widest)
    for _ in range(_STEPS):
        middle = (low + high) / 2
        left = score(middle) > level
        low, high = np.where(left, middle, low), np.where(left, high, middle)
    found = np.where(weight.sum(axis=1) > 0, (low + high) / 2, np.nan)
    return found[:rows], found[rows:]
