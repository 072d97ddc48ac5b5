"""Looks for tables that fit what is published and show that counts stay unknown; one table serves many counts."""

from dataclasses import dataclass, field

import numpy as np

from evenhand.disclosure.linked.demand import Demand
from evenhand.disclosure.linked.linked_set import Mask, Number, Whole
from evenhand.disclosure.linked.programme import Programme

TOGETHER, WORTH, IDLE = 30, 3, 2
"""So many demands are pushed at once. Where twice in a row no more than a few are settled by that, or no more are
left, they are taken singly."""
_NEAR = 1e-6


@dataclass(slots=True)
class Search:
    """The state of a search in one part of a set.

    `least`, `most`: what was seen to be possible, one entry a demand; `outer_least`, `outer_most`: what surely is not
    gone beyond. `place`: where each demand's cell is among the programme's. `base`: a table that fits; `tables`:
    those that widened something.
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
        """Push many open counts up or down at once, turn after turn, as long as that settles more than a few."""
        if self.base is None:
            self.note(self.programme.highest(np.zeros(len(self.programme.cells))))
        turn = 0
        while (open_ := self.pending()).sum() > WORTH and self._push_all(open_, turn) > open_.sum() / 2:
            turn += 1
        self.programme.within()
        idle = 0
        while idle < IDLE and (open_ := self.pending()).sum() > WORTH:
            mixed = _mixed(self.place, turn)
            chosen = open_ & (mixed <= np.sort(mixed[open_])[:TOGETHER][-1])
            idle = 0 if self._push(self._ways(chosen, turn)) > WORTH else idle + 1
            turn += 1

    def _push_all(self, open_: Mask, turn: int) -> int:
        """Push all open counts, each as far as it needs and no further; return how many sides that closes."""
        low, high = self.targets()
        ways = self._ways(open_, turn)
        least, most = np.full(len(self.programme.cells), -np.inf), np.full(len(self.programme.cells), np.inf)
        at_base = self.base[self.place] if self.base is not None else 0.0
        least[self.place] = np.where(ways < 0, np.minimum(low, at_base), -np.inf)
        most[self.place] = np.where(ways > 0, np.maximum(high, at_base), np.inf)
        self.programme.within(least, most)
        return self._push(ways)

    def _ways(self, chosen: Mask, turn: int) -> Number:
        """Return 1 where a chosen count is to go up, -1 where down, 0 elsewhere; a different choice each turn."""
        low, high = self.targets()
        up, down = (self.most < high - _NEAR) & chosen, (self.least > low + _NEAR) & chosen
        either = _mixed(self.place, turn + 1) < _HALF
        return np.where(up & ~(down & either), 1.0, np.where(down, -1.0, 0.0))

    def _push(self, ways: Number) -> int:
        """Push counts these ways; return how many of the open sides that closes."""
        before = self._open_sides()
        weights = np.zeros(len(self.programme.cells))
        weights[self.place] = ways
        self.note(self.programme.highest(weights))
        return before - self._open_sides()

    def _open_sides(self) -> int:
        """Return how many bounds of open demands have not been seen yet."""
        low, high = self.targets()
        up, down = self.most < high - _NEAR, self.least > low + _NEAR
        return int((up & self.pending()).sum() + (down & self.pending()).sum())

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


def _mixed(places: Whole, turn: int) -> Number:
    """Return for each place a number from 0 to 1 that differs from turn to turn, and is the same each time."""
    mixed = (places + 1) * _GOLDEN * (2 * turn + 1) + turn * 0.7548776662466927
    return np.asarray(np.modf(mixed)[0], dtype=np.float64)


_HALF = 0.5
_GOLDEN = 0.6180339887498949
