"""Figures that are not exact (rounded, or changed by keys): some are hidden until sums narrow none too far.

Decided on the figures as they are shown, so that what is hidden tells no more than they would have told.
"""

from dataclasses import dataclass

import numpy as np

from evenhand.disclosure.linked import Demand, audit
from evenhand.disclosure.linked.linked_set import LinkedSet, Mask, Number, Whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What is hidden in the end; what a reader then knows; how many programmes that took; what still fails."""

    hidden: Mask
    linked: LinkedSet
    programmes: int
    failing: Whole


def settle(
    linked: LinkedSet, width: Number, hidden: Mask, figure: Number, *, may_hide: Mask, seen: Number
) -> Settled:
    """Hide further figures until no sum narrows a cell to less than its `width` (0: nothing is demanded).

    `linked`: what a reader knows, with `hidden` cells as the policy leaves them. `figure`: as shown; smaller ones are hidden
    first. `may_hide`: which cells are shown and could be hidden. `seen`: counts that fit.
    """
    asked = np.flatnonzero(width > 0)
    demand = Demand.wide(asked, 0.0)
    demand = Demand(cells=asked, low=demand.low, high=demand.high, width=width[asked])
    hidden, programmes = hidden.copy(), 0
    while True:
        found = audit(linked, demand, seen=seen, narrow=False)
        programmes += found.programmes
        chosen = _chosen(linked, found.failing, figure, may_hide & ~hidden)
        if not len(chosen):
            return Settled(hidden=hidden, linked=linked, programmes=programmes, failing=found.failing)
        hidden[chosen] = True
        least, most = linked.least.copy(), linked.most.copy()
        least[chosen], most[chosen] = 0.0, np.inf
        linked = linked.bounded(least, most)


def _chosen(linked: LinkedSet, failing: Whole, figure: Number, may_hide: Mask) -> Whole:
    """Figures to hide for the failing cells: one for each, and none twice in one sum.

    A failing cell that is shown is hidden itself; for one that is hidden, the smallest figure in its sums that is not
    a whole, then the smallest whole.
    """
    by_row, by_cell = linked.sums.tocsr(), linked.sums.tocsc()
    touched = np.zeros(by_row.shape[0], np.bool_)
    found: list[int] = []
    for cell in failing[np.lexsort((failing, figure[failing]))]:
        rows = by_cell.indices[by_cell.indptr[cell] : by_cell.indptr[cell + 1]]
        if touched[rows].any():
            continue
        one = int(cell) if may_hide[cell] else _beside(by_row, rows, figure, may_hide)
        if one >= 0:
            found.append(one)
            touched[by_cell.indices[by_cell.indptr[one] : by_cell.indptr[one + 1]]] = True
            touched[rows] = True
    return np.array(sorted(found), np.int64)


def _beside(by_row: "object", rows: Whole, figure: Number, may_hide: Mask) -> int:
    """The smallest figure in these sums that may be hidden, parts before wholes; -1 where there is none."""
    matrix = by_row[rows].tocoo()  # type: ignore[index]
    cells = matrix.coords[1]
    mine = may_hide[cells]
    if not mine.any():
        return -1
    cells, whole = cells[mine], matrix.data[mine] < 0
    return int(cells[np.lexsort((cells, figure[cells], whole))[0]])
