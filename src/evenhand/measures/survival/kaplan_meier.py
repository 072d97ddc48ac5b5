"""Kaplan and Meier's curve: the share still there after each time."""

import numpy as np

from evenhand.measures.estimate import Array, Estimate
from evenhand.measures.survival.by_time import ByTime
from evenhand.measures.survival.limits import score_limits, worth


def kaplan_meier(by_time: ByTime, level: float = 0.95) -> Estimate:
    """Return the share (groups, times) who are still there after each time, whatever the way to leave.

    Limits are score limits for as many people as Greenwood's variance is worth; none (few_at_risk) where too few are
    left, or (too_few_followed) where a group is too small. Once nobody of a group is followed its curve stays as it was.
    Source: Kaplan and Meier 1958, doi:10.1080/01621459.1958.10501452; limits: limits.py.
    """
    share = staying(by_time)
    return score_limits(by_time, share, people_worth(by_time), level)


def staying(by_time: ByTime) -> Array:
    """Return the curve alone (groups, times)."""
    hazard: Array = by_time.leaving / np.maximum(by_time.at_risk, 1)
    curve: Array = np.cumprod(1 - hazard, axis=1, dtype=np.float64)
    return curve


def before(curve: Array, start: float) -> Array:
    """Return the curve (..., times) as it stood just before each time, `start` before the first."""
    return np.concatenate([np.full((*curve.shape[:-1], 1), start), curve[..., :-1]], axis=-1)


def greenwood_parts(by_time: ByTime) -> Array:
    """Return what each time adds to the relative variance (groups, times): left / (at risk (at risk - left)).

    0 where all who are there leave at once: the curve is 0 from there on. Source: Greenwood 1926.
    """
    after = by_time.at_risk - by_time.leaving
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(after > 0, by_time.leaving / (by_time.at_risk * after), 0.0)


def greenwood(by_time: ByTime) -> Array:
    """Return Greenwood's variance of the curve (groups, times)."""
    variance: Array = staying(by_time) ** 2 * np.cumsum(greenwood_parts(by_time), axis=1)
    return variance


def people_worth(by_time: ByTime) -> Array:
    """Return of how many people the curve tells at each time (groups, times); of those at risk while nobody has left."""
    return worth(staying(by_time), greenwood(by_time), by_time.at_risk)
