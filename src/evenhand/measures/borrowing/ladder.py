"""Smallness first: of each group, whether its own data say enough, or several years of it, or its peers must help."""

from enum import StrEnum

import numpy as np

from evenhand.measures.borrowing.constants import BorrowingRules, load_borrowing
from evenhand.measures.estimate import Array, Reasons


class Rung(StrEnum):
    """What a figure rests on: the group's own data, several years of it together, or its peers as well."""

    OWN = "own"
    POOLED = "pooled"
    BORROWED = "borrowed"


def rungs(own_gap: Array, pooled_gap: Array, *, rules: BorrowingRules | None = None) -> Reasons:
    """Return of each group the first rung whose smallest visible gap, as a share of 1, is small enough.

    `own_gap` and `pooled_gap` are the smallest gaps that could have been seen in one period and in several years
    together; NaN: none could have been (or no years are put together). One shape in, words of Rung of that shape out.
    """
    rules = rules or load_borrowing()
    with np.errstate(invalid="ignore"):
        own = np.asarray(own_gap) <= rules.small_enough
        pooled = np.asarray(pooled_gap) <= rules.small_enough_pooled
    return np.where(own, Rung.OWN, np.where(pooled, Rung.POOLED, Rung.BORROWED)).astype(np.str_)
