"""Looks for tables that fit what is published and show that counts stay unknown; one table serves many counts."""

from dataclasses import dataclass, field

import numpy as np

from evenhand.disclosure.linked.demand import Demand
from evenhand.disclosure.linked.linked_set import Mask, Number, Whole
from evenhand.disclosure.linked.programme import Programme

TURNS = 8
"""How often in a row all open demands are pushed at once without settling many, before each is taken singly."""
_NEAR = 1e-6


@dataclass(slots=True)
class Search:
    """The state of a search in one part of a set.

    `least`, `most`: what was seen to be possible, one entry a demand; `outer_least`, `outer_most`: what surely is not
    gone beyond. `place`: where each demand's cell is among the programme's. `tables`: those that widened something.
    """

    programme: Programme
    demand: Demand
    place: Whole
    least: Number
    most: Number
    outer_least: Number
    outer_most: Number
    base: Number | None = None
    tables: list[Number] = field(default_factory=list)

    def met(self) -> Mask:
        """Return which demands are fulfilled by what was seen."""
        return self.demand.met(self.least, self.most)

    def failed(self) -> Mask:
        """Return which demands cannot be fulfilled by anything."""
        return ~self.demand.met(self.outer_least, self.outer_most)

    def pending(self) -> Mask:
        """Return which demands are neither."""
        return ~self.met() & ~self.failed()

    def note(self, table: Number) -> None:
        """Enter a table that fits."""
        found = table[self.place]
        if (found < self.least - _NEAR).any() or (found > self.most + _NEAR).any():
            self.tables.append(table)
        self.least, self.most = np.minimum(self.least, found), np.maximum(self.most, found)
        self.base = table if self.base is None else self.base

    def targets(self) -> tuple[Number, Number]:
        """Return how low and how high each count would have to be seen, from what was seen of it so far."""
        low = np.where(np.isfinite(self.demand.low), self.demand.low, self.most)
        high = np.where(np.isfinite(self.demand.high), self.demand.high, self.least)
        width = self.demand.width
        high = np.maximum(high, np.minimum(self.outer_most, np.minimum(low, self.least) + width))
        return np.minimum(low, np.maximum(self.outer_least, np.maximum(high, self.most) - width)), high

    def all_together(self) -> None:
        """Push all open counts up or down at once, each as far as it needs and no further, turn after turn."""
        if self.base is None:
            self.note(self.programme.highest(np.zeros(len(self.programme.cells))))
        idle = 0
        for turn in range(len(self.demand) + TURNS):
            open_ = self.pending()
            if idle >= min(TURNS, open_.sum() / 2):
                return
            self._push(open_, turn)
            idle = 0 if open_.sum() - self.pending().sum() > 1 else idle + 1

    def _push(self, open_: Mask, turn: int) -> None:
        low, high = self.targets()
        up = (self.most < high - _NEAR) & open_
        down = (self.least > low + _NEAR) & open_
        either = np.modf((self.place + 1) * _GOLDEN * (turn + 1))[0] < 0.5  # differs by cell and turn
        both = up & down
        up, down = up & ~(both & either), down & ~(both & ~either)
        size = len(self.programme.cells)
        weights, least, most = np.zeros(size), np.full(size, -np.inf), np.full(size, np.inf)
        assert self.base is not None  # noqa: S101 - all_together has seen to it
        at_base = self.base[self.place]
        most[self.place[up]] = np.maximum(high, at_base)[up]
        least[self.place[down]] = np.minimum(low, at_base)[down]
        reach = np.maximum(np.where(up, high - self.most, self.least - low), 1.0)
        weights[self.place[up]] = (1.0 / reach)[up]
        weights[self.place[down]] = (-1.0 / reach)[down]
        self.note(self.programme.highest_within(weights, least, most))

    def one_by_one(self, *, every: bool) -> None:
        """Take the counts that are still open singly (every one, if `every`): what is found are its very bounds."""
        for one, place in enumerate(self.place.tolist()):
            for highest in (True, False):
                if not every and not self.pending()[one]:
                    break
                self._extreme(one, place, highest=highest)

    def narrow(self) -> None:
        """Find the very bounds of the counts whose demand fails, where they are not known yet."""
        for one in np.flatnonzero(self.failed()).tolist():
            if self.most[one] < self.outer_most[one] - _NEAR:
                self._extreme(one, self.place[one], highest=True)
            if self.least[one] > self.outer_least[one] + _NEAR:
                self._extreme(one, self.place[one], highest=False)

    def _extreme(self, one: int | np.int64, place: int | np.int64, *, highest: bool) -> None:
        table = self.programme.extreme(place, highest=highest)
        self.note(table)
        if highest:
            self.outer_most[one] = min(self.outer_most[one], table[place])
        else:
            self.outer_least[one] = max(self.outer_least[one], table[place])


_GOLDEN = 0.6180339887498949
