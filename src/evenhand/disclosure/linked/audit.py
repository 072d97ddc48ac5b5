"""Does every count stay as unknown as it must? One programme's answer is a witness for many counts."""

from dataclasses import dataclass

import numpy as np

from evenhand.disclosure.linked.demand import Demand
from evenhand.disclosure.linked.linked_set import LinkedSet, Mask, Number, Whole
from evenhand.disclosure.linked.programme import Programme


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """What was found for each demand: the counts that were seen to be possible, and whether they suffice.

    `least` and `most` are seen in a table that fits all that is published. Where `passed` is False they are the
    very bounds that a reader can derive. `programmes`: how many linear programmes were solved.
    """

    demand: Demand
    least: Number
    most: Number
    passed: Mask
    programmes: int

    @property
    def failing(self) -> Whole:
        """The cells that can be narrowed more than they may."""
        return self.demand.cells[~self.passed]


def audit(linked: LinkedSet, demand: Demand, *, seen: Number | None = None, witnesses: bool = True) -> Audit:
    """Return whether each cell in `demand` stays as unknown as is demanded of it, for a reader who knows `linked`.

    `seen`: tables that are known to fit (one a row, one column a cell of the set), the true one say; each saves work.
    `witnesses`: let one programme serve many cells; without, two are solved for each. The verdict is the same.
    Raises Contradiction where nothing fits what is published.
    """
    least, most = linked.least[demand.cells].copy(), linked.most[demand.cells].copy()
    part = linked.components()[demand.cells]
    open_ = part >= 0
    least[open_], most[open_] = np.inf, -np.inf
    if seen is not None and open_.any():
        possible = np.atleast_2d(seen)[:, demand.cells[open_]]
        least[open_], most[open_] = possible.min(axis=0), possible.max(axis=0)
    solved = 0
    parts = linked.components()
    for number in np.unique(part[open_]):
        mine = np.flatnonzero(part == number)
        search = _Search(Programme(linked, np.flatnonzero(parts == number)), demand, mine, least, most)
        search.all_together() if witnesses else None
        search.one_by_one(until_met=witnesses)
        solved += search.programme.solved
    return Audit(demand=demand, least=least, most=most, passed=demand.met(least, most), programmes=solved)


class _Search:
    """Looks for counts that fulfil the demands `mine`, all in one part of the set."""

    def __init__(
        self, programme: Programme, demand: Demand, mine: Whole, least: Number, most: Number
    ) -> None:
        self.programme, self.demand, self.mine = programme, demand, mine
        self.least, self.most = least, most
        self.place = np.searchsorted(programme.cells, demand.cells[mine])
        self.own = Demand(
            cells=demand.cells[mine], low=demand.low[mine], high=demand.high[mine], width=demand.width[mine]
        )

    def pending(self) -> Mask:
        return ~self.own.met(self.least[self.mine], self.most[self.mine])

    def note(self, counts: Number) -> None:
        """Enter counts that fit what is published."""
        found = counts[self.place]
        self.least[self.mine] = np.minimum(self.least[self.mine], found)
        self.most[self.mine] = np.maximum(self.most[self.mine], found)

    def all_together(self) -> None:
        """Push all cells that are still open up or down at once, as long as that settles more than one a programme."""
        for turn in range(_TURNS):
            before = self.pending()
            if before.sum() <= 1:
                return
            weights = np.zeros(len(self.programme.cells))
            weights[self.place[before]] = _spread(self.place[before], turn)
            self.note(self.programme.highest(weights))
            self.note(self.programme.highest(-weights))
            if before.sum() - self.pending().sum() <= _WORTH:
                return

    def one_by_one(self, *, until_met: bool) -> None:
        """Find the very bounds of each cell that is still open (of every one, unless `until_met`)."""
        for one, place in zip(self.mine, self.place, strict=True):
            for highest in (True, False):
                if until_met and self._is_met(one):
                    break
                self.note(self.programme.extreme(place, highest=highest))

    def _is_met(self, one: int) -> bool:
        only = slice(one, one + 1)
        alone = Demand(
            cells=self.demand.cells[only],
            low=self.demand.low[only],
            high=self.demand.high[only],
            width=self.demand.width[only],
        )
        return bool(alone.met(self.least[only], self.most[only])[0])


_TURNS = 12
_WORTH = 2
"""Two programmes together must settle more cells than two solved singly would."""


def _spread(places: Whole, turn: int) -> Number:
    """Weights that differ from cell to cell and turn to turn, signs too, and are the same each time."""
    angle = (places + 1) * 0.6180339887498949 * (turn + 1) + turn * 0.7548776662466927
    share = angle - np.floor(angle)
    return np.asarray(np.where(share < 0.5, share - 1.0, share), dtype=np.float64)
