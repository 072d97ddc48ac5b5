"""Which counts are too small, or too much of one person's making, to be shown."""

import numpy as np

from evenhand.disclosure.linked.linked_set import Mask, Number
from evenhand.disclosure.policy import Policy


def below_threshold(counts: Number, policy: Policy) -> Mask:
    """Return which counts are from 1 to one less than the threshold; zeros are shown."""
    return np.asarray((counts > 0) & (counts < policy.threshold), dtype=np.bool_)


def dominated(totals: Number, largest: Number, policy: Policy) -> Mask:
    """Return which totals of events are mostly of a few people's making, by the rules of the policy.

    `largest`: one row a cell, the largest numbers of events of single persons in it, greatest first. Two rules: the
    `dominance_n` largest make more than `dominance_share` per cent of the total; or whoever knows the second largest
    can tell the largest to within `dominance_p` per cent. 0 switches a rule off. Source: Hundepool and others,
    Statistical Disclosure Control, 2012, chapter 4.
    """
    found = np.zeros(len(totals), dtype=np.bool_)
    largest = np.asarray(largest, np.float64).reshape(len(totals), -1)
    if policy.dominance_n and policy.dominance_share:
        few = largest[:, : policy.dominance_n].sum(axis=1)
        found |= (totals > 0) & (100 * few > policy.dominance_share * totals)
    if policy.dominance_p:
        first, second = largest[:, 0], largest[:, 1] if largest.shape[1] > 1 else np.zeros(len(totals))
        found |= (totals > 0) & (100 * (totals - first - second) < policy.dominance_p * first)
    return found
