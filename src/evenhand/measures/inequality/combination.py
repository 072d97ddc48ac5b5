"""Intervals of a sum of shares with known factors, from the score interval of each share (MOVER).

Source: Zou and Donner 2008, doi:10.1002/sim.3095; Zou, Huang and Zhang 2009, doi:10.1016/j.csda.2008.09.033.
"""

import numpy as np

from evenhand.measures.estimate import Array
from evenhand.measures.inequality.profile import Profile
from evenhand.measures.intervals import Interval

_STEPS = 44


def reach(profile: Profile, z: float) -> Interval:
    """Return how far the score interval of each share goes down and up from it; 0 where no group is."""
    n = np.where(profile.here, profile.n, 1.0)
    x = profile.p * n
    if profile.is_rate:
        centre, half = x + z * z / 2, z * np.sqrt(x + z * z / 4)
        low, high = (centre - half) / n, (centre + half) / n
    else:
        half = z * np.sqrt(np.maximum(z * z / 4 + x * (1 - profile.p), 0))
        low, high = (x + z * z / 2 - half) / (n + z * z), (x + z * z / 2 + half) / (n + z * z)
    down, up = np.maximum(profile.p - low, 0), np.maximum(high - profile.p, 0)
    return np.where(profile.here, down, 0.0), np.where(profile.here, up, 0.0)


def combined(value: Array, factors: Array, reaches: Interval) -> Interval:
    """Return the interval of `value` that moves by `factors` (tables, groups) with the shares."""
    down, up = reaches
    positive = factors > 0
    lower = np.sqrt(((factors * np.where(positive, down, up)) ** 2).sum(axis=1))
    upper = np.sqrt(((factors * np.where(positive, up, down)) ** 2).sum(axis=1))
    return value - lower, value + upper


def quotient(p: Array, top: Array, bottom: Array, reaches: Interval) -> Interval:
    """Return the interval of (sum top p) / (sum bottom p): the values v at which top - v bottom may sum to 0.

    It is Fieller's idea with score intervals. NaN where the bottom may be 0: then no value is out of the question.
    """
    above, below = (np.einsum("tk,tk->t", one, p) for one in (top, bottom))
    surely = combined(below, bottom, reaches)[0] > 0
    with np.errstate(divide="ignore", invalid="ignore"):
        middle = np.where(surely, above / below, np.nan)
        scale = np.abs(middle) + 1

    def beyond(v: Array, side: int) -> Array:
        ends = combined(above - v * below, top - v[:, None] * bottom, reaches)
        return np.asarray(ends[0] > 0 if side < 0 else ends[1] < 0)

    limits = []
    for side in (-1, 1):
        far = middle + side * scale
        for _ in range(12):
            far = np.where(beyond(far, side), far, middle + (far - middle) * 4)
        near = middle
        for _ in range(_STEPS):
            half = (near + far) / 2
            out = beyond(half, side)
            near, far = np.where(out, near, half), np.where(out, half, far)
        limits.append((near + far) / 2)
    return limits[0], limits[1]
