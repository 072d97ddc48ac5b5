"""Which counts of a release are given up first."""

import numpy as np

from evenhand.disclosure.linked.linked_set import Whole
from evenhand.foundations import EVERYONE, CountTable


def rank_to_withhold(counts: CountTable) -> Whole:
    """Return for each count when it is given up: 0 those within strata, 1 those of groups, 2 everyone's."""
    everyone = counts.text("characteristic") == EVERYONE
    return np.where(counts.is_crossing, 0, np.where(everyone, 2, 1)).astype(np.int64)
