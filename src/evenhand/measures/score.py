"""Score intervals and tests for two groups: difference and ratio of proportions and of rates.

Every function takes float arrays of one shape: events x1 of n1 in the group, x2 of n2 in its reference. The
interval holds the values that the score test does not reject; NaN where n1 or n2 is 0.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from evenhand.measures.crossing import crossing
from evenhand.measures.intervals import Array, Interval

Mask = NDArray[np.bool_]
TwoGroups = Callable[..., Interval]
"""A function of x1, n1, x2, n2 and z that returns an interval."""
Score = Callable[[Array, Array, Array, Array, Array], Array]
"""A statistic of the tested value and x1, n1, x2, n2 that falls as the value rises."""


def difference_of_proportions(x1: Array, n1: Array, x2: Array, n2: Array, z: float) -> Interval:
    """Return the score interval of x1/n1 - x2/n2, as shares of 1.

    Source: Miettinen and Nurminen 1985, doi:10.1002/sim.4780040211 (with its factor N/(N-1)).
    """
    counts = (x1, _people(n1), x2, _people(n2))
    estimate = _gap(*counts)
    return _limits(_difference_score, counts, estimate, -np.ones_like(estimate), np.ones_like(estimate), z)


def ratio_of_proportions(x1: Array, n1: Array, x2: Array, n2: Array, z: float) -> Interval:
    """Return the score interval of (x1/n1) / (x2/n2); its upper limit is infinite where x2 is 0.

    Source: Koopman 1984, doi:10.2307/2531405; variance as in Miettinen and Nurminen 1985 without N/(N-1).
    """
    return _log_limits(_ratio_score, x1, n1, x2, n2, z)


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
    x1, n1, x2, n2 = counts = (x1, _people(n1), x2, _people(n2))
    reach = (z * z + 1) * 4
    low = -(x2 + reach * np.sqrt(x2 + 1)) / n2 - reach / n1
    high = (x1 + reach * np.sqrt(x1 + 1)) / n1 + reach / n2
    return _limits(_rate_score, counts, _gap(*counts), low, high, z)


def z_of_proportions(x1: Array, n1: Array, x2: Array, n2: Array) -> Array:
    """Return the score statistic of equal proportions: positive where the group's is higher; 0 where both are 0 or 1."""
    return _difference_score(np.zeros_like(x1), x1, n1, x2, n2)


def z_of_rates(x1: Array, n1: Array, x2: Array, n2: Array) -> Array:
    """Return the score statistic of equal rates: positive where the group's is higher."""
    with np.errstate(divide="ignore", invalid="ignore"):
        share = n1 / (n1 + n2)
        total = x1 + x2
        return _over(x1 - total * share, total * share * (1 - share))


def _difference_score(delta: Array, x1: Array, n1: Array, x2: Array, n2: Array) -> Array:
    total = n1 + n2
    p1, p2 = likeliest(x1, n1, x2, n2, delta)
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = (p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2) * total / (total - 1)
    return _over(_gap(x1, n1, x2, n2) - delta, variance)


def _ratio_score(log_ratio: Array, x1: Array, n1: Array, x2: Array, n2: Array) -> Array:
    ratio, total = np.exp(log_ratio), x1 + x2
    a, b = (n1 + n2) * ratio, n1 * ratio + x1 + n2 + x2 * ratio
    p2 = np.clip((b - np.sqrt(np.maximum(b * b - 4 * a * total, 0))) / (2 * a), 0, 1)
    p1 = np.clip(p2 * ratio, 0, 1)
    variance = _divide(p1 * (1 - p1), n1) + ratio * ratio * _divide(p2 * (1 - p2), n2)
    return _over(_divide(x1, n1) - ratio * _divide(x2, n2), variance)


def _rate_score(delta: Array, x1: Array, n1: Array, x2: Array, n2: Array) -> Array:
    both = n1 + n2
    b = both * delta - (x1 + x2)
    base = (-b + np.sqrt(np.maximum(b * b + 4 * both * x2 * delta, 0))) / (2 * both)
    base = np.maximum(base, np.maximum(0, -delta))
    return _over(_gap(x1, n1, x2, n2) - delta, _divide(base + delta, n1) + _divide(base, n2))


def likeliest(x1: Array, n1: Array, x2: Array, n2: Array, delta: Array) -> Interval:
    """The likeliest pair of proportions that differ by delta: the root of the cubic of Miettinen and Nurminen."""
    total, x = n1 + n2, x1 + x2
    with np.errstate(divide="ignore", invalid="ignore"):
        # The cubic's coefficients over its first; products, since a power takes five times as long.
        l2 = ((n1 + 2 * n2) * delta - total - x) / (3 * total)
        l1 = ((n2 * delta - total - 2 * x2) * delta + x) / total
        l0 = x2 * delta * (1 - delta) / total
        q = l2 * l2 * l2 - l1 * l2 / 2 + l0 / 2
        p = np.where(q >= 0, 1.0, -1.0) * np.sqrt(np.maximum(l2 * l2 - l1 / 3, 0))
        turn = np.where(p == 0, 0.0, np.clip(q / np.where(p == 0, 1, p * p * p), -1, 1))
        p2 = 2 * p * np.cos((np.pi + np.arccos(turn)) / 3) - l2
    p2 = np.clip(p2, np.maximum(0, -delta), np.minimum(1, 1 - delta))
    return np.clip(p2 + delta, 0, 1), np.clip(p2, 0, 1)


def _limits(
    score: Score, counts: tuple[Array, ...], estimate: Array, low: Array, high: Array, z: float
) -> Interval:
    """Seek on each side of the estimate where the falling score passes +z and -z."""
    return crossing(score, counts, low, estimate, z), crossing(score, counts, estimate, high, -z)


def _log_limits(score: Score, x1: Array, n1: Array, x2: Array, n2: Array, z: float) -> Interval:
    counts = (x1, _people(n1), x2, _people(n2))
    wide = np.full_like(x1, 30.0)
    with np.errstate(over="ignore"):
        lower, upper = (np.exp(crossing(score, counts, -wide, wide, level)) for level in (z, -z))
    known = (n1 > 0) & (n2 > 0) & (x1 + x2 > 0)
    lower, upper = np.where(x1 == 0, 0.0, lower), np.where(x2 == 0, np.inf, upper)
    return np.where(known, lower, np.nan), np.where(known, upper, np.nan)


def _gap(x1: Array, n1: Array, x2: Array, n2: Array) -> Array:
    return _divide(x1, n1) - _divide(x2, n2)


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
