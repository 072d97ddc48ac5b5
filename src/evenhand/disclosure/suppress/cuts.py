"""Necessary conditions on what is hidden: whatever protects a count hides at least so much of certain others."""

from dataclasses import dataclass

import highspy
import numpy as np
from scipy.sparse import csr_array

from evenhand.disclosure.linked.linked_set import Contradiction, Mask, Number, Whole
from evenhand.disclosure.linked.programme import BEYOND, load
from evenhand.disclosure.suppress.attackers import Moves, Room
from evenhand.disclosure.suppress.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """The `shares` (above 0, at most 1) of those of `cells` that are hidden make at least 1."""

    cells: Whole
    shares: Number

    @property
    def key(self) -> bytes:
        """What tells a cut from others."""
        return self.cells.tobytes() + np.round(self.shares, 6).tobytes()


def as_cut(problem: Problem, cells: Whole, given: Number, need: float) -> Cut | None:
    """Return the cut that what each of `cells` gives if it is hidden must be at least `need` in sum.

    None where the cells that are hidden whatever is chosen give so much already. A cell cannot give more than is
    lacking, which makes the cut stronger: whole numbers of cells are hidden.
    """
    lacking = need - given[problem.kept[cells]].sum()
    if lacking <= _NEAR:
        return None
    mine = np.where(problem.candidates[cells], np.minimum(given, lacking), 0.0)
    little = mine < lacking * _LITTLE
    lacking -= mine[little].sum()  # what is dropped is taken as given: the cut stays true
    return Cut(cells=cells[~little], shares=np.minimum(mine[~little] / lacking, 1.0))


_NEAR = 1e-6
_LITTLE = 1e-4
TRACE = 0.0
"""By how much of its room a cell that is shown may move while a cut is looked for."""


class Cutter:
    """Solves an attacker's programme for one count, and makes a cut of the prices of its bounds.

    After Fischetti and Salazar, Management Science 2001: section 4 (capacity constraints).
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.cells = np.flatnonzero(~problem.shown)
        self.place = np.full(len(problem), -1, np.int64)
        self.place[self.cells] = np.arange(len(self.cells))
        self.solved = 0
        ties = csr_array(problem.sums[:, self.cells])
        rows = np.flatnonzero(np.diff(ties.indptr))
        self._ties = csr_array(ties[rows])
        made = problem.sums[rows] @ problem.counts
        self._least, self._most = problem.sum_least[rows] - made, problem.sum_most[rows] - made
        none = np.zeros(len(self.cells))
        self._model = load(self._ties, none, none, self._least, self._most)
        self._all = np.arange(len(self.cells), dtype=np.int32)

    def give(self, room: Room, hidden: Mask, *, trace: float = TRACE) -> None:
        """Let the cells that are hidden move within this room from now on, and all others by a trace.

        A trace, so that of all prices those are found that make a strong cut.
        """
        self._down, self._up = room.down, np.minimum(room.up, BEYOND)
        share = np.where(hidden, 1.0, trace)
        low = share * np.where(hidden, self._down, np.maximum(self._down, -_MANY))
        high = share * np.where(hidden, self._up, np.minimum(self._up, _MANY))
        self._model.changeColsBounds(len(self.cells), self._all, low[self.cells], high[self.cells])

    def cut(self, cell: int, by: float) -> Cut | None:
        """Return what must be hidden for this count to move by `by`; None where nothing more need be."""
        given, slack = self.worth(cell, np.sign(by))
        return as_cut(self.problem, self.cells, given, abs(by) - slack)

    def spread_cut(self, cell: int, width: float) -> Cut | None:
        """Return what must be hidden for this count's interval to be so wide."""
        (one, above), (other, below) = self.worth(cell, 1.0), self.worth(cell, -1.0)
        return as_cut(self.problem, self.cells, one + other, width - above - below)

    def worth(self, cell: int, way: float) -> tuple[Number, float]:
        """Return what each cell gives, if hidden, to moving a count up (`way` 1) or down (-1), and what the sums give."""
        weights = np.zeros(len(self.cells))
        weights[self.place[cell]] = way
        self._model.changeColsCost(len(self.cells), self._all, weights)
        self._model.run()
        self.solved += 1
        if self._model.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise Contradiction("An attacker's programme has no answer, though the true counts are one.")
        price = np.asarray(self._model.getSolution().row_dual)
        price[np.abs(price) < _NEAR] = 0.0
        worth = weights - self._ties.T @ price
        worth[np.abs(worth) < _NEAR] = 0.0
        down, up = self._down[self.cells], self._up[self.cells]
        slack = np.where(price > 0, self._most, np.where(price < 0, self._least, 0.0))
        return np.where(worth > 0, worth * up, worth * down), float(price @ slack)


_MANY = 5.0
"""More than this a trace of a count's room is not taken of."""


def line_cuts(problem: Problem, room: Room, moves: Moves) -> list[Cut]:
    """Return the cuts that single sums make: what moves a count must move others of its sum."""
    ties, columns = problem.sums.tocsr(), problem.sums.tocsc()
    made = problem.sums @ problem.counts
    least, most = problem.sum_least - made, problem.sum_most - made
    up = np.minimum(room.up, BEYOND)
    found: dict[bytes, Cut] = {}
    for cell, by in zip(moves.cells, moves.by, strict=True):
        for at in range(columns.indptr[cell], columns.indptr[cell + 1]):
            row, own = columns.indices[at], columns.data[at]
            entries = slice(ties.indptr[row], ties.indptr[row + 1])
            cells = ties.indices[entries].astype(np.int64)
            worth = np.where(cells == cell, 0.0, -ties.data[entries] / own * np.sign(by))
            given = np.where(worth > 0, worth * up[cells], worth * room.down[cells])
            slack = (most[row] if own * by > 0 else -least[row]) / abs(own)
            cut = as_cut(problem, cells, given, abs(by) - slack)
            if cut is not None:
                found[cut.key] = cut
    return list(found.values())


def one_way(problem: Problem, room: Room) -> Moves:
    """Return a move by one for each primary cell that can move one way alone in this room: it must not be fixed."""
    cells = np.flatnonzero(problem.primary)
    up, down = room.up[cells] >= 1, room.down[cells] <= -1
    return Moves(cells=cells[up ^ down], by=np.where(up, 1.0, -1.0)[up ^ down])
