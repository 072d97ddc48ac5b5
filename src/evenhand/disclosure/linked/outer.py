"""Bounds that every count surely keeps: carried from sum to sum until none moves, without a programme."""

import numpy as np

from evenhand.disclosure.linked.linked_set import LinkedSet, Number

ROUNDS = 40
"""After so many rounds what is still moving moves by little; the bounds hold wherever one stops."""
_STILL = 1e-7


def outer_bounds(linked: LinkedSet) -> tuple[Number, Number]:
    """Return for each cell two bounds that no table that fits goes beyond; they may be wider than the very bounds.

    Each sum gives bounds for each of its cells from the bounds of its others.
    """
    ties = linked.sums.tocoo()
    row, cell, factor = ties.row, ties.col, ties.data
    least, most = linked.least.copy(), linked.most.copy()
    for _ in range(ROUNDS):
        low = np.where(factor > 0, factor * least[cell], factor * most[cell])
        high = np.where(factor > 0, factor * most[cell], factor * least[cell])
        room_low = linked.sum_least[row] - _others(high, row, len(linked.sum_least))
        room_high = linked.sum_most[row] - _others(low, row, len(linked.sum_least))
        one, other = room_low / factor, room_high / factor
        new_least, new_most = least.copy(), most.copy()
        np.maximum.at(new_least, cell, np.minimum(one, other))
        np.minimum.at(new_most, cell, np.maximum(one, other))
        moved = (new_least > least + _STILL).any() or (new_most < most - _STILL).any()
        least, most = new_least, new_most
        if not moved:
            break
    return least, most


def _others(bounds: Number, row: Number, rows: int) -> Number:
    """Return for each entry the sum of its row's other entries; infinite where one of those is."""
    endless = np.isinf(bounds)
    finite = np.bincount(row, np.where(endless, 0.0, bounds), rows)[row] - np.where(endless, 0.0, bounds)
    count = np.bincount(row, endless, rows)[row] - endless
    sign = np.sign(np.bincount(row, np.where(endless, np.sign(bounds), 0.0), rows))[row]
    return np.where(count > 0, np.where(sign > 0, np.inf, -np.inf), finite)
