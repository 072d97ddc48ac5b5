"""The smallest gap that the exact test sees with a given power, the reference's figure taken as it is."""

import numpy as np
from scipy.special import betaincinv, gammainccinv, gammaincinv

from evenhand.measures.exact_test import chance_of_more, chance_of_more_events
from evenhand.measures.intervals import Array

_MANY = 5000
"""People of a group from which the normal approximation needs no help."""


def least_seen(
    n1: Array, x2: Array, n2: Array, *, level: float, power: float, sign: float, is_rate: bool
) -> Array:
    """Return the smallest gap of a group of n1 to its reference, x2 of n2, that a one-sided test at `level` would see.

    `sign` is +1 for a gap towards more and -1 towards fewer. Shares (or events per one where `is_rate`), above 0; NaN
    where not even the last possible count would be seen, 0 for shares of groups of _MANY and more. Source: critical
    count of the exact test, and the beta or gamma quantile at which the binomial (Poisson) count reaches it with that
    power (Clopper and Pearson 1934, doi:10.1093/biomet/26.4.404; Garwood 1936, doi:10.2307/2333958).
    """
    few = np.full_like(n1, is_rate, dtype=np.bool_) | (n1 < _MANY)
    n1, n2 = np.floor(np.where(few, n1, 0)), np.round(n2)
    x2 = np.minimum(np.round(x2), np.inf if is_rate else n2)
    chance = chance_of_more_events if is_rate else chance_of_more
    with np.errstate(divide="ignore", invalid="ignore"):
        base = x2 / n2
    usual = np.where(np.isfinite(base), base * n1, 0.0)

    def is_seen(x1: Array) -> Array:
        pair = (x1, n1, x2, n2) if sign > 0 else (x2, n2, x1, n1)
        return np.where(chance(*pair) <= level, 1.0, 0.0)

    furthest = 10 * usual + 1000 if is_rate and sign > 0 else (n1 if sign > 0 else np.zeros_like(n1))
    near, far = (np.floor(usual) if sign > 0 else np.ceil(usual)), np.floor(furthest)
    reachable = (is_seen(far) > 0) & (n1 > 0)
    for _ in range(int(np.ceil(np.log2(np.max(np.abs(far - near), initial=0) + 2)))):
        middle = np.floor((near + far) / 2) if sign > 0 else np.ceil((near + far) / 2)
        seen = is_seen(middle) > 0
        near, far = np.where(seen, near, middle), np.where(seen, middle, far)
    gap = sign * (_share_that_reaches(far, n1, power, sign=sign, is_rate=is_rate) - base)
    return np.where(few, np.where(reachable & (gap > 0), gap, np.nan), 0.0)


def _share_that_reaches(count: Array, n1: Array, power: float, *, sign: float, is_rate: bool) -> Array:
    """The share (rate) with which a count of that many or more, or of that many or fewer, comes with the power."""
    with np.errstate(divide="ignore", invalid="ignore"):
        if is_rate:
            events = gammaincinv(count, power) if sign > 0 else gammainccinv(count + 1, power)
            return np.asarray(events / n1, np.float64)
        if sign > 0:
            return np.asarray(betaincinv(count, n1 - count + 1, power), np.float64)
        return np.asarray(betaincinv(count + 1, np.maximum(n1 - count, 1e-9), 1 - power), np.float64)
