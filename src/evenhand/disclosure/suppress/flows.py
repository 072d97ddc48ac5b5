"""Changes of counts that leave every sum as it is: the cheapest one that moves a given count."""

import highspy
import numpy as np
from scipy.sparse import csr_array, hstack

from evenhand.disclosure.linked.linked_set import Number, Whole
from evenhand.disclosure.linked.programme import BEYOND, load
from evenhand.disclosure.suppress.attackers import Room
from evenhand.disclosure.suppress.problem import Problem


class Flows:
    """Finds flows: changes of the cells that are not shown, after which all sums hold still.

    A flow has one entry a cell of the problem. `solved` counts the programmes. Each count is split into what it goes
    up and what it goes down, so that both cost.
    """

    def __init__(self, problem: Problem, room: Room, price: Number) -> None:
        self.problem = problem
        self.cells = np.flatnonzero(~problem.shown)
        self.place = np.full(len(problem), -1, np.int64)
        self.place[self.cells] = np.arange(len(self.cells))
        self.solved = 0
        size = len(self.cells)
        ties = csr_array(problem.sums[:, self.cells])
        used = np.flatnonzero(np.diff(ties.indptr))
        slack = problem.sums[used] @ problem.counts
        self._model = load(
            csr_array(hstack([ties[used], -ties[used]], format="csr")),
            np.zeros(2 * size),
            np.zeros(2 * size),
            problem.sum_least[used] - slack,
            problem.sum_most[used] - slack,
            sense=highspy.ObjSense.kMinimize,
        )
        self._size = size
        self._all = np.arange(2 * size, dtype=np.int32)
        self.give(room)
        self.charge(price)

    def give(self, room: Room) -> None:
        """Let the counts move within this room from now on."""
        self._most = np.minimum(np.concatenate([room.up[self.cells], -room.down[self.cells]]), BEYOND)
        self._model.changeColsBounds(2 * self._size, self._all, np.zeros(2 * self._size), self._most)

    def charge(self, price: Number) -> None:
        """Let one unit of each cell's movement, up or down, cost this from now on."""
        both = np.ascontiguousarray(np.tile(price[self.cells], 2), np.float64)
        self._model.changeColsCost(2 * self._size, self._all, both)

    def cheapest(self, cell: int, by: float) -> Number | None:
        """Return the cheapest flow in which the count of `cell` moves by `by`; None if there is none."""
        place = int(self.place[cell])
        there, back = (place, place + self._size) if by > 0 else (place + self._size, place)
        if self._most[there] < abs(by):
            return None
        self._model.changeColBounds(there, abs(by), abs(by))
        self._model.changeColBounds(back, 0.0, 0.0)
        self._model.run()
        self.solved += 1
        found = None
        if self._model.getModelStatus() == highspy.HighsModelStatus.kOptimal:
            ways = np.asarray(self._model.getSolution().col_value, dtype=np.float64)
            found = np.zeros(len(self.problem))
            found[self.cells] = _whole(ways[: self._size] - ways[self._size :])
        for one in (there, back):
            self._model.changeColBounds(one, 0.0, self._most[one])
        return found


def _whole(flow: Number) -> Number:
    """Return the flow without the solver's rounding."""
    near = np.round(flow)
    return np.where(np.abs(flow - near) < _NEAR, near, flow)


_NEAR = 1e-6


def is_whole(flow: Number) -> bool:
    """Return whether a flow moves whole people alone."""
    return bool((flow == np.round(flow)).all())


def used_by(flow: Number) -> Whole:
    """Return the cells that a flow moves."""
    return np.flatnonzero(flow)
