"""Which hidden counts move together: if one is known, so is the other, whatever the counts are."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array, eye_array
from scipy.sparse.linalg import splu

from evenhand.attack.attackers import limit
from evenhand.disclosure.linked import LinkedSet
from evenhand.disclosure.linked.linked_set import Mask, Whole

_SEED = 20261122
_TRACE = 1e-10
_NOTHING = 1e-6
_FEW = 3
"""Directions that are enough to see whether a count moves at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """The directions in which the counts of a set can move without breaking a sum.

    `cells`: the open ones; `moves`: one row for each of them, one column a direction drawn by chance (the same ones each
    time). What holds in all directions drawn holds in every one, but for a chance that is nil.
    """

    linked: LinkedSet
    cells: Whole
    moves: NDArray[np.float64]

    def pairs(self) -> list[Whole]:
        """Return the groups of cells, by their places in the set, in which one count fixes all others."""
        size = np.linalg.norm(self.moves, axis=1)
        free = np.flatnonzero(size > _NOTHING)
        if len(free) < 2:
            return []
        unit = self.moves[free] / size[free, None]
        largest = np.abs(unit).argmax(axis=1)
        unit = unit * np.sign(unit[np.arange(len(unit)), largest])[:, None]
        seen = unit @ _directions(unit.shape[1], 1)[:, 0]
        order = np.argsort(seen, kind="stable")
        apart = np.flatnonzero(np.diff(seen[order]) > _NOTHING) + 1
        groups = (free[np.sort(one)] for one in np.split(order, apart) if len(one) > 1)
        return sorted((self.cells[one] for one in groups), key=lambda one: int(one[0]))

    def fixed_by(self, known: Whole) -> Whole:
        """Return the cells that are fixed for somebody who knows the counts of all cells `known`."""
        mine = np.isin(self.cells, known)
        if not mine.any():
            return self.cells[:0]
        if mine.sum() > self.moves.shape[1] // 2:
            return self._fixed_by_many(mine)
        _, weights, rows = np.linalg.svd(self.moves[mine], full_matrices=False)
        basis = rows[weights > _NOTHING * weights.max(initial=1.0)]
        left = self.moves - (self.moves @ basis.T) @ basis
        size = np.linalg.norm(self.moves, axis=1)
        fixed = (np.linalg.norm(left, axis=1) < _NOTHING * np.maximum(size, 1.0)) & (size > _NOTHING)
        return np.asarray(self.cells[fixed & ~mine], dtype=np.int64)

    def _fixed_by_many(self, mine: Mask) -> Whole:
        """The same for more cells than the directions drawn can tell apart: the set is solved anew with them held."""
        size = np.linalg.norm(self.moves, axis=1)
        own = self.cells[mine]
        known = self.linked.bounded(self.linked.least.copy(), self.linked.most.copy())
        known.most[own] = known.least[own]
        left = ties_of(known, directions=_FEW)
        still = left.cells[np.linalg.norm(left.moves, axis=1) > _NOTHING]
        return np.asarray(np.setdiff1d(self.cells[(size > _NOTHING) & ~mine], still), dtype=np.int64)


def ties_of(linked: LinkedSet, *, directions: int | None = None) -> Ties:
    """Return how the open counts of a set can move: drawn directions, less what would break a sum."""
    cells = np.flatnonzero(linked.open)
    equal = np.flatnonzero(linked.sum_least == linked.sum_most)
    sums = csc_array(linked.sums[equal][:, cells])
    sums = csc_array(sums[np.flatnonzero(abs(sums).sum(axis=1))])
    moves = _directions(len(cells), directions or limit("probes"))
    if sums.shape[0] and len(cells):
        # Sums that follow from others make the system singular; a trace on the diagonal settles it.
        solver = splu(csc_array(sums @ sums.T + _TRACE * eye_array(sums.shape[0])))
        for _ in range(2):  # the second time takes away what the trace left
            moves = moves - sums.T @ solver.solve(sums @ moves)
    return Ties(linked=linked, cells=cells, moves=np.asarray(moves, dtype=np.float64))


def _directions(rows: int, columns: int) -> NDArray[np.float64]:
    drawn = np.random.default_rng(_SEED)
    return drawn.standard_normal((rows, columns))
