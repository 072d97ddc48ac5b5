"""Those against whom hidden counts must hold: what each knows, and what must stay possible for them."""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from evenhand.disclosure.linked.linked_set import Mask, Number, Whole
from evenhand.disclosure.policy import Policy
from evenhand.disclosure.suppress.problem import Problem

ANYONE = "knows the policy and all that is shown"
KNOWS_PRIMARY = "knows which counts are hidden for their own sake, and so that all others are not small"
INSIDER = "knows one small hidden count exactly"


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """How far each count may move for somebody: from `down` (0 or less) to `up` (0 or more), if it is hidden."""

    down: Number
    up: Number

    @classmethod
    def of_anyone(cls, problem: Problem) -> Self:
        """Return the room of a reader who knows the policy: a hidden count is 1 or more, an unpublished one 0."""
        least = np.where(problem.unpublished, 0.0, np.minimum(problem.least_hidden, problem.counts))
        return cls(
            down=np.where(problem.shown, 0.0, least - problem.counts),
            up=np.where(problem.shown, 0.0, np.inf),
        )

    @classmethod
    def of_one_who_knows_primary(cls, problem: Problem, policy: Policy) -> Self:
        """Return the room of one who knows which cells are primary: these are 1 or more, others the threshold or more."""
        anyone = cls.of_anyone(problem)
        small = problem.primary & (problem.counts < policy.threshold)
        large = ~problem.unpublished & (problem.counts >= policy.threshold) & ~problem.primary
        # Where zeros may be hidden, one that is hidden for others' sake may be one of these.
        floor = policy.threshold if problem.least_hidden > 0 else 0
        down = np.where(large & ~problem.shown, floor - problem.counts, anyone.down)
        down = np.where(small, np.minimum(1.0 - problem.counts, 0.0), down)
        up = np.where(small, policy.threshold - 1 - problem.counts, anyone.up)
        return cls(down=down, up=up)

    def knowing(self, cell: int) -> Self:
        """Return the room of one who knows this count too."""
        down, up = self.down.copy(), self.up.copy()
        down[cell] = up[cell] = 0.0
        return replace(self, down=down, up=up)

    def within(self, hidden: Mask) -> Self:
        """Return the room where nothing but `hidden` is hidden."""
        return replace(self, down=np.where(hidden, self.down, 0.0), up=np.where(hidden, self.up, 0.0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """What must be possible for a reader: the count of each of `cells` moves by `by` (above 0: up)."""

    cells: Whole
    by: Number

    def __len__(self) -> int:
        return len(self.cells)


def demanded(problem: Problem, policy: Policy) -> Moves:
    """Return how far up and down each primary count must be free to move: down to 1, or as far as up if it is large.

    A count whose parts are known to hold somebody (two of them, say) can go down to what these make at least, whatever
    is hidden. Where both ways together are narrower than the policy's width, the way up is made longer.
    """
    cells = np.flatnonzero(problem.primary)
    counts = problem.counts[cells]
    small = counts < policy.threshold
    room = counts - np.maximum(least_of_all(problem)[cells], 1)
    down = np.where(small, room, np.minimum(policy.above, room)) if policy.above else 0.0 * counts
    up = np.maximum(policy.above, policy.width - down)
    moves = Moves(cells=np.concatenate([cells, cells]), by=np.concatenate([up, -down]))
    asked = moves.by != 0
    return Moves(cells=moves.cells[asked], by=moves.by[asked])


def least_of_all(problem: Problem) -> Number:
    """Return the least that each count can be where everything is hidden that is not 0: wholes hold their parts."""
    least = np.where(problem.unpublished | (problem.counts <= 0), 0.0, problem.least_hidden)
    sums = problem.sums.tocsr()
    rows = np.flatnonzero(problem.sum_most == 0)
    parts, wholes = sums[rows].maximum(0), -sums[rows].minimum(0)
    single = np.flatnonzero(np.diff(wholes.indptr) == 1)
    parts, whole = parts[single], wholes[single].indices
    while True:
        before = least.copy()
        np.maximum.at(least, whole, parts @ before)
        if np.array_equal(least, before):
            return least


def insiders(problem: Problem, policy: Policy, hidden: Mask) -> Whole:
    """Return the hidden cells whose people may know their count: those of at most `insider`."""
    mine = hidden & ~problem.unpublished & (problem.counts > 0) & (problem.counts <= policy.insider)
    return np.flatnonzero(mine)
