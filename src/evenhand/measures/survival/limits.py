"""Score limits of a share that is read off a curve: Wilson's, with as many people as the curve's variance is worth."""

import numpy as np

from evenhand.measures.estimate import Array, Estimate, estimate
from evenhand.measures.intervals import wilson, z_of
from evenhand.measures.survival.by_time import ByTime
from evenhand.measures.survival.rules import survival_rules

FEW_AT_RISK, TOO_FEW_PEOPLE = "few_at_risk", "too_few_followed"


def worth(share: Array, variance: Array, otherwise: Array) -> Array:
    """Return of how many people the share would have that variance, had all been seen to the end.

    `otherwise` stands where the variance tells nothing: at 0 and at 1. Source: Rothman 1978,
    doi:10.1016/0021-9681(78)90043-7; Dorey and Korn 1987, doi:10.1002/sim.4780060605.
    """
    told = (variance > 0) & (share > 0) & (share < 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(told, share * (1 - share) / variance, otherwise)


def score_limits(by_time: ByTime, share: Array, size: Array, level: float) -> Estimate:
    """Return shares (..., groups, times) with Wilson's limits for `size` people, and none where too few are left.

    Limits are given in groups of `least_people`, up to the last time after which `least_at_risk` are still there.
    """
    rules = survival_rules()
    with np.errstate(divide="ignore", invalid="ignore"):
        lower, upper = wilson(share * size, size, z_of(level))
    found = estimate(share, lower, upper, reason=FEW_AT_RISK)
    small = np.broadcast_to(by_time.people[:, np.newaxis] < rules.least_people, share.shape)
    after = by_time.at_risk - by_time.leaving
    few = np.broadcast_to(after < rules.least_at_risk, share.shape)
    return found.without(small, TOO_FEW_PEOPLE).without(few, FEW_AT_RISK)
