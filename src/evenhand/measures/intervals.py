"""Intervals for one proportion and one rate. Pure functions of arrays of the same shape; no tables here.

Every function takes whole or half counts as float arrays and returns (lower, upper) of the same shape; NaN in,
NaN out. `z` is the normal quantile of the two-sided level (1.96 for 95%).
"""

import numpy as np
from numpy.typing import NDArray
from scipy.special import chdtri, ndtr, ndtri

Array = NDArray[np.float64]
Interval = tuple[Array, Array]


def z_of(level: float) -> float:
    """Return the normal quantile of a two-sided interval of that level (0.95 gives 1.96)."""
    return float(ndtri(0.5 + level / 2))


def wilson(x: Array, n: Array, z: float) -> Interval:
    """Return Wilson's score interval of the proportion x / n, as shares of 1; NaN where n is 0.

    Source: Wilson 1927, doi:10.1080/01621459.1927.10502953.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        centre = 2 * x + z * z
        spread = z * np.sqrt(z * z + 4 * x * (1 - x / n))
        lower, upper = (centre - spread) / (2 * (n + z * z)), (centre + spread) / (2 * (n + z * z))
    lower = np.where(x == 0, 0.0, np.clip(lower, 0, 1))
    upper = np.where(x == n, 1.0, np.clip(upper, 0, 1))
    return np.where(n > 0, lower, np.nan), np.where(n > 0, upper, np.nan)


def poisson(x: Array, z: float, exact_below: float = 10) -> Interval:
    """Return the interval of a count of events: Byar's, and the exact one where x is under `exact_below`.

    Source: Breslow and Day 1987, volume II, 2.3; the exact limits from chi-squared quantiles.
    """
    tail = 1 - ndtr(z)
    with np.errstate(divide="ignore", invalid="ignore"):
        byar_lower = x * (1 - 1 / (9 * x) - z / (3 * np.sqrt(x))) ** 3
        exact_lower = np.where(x > 0, chdtri(2 * x, 1 - tail) / 2, 0.0)
    more = x + 1
    byar_upper = more * (1 - 1 / (9 * more) + z / (3 * np.sqrt(more))) ** 3
    exact_upper = chdtri(2 * more, tail) / 2
    small = x < exact_below
    lower, upper = np.where(small, exact_lower, byar_lower), np.where(small, exact_upper, byar_upper)
    return np.where(np.isnan(x), np.nan, lower), np.where(np.isnan(x), np.nan, upper)


def rate(x: Array, n: Array, z: float, exact_below: float = 10) -> Interval:
    """Return the interval of x events among n (residents, or person-years), as events per one; NaN where n is 0."""
    lower, upper = poisson(x, z, exact_below)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(n > 0, lower / n, np.nan), np.where(n > 0, upper / n, np.nan)
