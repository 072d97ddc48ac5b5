"""What several releases tell together, and how its cells are named."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np
from scipy.sparse import csr_array, eye_array, hstack

from evenhand.disclosure.ledger.types import HIDDEN, Cell, WeakPoint
from evenhand.disclosure.linked import Demand, LinkedSet, Published
from evenhand.disclosure.linked.cell_space import TOTAL
from evenhand.disclosure.linked.linked_set import Mask, Whole
from evenhand.disclosure.linked.over_time import Joined


class Told:
    """Releases as one joined set: which columns lie near one of them, which are public, and their names.

    `around`: the place (in the list of all releases) of the one whose surroundings matter; None: all of them.
    """

    def __init__(self, one: Joined, releases: Mapping[int, Published], around: int | None) -> None:
        self.one, self.around = one, around
        self.order = tuple(releases)
        self.moment_of_around = -1
        if around is not None and len(one.places[self.order.index(around)]):
            self.moment_of_around = int(one.moment[one.places[self.order.index(around)][0]])
        public = np.zeros(len(one), dtype=np.bool_)
        for place, release in zip(one.places, releases.values(), strict=True):
            if release.public is not None:
                public[place[release.public]] = True
        self._hidden = [
            place[release.hidden] for place, release in zip(one.places, releases.values(), strict=True)
        ]
        self._held = np.zeros((len(one.places), len(one)), dtype=np.bool_)
        for number, place in enumerate(one.places):
            self._held[number, place] = True
        self.first_change = len(one) - len(one.between)
        public[self.first_change :] = public[one.between.earlier] | public[one.between.later]
        self.public = public

    def is_alone(self) -> bool:
        """Return whether no other release is of the moment of the one around which all turns."""
        return self.around is not None and len(self.one.moments[self.moment_of_around]) == 1

    def with_rests(self) -> tuple[LinkedSet, Whole]:
        """Return the counts without their changes, with a column for what each whole leaves beside its parts.

        Also the whole of each such column, in their order after all others.
        """
        linked = self.one.linked
        changes = np.flatnonzero(self.one.is_difference)
        linked = linked.keeping(abs(linked.sums[:, changes]).sum(axis=1) == 0)
        rows = np.flatnonzero(np.isneginf(linked.sum_least) & (linked.sum_most == 0))
        rest = csr_array(eye_array(linked.sums.shape[0], format="csr")[:, rows])
        low = linked.sum_least.copy()
        low[rows] = 0
        whole = csr_array(linked.sums[rows] < 0).tocoo()
        wholes = np.zeros(len(rows), dtype=np.int64)
        wholes[whole.row] = whole.col
        more = replace(
            linked,
            least=np.concatenate([linked.least, np.zeros(len(rows))]),
            most=np.concatenate([linked.most, linked.most[wholes]]),
            sums=csr_array(hstack([linked.sums, rest])),
            sum_least=low,
        )
        return more, wholes

    def near(self, linked: LinkedSet) -> Mask:
        """Return which columns may be narrowed by something that the release around which all turns tells."""
        if self.around is None:
            return np.ones(len(linked), dtype=np.bool_)
        near = np.zeros(len(linked), dtype=np.bool_)
        near[self.one.places[self.order.index(self.around)]] = True
        ties = csr_array(abs(linked.sums))
        near |= ties.T @ (ties @ near) > 0
        parts = linked.components()
        return np.asarray(near | np.isin(parts, np.unique(parts[near & (parts >= 0)])), dtype=np.bool_)

    def promised(self, near: Mask) -> Demand:
        """Return what was promised of the columns near."""
        every = self.one.promised()
        return every.of(np.flatnonzero(near[every.cells]))

    def hidden(self, columns: Whole) -> Iterator[WeakPoint]:
        """Yield these counts, once for each release that hides them."""
        for place, mine in zip(self.order, self._hidden, strict=True):
            for column in columns[np.isin(columns, mine)].tolist():
                yield WeakPoint(HIDDEN, self.cell(column), ((place,),))

    def cell(self, column: int) -> Cell:
        """Return the codes of a column."""
        codes = self.one.codes(np.array([column]))
        return tuple((name, str(code[0])) for name, code in sorted(codes.items()) if code[0] != TOTAL)

    def rest(self, linked: LinkedSet, column: int, whole: int) -> Cell:
        """Return the codes of what a whole leaves beside parts, with those parts."""
        row = np.flatnonzero(linked.sums[:, [column]].toarray()[:, 0])
        cells = linked.sums[row].tocoo().col
        parts = [self.cell(one) for one in cells.tolist() if one not in (column, whole)]
        own = dict(self.cell(whole))
        less = sorted({code for part in parts for name, code in part if own.get(name) != code})
        return (*self.cell(whole), ("less", " + ".join(less)))

    def releases_of(self, columns: tuple[int, int]) -> tuple[tuple[int, ...], ...]:
        """Return for each of these columns the releases that hold it, without the one around which all turns.

        Where that one alone holds it, it is named.
        """
        held = (
            tuple(self.order[place] for place in np.flatnonzero(self._held[:, one]).tolist())
            for one in columns
        )
        return tuple(tuple(one for one in places if one != self.around) or places for places in held)
