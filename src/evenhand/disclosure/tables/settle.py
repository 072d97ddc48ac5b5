"""Figures that are not exact (rounded, or changed by keys): some are hidden until sums narrow none too far.

Decided on the figures as they are shown, so that what is hidden tells no more than they would have told.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csc_array, csr_array

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
    linked: LinkedSet,
    width: Number,
    hidden: Mask,
    figure: Number,
    *,
    may_hide: Mask,
    unpublished: Mask,
    seen: Number,
) -> Settled:
    """Hide further figures until no sum narrows a cell to less than its `width` (0: nothing is demanded).

    `linked`: what a reader knows, with `hidden` cells as the policy leaves them. `figure`: as shown; smaller ones are hidden
    first. `may_hide`: which cells are shown and could be hidden. Of `unpublished` cells it is enough that nobody may be in
    them. `seen`: counts that fit.
    """
    asked = np.flatnonzero(width > 0)
    hidden, programmes = hidden.copy(), 0
    while True:
        found = audit(linked, _wide(asked, width), seen=seen, narrow=False)
        nobody, solved = _may_be_empty(linked, found.failing[unpublished[found.failing]], width, seen)
        asked = np.setdiff1d(asked, nobody)  # what is hidden later lets no less be possible
        failing = np.setdiff1d(found.failing, nobody)
        programmes += found.programmes + solved
        chosen = _chosen(linked, failing, figure, may_hide & ~hidden)
        if not len(chosen):
            return Settled(hidden=hidden, linked=linked, programmes=programmes, failing=failing)
        hidden[chosen] = True
        least, most = linked.least.copy(), linked.most.copy()
        least[chosen], most[chosen] = 0.0, np.inf
        linked = linked.bounded(least, most)


def _wide(cells: Whole, width: Number) -> Demand:
    none = np.full(len(cells), np.inf)
    return Demand(cells=cells, low=none, high=-none, width=width[cells])


def _may_be_empty(linked: LinkedSet, cells: Whole, width: Number, seen: Number) -> tuple[Whole, int]:
    """Those of the cells in which, for all that is shown, nobody may be; and how many programmes that took."""
    if not len(cells):
        return cells, 0
    found = audit(linked, _wide(cells, width), seen=seen)
    return cells[found.least < 1 - _NEAR], found.programmes


_NEAR = 1e-6


def _chosen(linked: LinkedSet, failing: Whole, figure: Number, may_hide: Mask) -> Whole:
    """Figures to hide for the failing cells: one for each, and none twice in one sum.

    A failing cell that is shown is hidden itself; for one that is hidden, the smallest figure in its sums that is not
    a whole, then the smallest whole, then those of the sums of its neighbours, and so on.
    """
    by_row, by_cell = csr_array(linked.sums), csc_array(linked.sums)
    touched = np.zeros(by_row.shape[0], np.bool_)
    found: list[int] = []
    for cell in failing[np.lexsort((failing, figure[failing]))]:
        rows = by_cell.indices[by_cell.indptr[cell] : by_cell.indptr[cell + 1]]
        if touched[rows].any():
            continue
        one = int(cell) if may_hide[cell] else _nearest(by_row, by_cell, rows, figure, may_hide)
        if one >= 0:
            found.append(one)
            touched[by_cell.indices[by_cell.indptr[one] : by_cell.indptr[one + 1]]] = True
            touched[rows] = True
    return np.unique(np.array(found, np.int64))


def _nearest(by_row: csr_array, by_cell: csc_array, rows: Whole, figure: Number, may_hide: Mask) -> int:
    """The smallest figure in these sums that may be hidden, parts before wholes, or in those next to them; or -1."""
    while True:
        near = by_row[rows].tocoo()
        cells = near.coords[1]
        mine = may_hide[cells]
        if mine.any():
            cells, whole = cells[mine], near.data[mine] < 0
            return int(cells[np.lexsort((cells, figure[cells], whole))[0]])
        wider = np.unique(by_cell[:, np.unique(cells)].tocoo().coords[0])
        if len(wider) == len(rows):
            return -1
        rows = wider
