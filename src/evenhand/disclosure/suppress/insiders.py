"""What somebody learns who knows one small hidden count: tables in which his count stays and others move."""

from dataclasses import dataclass, field

import numpy as np

from evenhand.disclosure.linked import Demand, LinkedSet, audit
from evenhand.disclosure.linked.linked_set import Mask, Number, Whole
from evenhand.disclosure.linked.programme import Programme
from evenhand.disclosure.suppress.problem import Problem

_NEAR = 1e-6
_IDLE = 4
"""So many tables in a row that settle little end the search for tables that serve many pairs at once."""
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
        moved = np.abs(tables - self.problem.counts)
        moves = (moved[:, self.primary] >= 1.0 - _NEAR).astype(np.float32)
        still = (moved[:, self.knowers] < _STILL).astype(np.float32)
        self.settled |= (moves.T @ still) > 0

    def search(self) -> None:
        """Find tables that settle many pairs at once: half of the insiders' counts are held, the others pushed."""
        parts = self.linked.components()
        for part in np.unique(parts[self.knowers]):
            cells = np.flatnonzero(parts == part)
            if part >= 0 and not self._done(cells):
                self._search_part(cells)

    def _done(self, cells: Whole) -> bool:
        mine = np.ix_(np.isin(self.primary, cells), np.isin(self.knowers, cells))
        return bool(self.settled[mine].all())

    def _search_part(self, cells: Whole) -> None:
        programme = Programme(self.linked, cells)
        rows, columns = np.isin(self.primary, cells), np.isin(self.knowers, cells)
        idle = turn = 0
        while idle < _IDLE and not self.settled[np.ix_(rows, columns)].all():
            before = self.settled.sum()
            left = (~self.settled & rows[:, None] & columns[None, :]).sum()
            table = self._pushed(programme, rows, columns, turn)
            turn += 1
            self.tables.append(table)
            self.enter(table[None, :])
            idle = 0 if self.settled.sum() - before > max(2, left * _WORTH) else idle + 1
        self.programmes += programme.solved

    def _pushed(self, programme: Programme, rows: Mask, columns: Mask, turn: int) -> Number:
        """Return a table in which some insiders' counts stay and counts they must not learn move by one."""
        open_ = ~self.settled & rows[:, None] & columns[None, :]
        held = open_.any(axis=0) & (_share(self.knowers, turn) < 0.5)
        if not held.any():
            held = open_.any(axis=0)
        pushed = open_[:, held].any(axis=1) & ~np.isin(self.primary, self.knowers[held])
        true = self.problem.counts[programme.cells]
        least, most, weights = np.full(len(true), -np.inf), np.full(len(true), np.inf), np.zeros(len(true))
        at = np.searchsorted(programme.cells, self.knowers[held])
        least[at] = most[at] = true[at]
        at = np.searchsorted(programme.cells, self.primary[pushed])
        up = _share(self.primary[pushed], turn + 1) < 0.5
        least[at], most[at], weights[at] = true[at] - 1.0, true[at] + 1.0, np.where(up, 1.0, -1.0)
        table = self.problem.counts.copy()
        table[programme.cells] = programme.highest_within(weights, least, most)
        return table

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
_WORTH = 0.02
"""A table is worth its programme where it settles this share of the pairs that are left."""


def _share(cells: Whole, turn: int) -> Number:
    """Return for each cell a number from 0 to 1 that differs from turn to turn and is the same each time."""
    return np.modf((cells + 1) * _GOLDEN * (2 * turn + 1) + turn * 0.7548776662466927)[0]
