"""Score intervals and tests for two groups: difference and ratio of proportions and of rates.

Every function takes float arrays of one shape: events x1 of n1 in the group, x2 of n2 in its reference. The
interval holds the values that the score test does not reject, found by bisection; NaN where n1 or n2 is 0.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from evenhand.measures.intervals import Array, Interval

Mask = NDArray[np.bool_]
TwoGroups = Callable[..., Interval]
"""A function of x1, n1, x2, n2 and z that returns an interval."""
_STEPS = 60


def difference_of_proportions(x1: Array, n1: Array, x2: Array, n2: Array, z: float) -> Interval:
    """Return the score interval of x1/n1 - x2/n2, as shares of 1.

    Source: Miettinen and Nurminen 1985, doi:10.1002/sim.4780040211 (with its factor N/(N-1)).
    """

    def score(delta: Array) -> Array:
        return _difference_score(x1, n1, x2, n2, delta)

    n1, n2 = _people(n1), _people(n2)
    estimate = _divide(x1, n1) - _divide(x2, n2)
    return _limits(score, estimate, -np.ones_like(estimate), np.ones_like(estimate), z)


def ratio_of_proportions(x1: Array, n1: Array, x2: Array, n2: Array, z: float) -> Interval:
    """Return the score interval of (x1/n1) / (x2/n2); its upper limit is infinite where x2 is 0.

    Source: Koopman 1984, doi:10.2307/2531405; variance as in Miettinen and Nurminen 1985 without N/(N-1).
    """

    def score(log_ratio: Array) -> Array:
        ratio, total = np.exp(log_ratio), x1 + x2
        a, b = (n1 + n2) * ratio, n1 * ratio + x1 + n2 + x2 * ratio
        p2 = np.clip((b - np.sqrt(np.maximum(b * b - 4 * a * total, 0))) / (2 * a), 0, 1)
        p1 = np.clip(p2 * ratio, 0, 1)
        variance = _divide(p1 * (1 - p1), n1) + ratio * ratio * _divide(p2 * (1 - p2), n2)
        return _over(_divide(x1, n1) - ratio * _divide(x2, n2), variance)

    n1, n2 = _people(n1), _people(n2)
    return _log_limits(score, x1, n1, x2, n2, z)


def ratio_of_rates(x1: Array, n1: Array, x2: Array, n2: Array, z: float) -> Interval:
    """Return the score interval of the rate ratio (x1/n1) / (x2/n2) of two Poisson counts.

    Given the total, x1 is binomial: the limits are Wilson's, turned into a ratio. Source: Graham, Mengersen
    and Morton 2003, doi:10.1002/sim.1532.
    """
    total = x1 + x2
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = z * np.sqrt(z * z + 4 * x1 * x2 / total)
        lower = (2 * x1 + z * z - spread) / (2 * x2 + z * z + spread)
        upper = (2 * x1 + z * z + spread) / (2 * x2 + z * z - spread)
        lower, upper = np.where(x1 == 0, 0.0, lower), np.where(x2 == 0, np.inf, upper)
        known = (n1 > 0) & (n2 > 0) & (total > 0)
        return np.where(known, lower * n2 / n1, np.nan), np.where(known, upper * n2 / n1, np.nan)


def difference_of_rates(x1: Array, n1: Array, x2: Array, n2: Array, z: float) -> Interval:
    """Return the score interval of x1/n1 - x2/n2 for two Poisson counts, as events per one.

    The variance is taken at the likeliest rates that differ by the tested amount. Source: the method of
    Miettinen and Nurminen 1985 section 3 for rates.
    """

    def score(delta: Array) -> Array:
        both = n1 + n2
        b = both * delta - (x1 + x2)
        base = (-b + np.sqrt(np.maximum(b * b + 4 * both * x2 * delta, 0))) / (2 * both)
        base = np.maximum(base, np.maximum(0, -delta))
        variance = _divide(base + delta, n1) + _divide(base, n2)
        return _over(_divide(x1, n1) - _divide(x2, n2) - delta, variance)

    n1, n2 = _people(n1), _people(n2)
    estimate = _divide(x1, n1) - _divide(x2, n2)
    reach = (z * z + 1) * 4
    low = -(x2 + reach * np.sqrt(x2 + 1)) / n2 - reach / n1
    high = (x1 + reach * np.sqrt(x1 + 1)) / n1 + reach / n2
    return _limits(score, estimate, low, high, z)


def z_of_proportions(x1: Array, n1: Array, x2: Array, n2: Array) -> Array:
    """Return the score statistic of equal proportions: positive where the group's is higher; 0 where both are 0 or 1."""
    return _difference_score(x1, n1, x2, n2, np.zeros_like(x1))


def z_of_rates(x1: Array, n1: Array, x2: Array, n2: Array) -> Array:
    """Return the score statistic of equal rates: positive where the group's is higher."""
    with np.errstate(divide="ignore", invalid="ignore"):
        share = n1 / (n1 + n2)
        total = x1 + x2
        return _over(x1 - total * share, total * share * (1 - share))


def _difference_score(x1: Array, n1: Array, x2: Array, n2: Array, delta: Array) -> Array:
    total = n1 + n2
    p1, p2 = _likeliest(x1, n1, x2, n2, delta)
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = (p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2) * total / (total - 1)
    return _over(_divide(x1, n1) - _divide(x2, n2) - delta, variance)


def _likeliest(x1: Array, n1: Array, x2: Array, n2: Array, delta: Array) -> Interval:
    """The likeliest pair of proportions that differ by delta: the root of the cubic of Miettinen and Nurminen."""
    total, x = n1 + n2, x1 + x2
    with np.errstate(divide="ignore", invalid="ignore"):
        l2 = (n1 + 2 * n2) * delta - total - x
        l1 = (n2 * delta - total - 2 * x2) * delta + x
        l0 = x2 * delta * (1 - delta)
        q = l2**3 / (3 * total) ** 3 - l1 * l2 / (6 * total**2) + l0 / (2 * total)
        p = np.where(q >= 0, 1.0, -1.0) * np.sqrt(np.maximum(l2**2 / (3 * total) ** 2 - l1 / (3 * total), 0))
        turn = np.where(p == 0, 0.0, np.clip(q / np.where(p == 0, 1, p) ** 3, -1, 1))
        angle = (np.pi + np.arccos(turn)) / 3
        p2 = 2 * p * np.cos(angle) - l2 / (3 * total)
    p2 = np.clip(p2, np.maximum(0, -delta), np.minimum(1, 1 - delta))
    return np.clip(p2 + delta, 0, 1), np.clip(p2, 0, 1)


def _limits(score: Callable[[Array], Array], estimate: Array, low: Array, high: Array, z: float) -> Interval:
    """Bisect on each side of the estimate for where the falling score passes +z and -z."""
    lower = _bisect(lambda value: score(value) > z, low, estimate)
    upper = _bisect(lambda value: score(value) > -z, estimate, high)
    known = np.isfinite(estimate)
    return np.where(known, lower, np.nan), np.where(known, upper, np.nan)


def _log_limits(
    score: Callable[[Array], Array], x1: Array, n1: Array, x2: Array, n2: Array, z: float
) -> Interval:
    with np.errstate(divide="ignore", invalid="ignore"):
        middle = np.log(((x1 + 0.5) / (n1 + 1)) / ((x2 + 0.5) / (n2 + 1)))
    wide = np.full_like(middle, 30.0)
    lower = np.exp(_bisect(lambda value: score(value) > z, -wide, wide))
    upper = np.exp(_bisect(lambda value: score(value) > -z, -wide, wide))
    known = (n1 > 0) & (n2 > 0) & (x1 + x2 > 0)
    lower, upper = np.where(x1 == 0, 0.0, lower), np.where(x2 == 0, np.inf, upper)
    return np.where(known, lower, np.nan), np.where(known, upper, np.nan)


def _bisect(is_left: Callable[[Array], Mask], low: Array, high: Array) -> Array:
    """Return where `is_left` turns from true to false between low and high."""
    low, high = low.copy(), high.copy()
    for _ in range(_STEPS):
        middle = (low + high) / 2
        left = is_left(middle)
        low, high = np.where(left, middle, low), np.where(left, high, middle)
    return (low + high) / 2


def _people(n: Array) -> Array:
    """Not known where there is nobody, so that all that is made from it is not known."""
    return np.where(n > 0, n, np.nan)


def _divide(a: Array, b: Array) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        return a / b


def _over(gap: Array, variance: Array) -> Array:
    """Return gap / sqrt(variance); 0 where the gap is 0, infinite with its sign where the variance is 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.where(variance > 0, gap / np.sqrt(variance), np.sign(gap) * np.inf)
    return np.where(np.abs(gap) < 1e-14, 0.0, value)
