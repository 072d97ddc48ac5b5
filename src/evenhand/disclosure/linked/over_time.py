"""Several publications as one linked set: the same cell at two dates is two counts, and a third that came between."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import block_diag, csr_array, hstack, vstack

from evenhand.disclosure.linked.bands import bands_between
from evenhand.disclosure.linked.between import Between, growing_together, pairs_between
from evenhand.disclosure.linked.cell_space import CellSpace
from evenhand.disclosure.linked.demand import Demand
from evenhand.disclosure.linked.linked_set import LinkedSet, Mask, Number, Whole
from evenhand.disclosure.linked.moments import Moment, moment, moments_of
from evenhand.disclosure.linked.outer import outer_bounds
from evenhand.disclosure.linked.published import Published


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """What a reader of several publications knows: counts at each moment, then the changes between moments.

    `linked` has one column a count or change; for each: `moment` its moment (of a change, the later one) and
    `earlier` the earlier one (-1 for a count), places in `moments`; `is_difference`; `is_published`: some publication
    has the cell; `hidden`: one does not show it as it is; `width`: how wide it must stay by the promises made (0:
    none was). `places`: for each publication, in the order given, the columns of its cells.
    `pieces`: counts that bands of several publications tell, and that none of them has. `growing`: changes
    that are taken to be no less than 0. `notes`: where that had to be given up, in words.
    """

    linked: LinkedSet
    moments: tuple[tuple[str, ...], ...]
    moment: Whole
    earlier: Whole
    is_difference: Mask
    is_published: Mask
    hidden: Mask
    pieces: Mask
    width: Number
    growing: Mask
    names: tuple[str, ...]
    places: tuple[Whole, ...]
    between: Between
    notes: tuple[str, ...]
    keys: Whole
    space: CellSpace

    def __len__(self) -> int:
        return len(self.linked)

    def codes(self, columns: Whole) -> dict[str, NDArray[np.str_]]:
        """Return for each dimension the code of each of these columns."""
        return self.space.codes(self.keys[columns])

    def named(self, column: int) -> tuple[str, ...]:
        """Return the publications that hold the cell of this column; of a change, those of both its moments."""
        wanted = [column]
        if self.is_difference[column]:
            place = column - int(self.is_difference.argmax())
            wanted = [int(self.between.earlier[place]), int(self.between.later[place])]
        return tuple(
            name for name, mine in zip(self.names, self.places, strict=True) if np.isin(wanted, mine).any()
        )

    def promised(self) -> Demand:
        """Return what was promised: every count that some publication hides stays as wide as its policy says."""
        cells = np.flatnonzero(self.hidden & (self.width > 0))
        return replace(Demand.wide(cells, 0.0), width=self.width[cells])


def joined(publications: Sequence[Published], *, grows: bool = True) -> Joined:
    """Return what these publications say together; a dimension that one lacks is at its Total there.

    Cells with the same codes are one count where the publications speak of the same moment (the same day, and
    figures that can both be true). At different moments they are two, and the change between them is a third.
    `grows`: nobody is taken out between moments. Where the figures contradict that, it is given up for the
    cells concerned, and noted; so are sums that the figures refute. Columns: all counts of the first moment, of the
    second, ...; then the changes.
    Raises Contradiction where one publication contradicts itself.
    """
    space = CellSpace.of(publications)
    keys = [space.keys(one) for one in publications]
    members = moments_of(publications, keys)
    bands = [bands_between([publications[one] for one in mine]) for mine in members]
    if any(one.sums for one in bands):
        space = CellSpace.of(publications, [each for one in bands for each in one.sums])
        keys = [space.keys(one) for one in publications]
    held = _with_gaps(
        [one.cells(space, [keys[each] for each in mine]) for one, mine in zip(bands, members, strict=True)]
    )
    moments = [
        moment(space, [publications[each] for each in mine], [keys[each] for each in mine], cells, one.sums)
        for one, mine, cells in zip(bands, members, held, strict=True)
    ]
    pieces = [one.are_pieces(space, each.keys) for one, each in zip(bands, moments, strict=True)]
    between = pairs_between(moments, grows=grows)
    linked = _with_changes(moments, between)
    notes = [_REFUTED] if any(one.refuted for one in moments) else []
    notes += [_SHRINKS] if grows and between.shrinks.any() else []
    if grows and between.growing.any():
        linked, between, more = _where_possible(linked, between)
        notes += [note for note in more if note not in notes]
    offsets = np.cumsum([0, *(len(one.keys) for one in moments)])
    return _joined(publications, space, members, moments, offsets, linked, between, tuple(notes), pieces)


def _with_gaps(held: list[Whole]) -> list[Whole]:
    """Each moment's cells, with those that stand before it and after it, but not there."""
    if len(held) < 3:
        return held
    every, place = np.unique(np.concatenate(held), return_inverse=True)
    number = np.repeat(np.arange(len(held)), [len(one) for one in held])
    first, last = np.full(len(every), len(held)), np.full(len(every), -1)
    np.minimum.at(first, place, number)
    np.maximum.at(last, place, number)
    return [every[(first <= one) & (one <= last)] for one in range(len(held))]


def _with_changes(moments: list[Moment], between: Between) -> LinkedSet:
    """All counts with their sums, and the changes: later less earlier less change is 0."""
    linked = LinkedSet(
        least=np.concatenate([*(one.linked.least for one in moments), between.least]),
        most=np.concatenate([*(one.linked.most for one in moments), between.most]),
        sums=csr_array((0, sum(len(one.keys) for one in moments) + len(between))),
        sum_least=np.zeros(0),
        sum_most=np.zeros(0),
    )
    counts = csr_array(block_diag([one.linked.sums for one in moments], format="csr"))
    wider = csr_array(hstack([counts, csr_array((counts.shape[0], len(between)))]))
    at = np.arange(len(between))
    first = counts.shape[1]
    rows, columns = np.tile(at, 3), np.concatenate([between.later, between.earlier, first + at])
    values = np.concatenate([np.ones(len(at)), np.full(2 * len(at), -1.0)])
    ties = csr_array((values, (rows, columns)), shape=(len(at), len(linked)))
    none = np.zeros(len(at))
    low = np.concatenate([*(one.linked.sum_least for one in moments), none])
    high = np.concatenate([*(one.linked.sum_most for one in moments), none])
    linked = linked.with_sums(csr_array(vstack([wider, ties])), low, high)
    more, least, most = growing_together(moments, between)
    return linked.with_sums(more, least, most) if len(least) else linked


def _where_possible(linked: LinkedSet, between: Between) -> tuple[LinkedSet, Between, list[str]]:
    """The set without the assumption of growth in each part of it that no counts fit under that assumption.

    What simple sums refute is found here; what no simple sum refutes, a programme over the set raises as Contradiction.
    """
    least, most = outer_bounds(linked)
    crossed = least > most + _NEAR
    if not crossed.any():
        return linked, between, []
    parts, first = linked.components(), len(linked) - len(between)
    freed = between.freed((np.isin(parts, parts[crossed & (parts >= 0)]) | crossed)[first:])
    columns = first + np.flatnonzero(~freed.growing)
    low = linked.least.copy()
    low[columns] = (linked.least[between.later] - linked.most[between.earlier])[columns - first]
    unequal = linked.sum_least < linked.sum_most
    loose = unequal & (abs(linked.sums[:, columns]).sum(axis=1) > 0)
    return (
        replace(
            linked.bounded(low, linked.most),
            sum_least=np.where(loose, -np.inf, linked.sum_least),
            sum_most=np.where(loose, np.inf, linked.sum_most),
        ),
        freed,
        [_SHRINKS],
    )


_NEAR = 1e-6
_REFUTED = "Some sums do not hold among the figures shown; they were left out."
_SHRINKS = (
    "Some figures are lower later than they were before: people were taken out, or counted otherwise. For these "
    "cells nobody can assume that counts grow."
)


def _joined(
    publications: Sequence[Published],
    space: CellSpace,
    members: list[tuple[int, ...]],
    moments: list[Moment],
    offsets: NDArray[np.int64],
    linked: LinkedSet,
    between: Between,
    notes: tuple[str, ...],
    pieces: list[Mask],
) -> Joined:
    places: list[Whole] = [np.zeros(0, np.int64)] * len(publications)
    for mine, one, offset in zip(members, moments, offsets, strict=False):
        for member, place in zip(mine, one.places, strict=True):
            places[member] = place + offset
    none = np.zeros(len(between), dtype=np.bool_)
    number = np.repeat(np.arange(len(moments)), [len(one.keys) for one in moments])
    return Joined(
        linked=linked,
        moments=tuple(tuple(publications[one].name for one in mine) for mine in members),
        moment=np.concatenate([number, between.to]),
        earlier=np.concatenate([np.full(len(number), -1), between.since]),
        is_difference=np.concatenate([np.zeros(len(number), np.bool_), ~none]),
        is_published=np.concatenate([*(one.is_published for one in moments), none]),
        hidden=np.concatenate([*(one.hidden for one in moments), none]),
        pieces=np.concatenate([*pieces, none]),
        width=np.concatenate([*(one.width for one in moments), np.zeros(len(between))]),
        growing=np.concatenate([np.zeros(len(number), np.bool_), between.growing]),
        names=tuple(one.name for one in publications),
        places=tuple(places),
        between=between,
        notes=notes,
        keys=np.concatenate([*(one.keys for one in moments), between.keys]),
        space=space,
    )
