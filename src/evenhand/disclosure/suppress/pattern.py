"""A pattern in the making: which cells are hidden, and the flows that show what may still move."""

import numpy as np

from evenhand.disclosure.linked import audit
from evenhand.disclosure.linked.linked_set import Mask, Number, Whole
from evenhand.disclosure.policy import Policy
from evenhand.disclosure.suppress.attackers import Moves, Room, demanded
from evenhand.disclosure.suppress.certify import demand_of, linked_for
from evenhand.disclosure.suppress.problem import Problem


class Draft:
    """Cells hidden so far, and flows (one a row, one column a cell) that move hidden cells alone.

    `programmes` counts the linear programmes solved on the way.
    """

    def __init__(self, problem: Problem, policy: Policy) -> None:
        self.problem, self.policy = problem, policy
        self.anyone = Room.of_anyone(problem)
        self.moves = demanded(problem, policy)
        self.demand = demand_of(problem, policy)
        self.hidden: Mask = problem.kept.copy()
        self.flows: Number = np.zeros((0, len(problem)))
        self.programmes = 0

    def cost(self) -> float:
        """Return what hiding the chosen cells costs."""
        return float(self.problem.cost[self.hidden & self.problem.candidates].sum())

    def add(self, flows: Number) -> None:
        """Keep further flows."""
        self.flows = np.vstack([self.flows, np.atleast_2d(flows)])

    def hide(self, cells: Whole) -> None:
        """Hide these cells too."""
        self.hidden[cells] = True

    def try_hidden(self, hidden: Mask, *, narrow: bool = False) -> Whole:
        """Return the primary cells that anyone narrows too far where these cells are hidden; keep the flows found."""
        linked = linked_for(self.problem, self.anyone, hidden)
        still = self.flows[(self.flows[:, ~(hidden | self.problem.unpublished)] == 0).all(axis=1)]
        seen = np.vstack([np.zeros((1, len(self.problem))), still]) + self.problem.counts
        found = audit(linked, self.demand, seen=seen, narrow=narrow)
        self.programmes += found.programmes
        self.add(clean(found.tables - self.problem.counts))
        return found.failing

    def unmet(self) -> Moves:
        """Return the moves demanded that none of the flows makes."""
        cells, by = self.moves.cells, self.moves.by
        if len(self.flows) == 0:
            return self.moves
        up, down = self.flows.max(axis=0)[cells], self.flows.min(axis=0)[cells]
        open_ = np.where(by > 0, up < by - _NEAR, down > by + _NEAR)
        return Moves(cells=cells[open_], by=by[open_])


def clean(flows: Number) -> Number:
    """Return flows without the solver's rounding."""
    near = np.round(flows)
    return np.asarray(np.where(np.abs(flows - near) < _NEAR, near, flows), dtype=np.float64)


_NEAR = 1e-6
