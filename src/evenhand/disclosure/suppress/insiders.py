"""What somebody learns who knows one small hidden count: tables in which his count stays and others move."""

from dataclasses import dataclass, field

import numpy as np

from evenhand.disclosure.linked import Demand, LinkedSet, audit
from evenhand.disclosure.linked.linked_set import Mask, Number, Whole
from evenhand.disclosure.linked.programme import Programme
from evenhand.disclosure.suppress.problem import Problem

_NEAR = 1e-6
TOGETHER = 100
"""So many primary cells are pushed at once."""
BLOCK = 800
"""So many cells are searched by themselves first, where a part of the set is much larger."""
_IDLE = 2
"""After so many tables in a row that settle little, pairs are taken by insider or by primary cell."""
_GOLDEN = 0.6180339887498949


@dataclass(slots=True)
class Insiders:
    """Pairs of an insider and a primary count that he must not learn exactly.

    `knowers`, `primary`: cells. `settled`: one row a primary cell, one column an insider; True where a table is known
    in which the insider's count is the true one and the other is not. `tables`: those found on the way.
    """

    problem: Problem
    linked: LinkedSet
    primary: Whole
    knowers: Whole
    settled: Mask
    tables: list[Number] = field(default_factory=list)
    programmes: int = 0

    @classmethod
    def of(cls, problem: Problem, linked: LinkedSet, knowers: Whole, tables: Number) -> "Insiders":
        """Return the pairs, with those settled that `tables` (one a row, fitting the set) settle."""
        primary = np.flatnonzero(problem.primary)
        settled = primary[:, None] == knowers[None, :]
        found = cls(problem, linked, primary, knowers, settled)
        found.enter(tables)
        return found

    def enter(self, tables: Number) -> None:
        """Settle the pairs that these tables settle."""
        for table in tables:
            moved = np.abs(table - self.problem.counts)
            moves, still = moved[self.primary] >= 1.0 - _NEAR, moved[self.knowers] < _STILL
            self.settled[moves] |= still

    def search(self) -> None:
        """Find tables that settle many pairs at once: some of the insiders' counts are held, others pushed."""
        parts = self.linked.components()
        for part in np.unique(parts[self.knowers]):
            cells = np.flatnonzero(parts == part)
            mine = np.isin(self.primary, cells)[:, None] & np.isin(self.knowers, cells)[None, :]
            if part >= 0 and (mine & ~self.settled).any():
                self._blocks(cells)
                programme = Programme(self.linked, cells)
                self._many(programme, mine)
                self._lines(programme, mine)
                self.programmes += programme.solved

    def _blocks(self, cells: Whole) -> None:
        """Look in blocks of the part, with all else held at the true counts: that settles all insiders outside at once.

        A table found so is one of the whole set. The blocks are cells that come one after another (of a few
        areas, say): where nothing can move within them, little work is lost.
        """
        size = BLOCK
        for start in range(0, len(cells) - size // 2, size // 2) if len(cells) >= 3 * size else ():
            block = cells[start : start + size]
            mine = np.isin(self.primary, block)[:, None] & np.isin(self.knowers, block)[None, :]
            if (mine & ~self.settled).any():
                least, most = self.problem.counts.copy(), self.problem.counts.copy()
                least[block], most[block] = self.linked.least[block], self.linked.most[block]
                programme = Programme(self.linked.bounded(least, most), block)
                self._many(programme, mine)
                self.programmes += programme.solved

    def _many(self, programme: Programme, mine: Mask) -> None:
        """Hold about half of the insiders' counts and push the others, as long as that settles many pairs."""
        idle = turn = 0
        while idle < _IDLE:
            open_ = mine & ~self.settled
            held = np.asarray(open_.any(axis=0) & (_mixed(self.knowers, turn) < _HALF))
            found = self._hold(programme, np.asarray(open_[:, held].any(axis=1)), held)
            turn += 1
            idle = 0 if found > max(_FEW, _WORTH * open_.sum()) else idle + 1

    def _lines(self, programme: Programme, mine: Mask) -> None:
        """Take the primary cell, or the insider, with the most open pairs, until few are left of any."""
        rows, columns = np.ones(mine.shape[0], np.bool_), np.ones(mine.shape[1], np.bool_)
        while True:
            open_ = mine & ~self.settled
            of_row, of_column = open_.sum(axis=1) * rows, open_.sum(axis=0) * columns
            if max(of_row.max(), of_column.max()) <= _FEW:
                return
            if of_row.max() >= of_column.max():
                row = int(of_row.argmax())
                rows[row] = self._row(programme, row, open_[row])
            else:
                column = int(of_column.argmax())
                held = np.arange(len(self.knowers)) == column
                columns[column] = self._hold(programme, open_[:, column], held) > 0

    def _row(self, programme: Programme, row: int, open_: Mask) -> bool:
        """Push one primary cell with fewer and fewer insiders' counts held, till pairs are settled; return if any were."""
        pushed, share, turn = np.arange(len(self.primary)) == row, 1.0, 0
        while share * open_.sum() >= 1:
            held = open_ & (_mixed(self.knowers, turn) < share)
            if held.any() and self._hold(programme, pushed, held):
                return True
            share, turn = share * _HALF, turn + 1
        return False

    def _hold(self, programme: Programme, pushed: Mask, held: Mask) -> int:
        """Hold the counts of some insiders, push primary cells up and down; return how many pairs that settles."""
        start = self.settled.sum()
        pushed = pushed & ~np.isin(self.primary, self.knowers[held])
        at = np.searchsorted(programme.cells, self.knowers[held])
        programme.hold(at, self.problem.counts[self.knowers[held]])
        idle = turn = 0
        while idle < _IDLE:
            open_ = pushed & ~self.settled[:, held].all(axis=1)
            if not open_.any():
                break
            idle = 0 if self._push(programme, open_, turn) > _FEW else idle + 1
            turn += 1
        return int(self.settled.sum() - start)

    def _push(self, programme: Programme, open_: Mask, turn: int) -> int:
        """Push some of the open primary cells, some up and some down; return how many pairs are settled by that."""
        before = self.settled.sum()
        mixed = _mixed(self.primary, turn // 2)
        chosen = self.primary[open_ & (mixed <= np.sort(mixed[open_])[:TOGETHER][-1])]
        weights = np.zeros(len(programme.cells))
        up = (_mixed(chosen, turn // 2 + 1) < _HALF) ^ (turn % 2 == 1)
        weights[np.searchsorted(programme.cells, chosen)] = np.where(up, 1.0, -1.0)
        table = self.problem.counts.copy()
        table[programme.cells] = programme.highest(weights)
        self.tables.append(table)
        self.enter(table[None, :])
        return int(self.settled.sum() - before)

    def learnt(self) -> list[tuple[int, Whole]]:
        """Return for each insider the primary cells he learns exactly, if any; pairs not settled are solved singly."""
        found = []
        for place in np.flatnonzero(~self.settled.all(axis=0)):
            untold = self.primary[~self.settled[:, place]]
            if len(untold) == 0:
                continue
            knower = self.knowers[place]
            true = self.problem.counts
            knows = self.linked.known(np.array([knower]), true[[knower]], true[[knower]])
            result = audit(knows, Demand.wide(untold, 1), seen=true, narrow=False)
            self.programmes += result.programmes
            self.tables += list(result.tables)
            self.enter(result.tables)
            if len(result.failing):
                found.append((int(knower), result.failing))
        return found


_STILL = 1e-9
_HALF = 0.5
_WORTH, _FEW = 0.02, 2
"""A table is worth its programme where it settles such a share of the open pairs, and more than a few."""


def _mixed(cells: Whole, turn: int) -> Number:
    """Return for each cell a number from 0 to 1 that differs from turn to turn and is the same each time."""
    mixed = (cells + 1) * _GOLDEN * (2 * turn + 1) + turn * 0.7548776662466927
    return np.asarray(np.modf(mixed)[0], dtype=np.float64)
