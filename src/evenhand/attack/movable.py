"""Which counts of a set, and which sums of them, are the same in every table that fits: those that are known exactly."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from evenhand.attack.interior import interior
from evenhand.attack.ties import Ties, ties_of
from evenhand.disclosure.linked import LinkedSet
from evenhand.disclosure.linked.linked_set import Mask, Number

CONTRADICTORY = "The figures contradict each other: this was not tried."
_NOTHING = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Movable:
    """A table that fits (`counts`, one a cell of `linked`), and how it can move without breaking a sum."""

    linked: LinkedSet
    counts: Number
    ties: Ties

    def sums(self, rows: csr_array) -> tuple[Number, Mask]:
        """Return what sums of cells (one a row) come to in this table, and which come to the same in every one."""
        moved = rows[:, self.ties.cells] @ self.ties.moves
        return rows @ self.counts, np.asarray(np.abs(moved).max(axis=1, initial=0.0) < _NOTHING, np.bool_)

    @property
    def fixed(self) -> Mask:
        """Which cells are known exactly."""
        found = ~self.linked.open
        found[self.ties.cells[np.abs(self.ties.moves).max(axis=1, initial=0.0) < _NOTHING]] = True
        stuck = np.setdiff1d(np.flatnonzero(self.linked.open), self.ties.cells)
        found[stuck] = True
        return found


def movable(linked: LinkedSet) -> Movable:
    """Return how the counts of a set can move; raise Contradiction where no counts fit it."""
    inside = interior(linked)
    return Movable(linked=linked, counts=inside.counts, ties=ties_of(inside.equations(linked)))
