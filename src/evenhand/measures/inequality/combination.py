"""Intervals of sums of shares with known factors, and of quotients of two such sums.

Source: Price and Bonett 2004, doi:10.1016/j.csda.2003.07.007 (adding people before the variance is taken); how many,
and that they are like all others, was chosen by the coverage measured.
"""

import numpy as np

from evenhand.measures.estimate import Array
from evenhand.measures.inequality.profile import Profile
from evenhand.measures.intervals import Interval

_MORE = 2.0


def reach(profile: Profile, z: float) -> Array:
    """Return z standard errors of each share, 0 where no group is.

    The variance is taken at the share with two people more who are as all are, so that it is not 0 for none of 30.
    """
    n = np.where(profile.here, profile.n, 1.0)
    total = profile.n.sum(axis=1)
    common = (np.einsum("tk,tk->t", profile.p, profile.n) + 0.5) / (total + 1)
    share = (profile.p * n + _MORE * common[:, None]) / (n + _MORE)
    unit = share if profile.is_rate else share * (1 - share)
    fewer = n if profile.is_rate else np.maximum(n - 1, 0.5)
    return np.where(profile.here, z * np.sqrt(unit / fewer), 0.0)


def combined(value: Array, factors: Array, reaches: Array) -> Interval:
    """Return the interval of `value` that moves by `factors` (tables, groups) with the shares."""
    half = np.sqrt(((factors * reaches) ** 2).sum(axis=1))
    return value - half, value + half


def quotient(above: Array, below: Array, top: Array, bottom: Array, reaches: Array) -> Interval:
    """Return the interval of above / below, which move by `top` and `bottom` with the shares.

    It holds all v for which above - v below may be 0. NaN where the bottom may be 0: then no value is out of the question.
    Source: Fieller 1954, doi:10.1111/j.2517-6161.1954.tb00159.x.
    """
    square = reaches**2
    of_top, of_bottom = ((one**2 * square).sum(axis=1) for one in (top, bottom))
    a, b, c = below**2 - of_bottom, above * below - (top * bottom * square).sum(axis=1), above**2 - of_top
    with np.errstate(divide="ignore", invalid="ignore"):
        half = np.sqrt(np.maximum(b**2 - a * c, 0))
        surely = (a > 0) & (below > 0)
        return np.where(surely, (b - half) / a, np.nan), np.where(surely, (b + half) / a, np.nan)
