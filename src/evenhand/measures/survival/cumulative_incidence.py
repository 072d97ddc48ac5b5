"""Aalen and Johansen's curves: the share who have left by each way, where ways to leave compete."""

import numpy as np

from evenhand.measures.estimate import Array, Estimate
from evenhand.measures.survival.by_time import ByTime
from evenhand.measures.survival.kaplan_meier import before, greenwood_parts, people_worth, staying
from evenhand.measures.survival.limits import score_limits, worth


def cumulative_incidence(by_time: ByTime, level: float = 0.95) -> Estimate:
    """Return the share (ways, groups, times) who have left by each way up to each time.

    With the share still there (kaplan_meier) they make 1. One less Kaplan and Meier's curve of one way, those who left by
    others taken for lost from sight, would be too high. Limits as in kaplan_meier, from the variance of this curve.
    Source: Aalen and Johansen 1978, https://www.jstor.org/stable/4615704.
    """
    share = left_by(by_time)
    size = worth(share, variance_of(by_time, share), np.broadcast_to(people_worth(by_time), share.shape))
    return score_limits(by_time, share, size, level)


def left_by(by_time: ByTime) -> Array:
    """Return the curves alone (ways, groups, times)."""
    there = before(staying(by_time), 1.0)
    curves: Array = np.cumsum(there * by_time.events / np.maximum(by_time.at_risk, 1), axis=2)
    return curves


def variance_of(by_time: ByTime, share: Array) -> Array:
    """Return the variance of the curves `share` (ways, groups, times): share (1 - share) / people where nobody is lost.

    Source: Dinse and Larson 1986, doi:10.1093/biomet/73.2.379 (of Greenwood's kind, so that ties are held).
    """
    parts, there = greenwood_parts(by_time), before(staying(by_time), 1.0)
    risk = np.maximum(by_time.at_risk, 1)
    step = there * by_time.events / risk**2
    own = np.cumsum(there**2 * by_time.events * (risk - by_time.events) / risk**3, axis=2)
    # The sum over times of (share now - share then)^2 parts, and of (share now - share then) step.
    spread = (
        share**2 * np.cumsum(parts, axis=1)
        - 2 * share * np.cumsum(share * parts, axis=2)
        + np.cumsum(share**2 * parts, axis=2)
    )
    shared = share * np.cumsum(step, axis=2) - np.cumsum(share * step, axis=2)
    variance: Array = np.maximum(spread + own - 2 * shared, 0.0)
    return variance
