"""A pattern in the making: which cells are hidden, the tables known to fit, and what is still lacking."""

from dataclasses import dataclass

import numpy as np

from evenhand.disclosure.linked import Audit, Demand, audit
from evenhand.disclosure.linked.linked_set import Mask, Number, Whole
from evenhand.disclosure.policy import Policy
from evenhand.disclosure.suppress.attackers import (
    ANYONE,
    INSIDER,
    KNOWS_PRIMARY,
    Moves,
    Room,
    demanded,
    insiders,
)
from evenhand.disclosure.suppress.certify import demand_of, fitting, linked_for
from evenhand.disclosure.suppress.insiders import Insiders
from evenhand.disclosure.suppress.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """What somebody of stated knowledge narrows too far: `moves` that are not possible for him.

    `either`: it is enough that each of the cells can move by one, whichever way.
    """

    knowledge: str
    room: Room
    moves: Moves
    either: bool


class Draft:
    """Cells hidden so far, and tables (one a row, one column a cell) that fitted some pattern on the way.

    `programmes` counts the linear programmes solved.
    """

    def __init__(self, problem: Problem, policy: Policy) -> None:
        self.problem, self.policy = problem, policy
        self.anyone = Room.of_anyone(problem)
        self.knowing = Room.of_one_who_knows_primary(problem, policy)
        self.moves = demanded(problem, policy)
        self.demand = demand_of(problem, policy)
        self.primary = np.flatnonzero(problem.primary)
        self.hidden: Mask = problem.kept.copy()
        self.tables: Number = problem.counts[None, :].copy()
        self.programmes = 0

    def cost(self) -> float:
        """Return what hiding the chosen cells costs."""
        return float(self.problem.cost[self.hidden & self.problem.candidates].sum())

    def add(self, tables: Number) -> None:
        """Keep further tables, without the solver's rounding; the latest alone where they become many."""
        near = np.round(tables)
        tables = np.where(np.abs(tables - near) < _NEAR, near, tables)
        self.tables = np.vstack([self.tables[:1], self.tables[1:][-_KEPT:], np.atleast_2d(tables)])

    def lacking(self) -> list[Lack]:
        """Return what anyone narrows too far; if nothing, what one who knows the primary cells learns; else insiders."""
        for attack in (
            self.lacking_for_anyone,
            self.lacking_for_one_who_knows_primary,
            self.lacking_for_insiders,
        ):
            found = attack()
            if found:
                return found
        return []

    def lacking_for_anyone(self) -> list[Lack]:
        """Return the moves demanded by the policy that the pattern does not allow."""
        found = self._audit(self.anyone, self.demand)
        place = np.searchsorted(self.primary, self.moves.cells)
        target = self.problem.counts[self.moves.cells] + self.moves.by
        short = np.where(
            self.moves.by > 0, found.most[place] < target - _NEAR, found.least[place] > target + _NEAR
        )
        short &= ~found.passed[place]
        moves = Moves(cells=self.moves.cells[short], by=self.moves.by[short])
        return [Lack(knowledge=ANYONE, room=self.anyone, moves=moves, either=False)] if len(moves) else []

    def lacking_for_one_who_knows_primary(self) -> list[Lack]:
        """Return the primary cells that somebody learns exactly who knows which they are."""
        found = self._audit(self.knowing, Demand.wide(self.primary, 1))
        return _each(KNOWS_PRIMARY, self.knowing, found.failing)

    def lacking_for_insiders(self) -> list[Lack]:
        """Return the primary cells that somebody learns exactly who knows one small hidden count."""
        if not self.policy.insider:
            return []
        linked = linked_for(self.problem, self.anyone, self.hidden)
        knowers = insiders(self.problem, self.policy, self.hidden)
        pairs = Insiders.of(self.problem, linked, knowers, fitting(linked, self.tables))
        pairs.search()
        learnt = pairs.learnt()
        self.programmes += pairs.programmes
        if pairs.tables:
            self.add(np.stack(pairs.tables))
        return [one for knower, cells in learnt for one in _each(INSIDER, self.anyone.knowing(knower), cells)]

    def _audit(self, room: Room, demand: Demand) -> Audit:
        linked = linked_for(self.problem, room, self.hidden)
        found = audit(linked, demand, seen=fitting(linked, self.tables), narrow=False)
        self.programmes += found.programmes
        self.add(found.tables)
        return found


def _each(knowledge: str, room: Room, cells: Whole) -> list[Lack]:
    moves = Moves(cells=cells, by=np.ones(len(cells)))
    return [Lack(knowledge=knowledge, room=room, moves=moves, either=True)] if len(cells) else []


_NEAR = 1e-6
_KEPT = 400
"""So many tables are kept: those of the latest patterns fit the next one best."""
