"""The people who came between two moments: one change for each cell that both have."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, vstack

from evenhand.disclosure.linked.linked_set import LinkedSet, Mask, Number, Whole
from evenhand.disclosure.linked.moments import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """Changes of counts: from the column `earlier` to the column `later`, from the moment `since` to the moment `to`.

    `least`, `most`: what the two counts allow by themselves. `growing`: taken to be no less than 0. `shrinks`: the
    later count is certainly lower. `keys`: the numbers of the cells. All have one entry a change.
    """

    earlier: Whole
    later: Whole
    since: Whole
    to: Whole
    keys: Whole
    least: Number
    most: Number
    growing: Mask
    shrinks: Mask

    def __len__(self) -> int:
        return len(self.earlier)

    def freed(self, which: Mask) -> "Between":
        """Return the changes, with nothing assumed of `which` of them."""
        return replace(self, growing=self.growing & ~which)


def pairs_between(moments: list[Moment], *, grows: bool) -> Between:
    """Return the changes of each cell from one moment to the next, and further those between two moments that show it.

    Further changes: from one publication of a cell to its next, and from one exact figure to the next exact one,
    where other moments lie between. `grows`: changes are no less than 0 but where the figures say otherwise.
    """
    every = np.unique(np.concatenate([one.keys for one in moments]))
    column = _columns(moments, every)
    shown, exact = _shown(moments, every)
    found = []
    for since in range(len(moments)):
        for to in range(since + 1, len(moments)):
            there = (column[:, since] >= 0) & (column[:, to] >= 0)
            if to > since + 1:
                there &= _next(shown, since, to) | _next(exact, since, to)
            cells = np.flatnonzero(there)
            found.append((column[cells, since], column[cells, to], since, to, cells))
    return _between(moments, every, found, grows=grows)


def _columns(moments: list[Moment], every: Whole) -> NDArray[np.int64]:
    """For each cell and moment its column among all counts; -1 where the moment lacks it."""
    column = np.full((len(every), len(moments)), -1, dtype=np.int64)
    offset = 0
    for number, one in enumerate(moments):
        column[np.searchsorted(every, one.keys), number] = offset + np.arange(len(one.keys))
        offset += len(one.keys)
    return column


def _shown(moments: list[Moment], every: Whole) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    shown = np.zeros((len(every), len(moments)), dtype=np.bool_)
    exact = shown.copy()
    for number, one in enumerate(moments):
        place = np.searchsorted(every, one.keys)
        shown[place, number] = one.is_published
        exact[place, number] = one.is_published & ~one.linked.open
    return shown, exact


def _next(there: NDArray[np.bool_], since: int, to: int) -> Mask:
    """Which cells are there at both moments and at none between."""
    return np.asarray(there[:, since] & there[:, to] & ~there[:, since + 1 : to].any(axis=1), dtype=np.bool_)


def _between(
    moments: list[Moment], every: Whole, found: list[tuple[Whole, Whole, int, int, Whole]], *, grows: bool
) -> Between:
    nothing = np.zeros(0, dtype=np.int64)
    earlier, later, cells = (np.concatenate([nothing, *(one[at] for one in found)]) for at in (0, 1, 4))
    lengths = [len(one[0]) for one in found]
    since, to = (np.repeat(np.array([one[at] for one in found], np.int64), lengths) for at in (2, 3))
    low = np.concatenate([one.linked.least for one in moments])
    high = np.concatenate([one.linked.most for one in moments])
    least, most = low[later] - high[earlier], high[later] - low[earlier]
    free = _not_growing(moments, every, cells, since, to, most < 0)
    growing = ~free if grows else free & False
    return Between(
        earlier=earlier,
        later=later,
        since=since,
        to=to,
        keys=every[cells],
        least=np.where(growing, np.maximum(least, 0), least),
        most=most,
        growing=growing,
        shrinks=most < 0,
    )


def _not_growing(
    moments: list[Moment], every: Whole, cells: Whole, since: Whole, to: Whole, shrinks: Mask
) -> Mask:
    """Which changes may be below 0: those that certainly are, and those of the parts of such cells."""
    free = np.zeros((len(every), max(len(moments) - 1, 1)), dtype=np.bool_)
    for start, end in {(int(a), int(b)) for a, b in zip(since[shrinks], to[shrinks], strict=True)}:
        mine = shrinks & (since == start) & (to == end)
        free[cells[mine], start:end] = True
    for number in np.flatnonzero(free.any(axis=0)):
        later = moments[number + 1]
        place = np.searchsorted(every, later.keys)
        free[place, number] = _with_parts(later.linked.sums, free[place, number])
    sofar = np.concatenate([np.zeros((len(every), 1), np.int64), free.cumsum(axis=1)], axis=1)
    return np.asarray(sofar[cells, to] > sofar[cells, since], dtype=np.bool_)


def _with_parts(sums: csr_array, wholes: Mask) -> Mask:
    """The cells marked, and all their parts."""
    is_whole, is_part = csr_array(sums < 0).astype(np.int64), csr_array(sums > 0).astype(np.int64)
    reached = wholes.copy()
    while True:
        rows = (is_whole @ reached.astype(np.int64)) > 0
        more = reached | ((is_part.T @ rows.astype(np.int64)) > 0)
        if more.sum() == reached.sum():
            return reached
        reached = more


def growing_together(moments: list[Moment], between: Between) -> tuple[csr_array, Number, Number]:
    """Return further sums that hold between changes where all of them are growing, and their bounds.

    Where parts make their whole at both moments their changes do by themselves. Where some parts are not among
    the cells, those people cannot have been taken out either: the others' changes make at most the whole's.
    """
    counts = sum(len(one.keys) for one in moments)
    width = counts + len(between)
    found = [csr_array((0, width))]
    least, most = [np.zeros(0)], [np.zeros(0)]
    for number in range(len(moments) - 1):
        mine = np.flatnonzero((between.since == number) & (between.to == number + 1))
        linked = _of_cells(moments[number + 1], between.keys[mine])
        unequal = linked.sum_least < linked.sum_most
        free = abs(linked.sums[:, np.flatnonzero(~between.growing[mine])]).sum(axis=1) > 0
        ties = linked.sums[np.flatnonzero(unequal & ~free)].tocoo()
        found.append(
            csr_array((ties.data, (ties.row, counts + mine[ties.col])), shape=(ties.shape[0], width))
        )
        least.append(linked.sum_least[unequal & ~free])
        most.append(linked.sum_most[unequal & ~free])
    return csr_array(vstack(found)), np.concatenate(least), np.concatenate(most)


def _of_cells(later: Moment, keys: Whole) -> LinkedSet:
    """The sums of the later moment among these cells: where another cell belongs to a sum, it is one missing."""
    place = np.searchsorted(later.keys, keys)
    if len(place) == len(later.keys):
        return later.linked
    kept = np.zeros(len(later.keys), dtype=np.bool_)
    kept[place] = True
    full = later.linked
    lost = (abs(full.sums[:, np.flatnonzero(~kept)])).sum(axis=1) > 0
    wholes = np.asarray((csr_array(full.sums < 0).astype(np.int64) @ kept.astype(np.int64)) > 0)
    rows = np.flatnonzero(wholes)
    return LinkedSet(
        least=full.least[place],
        most=full.most[place],
        sums=csr_array(full.sums[rows][:, place]),
        sum_least=np.where(lost, -np.inf, full.sum_least)[rows],
        sum_most=full.sum_most[rows],
    )
