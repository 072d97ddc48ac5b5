"""Which publications speak of the same moment, and what they say together of its cells."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from evenhand.disclosure.linked.cell_space import CellSpace
from evenhand.disclosure.linked.link import Sum, link
from evenhand.disclosure.linked.linked_set import LinkedSet, Mask, Number, Whole
from evenhand.disclosure.linked.published import Published


def moments_of(publications: Sequence[Published], keys: Sequence[Whole]) -> list[tuple[int, ...]]:
    """Return the publications of each moment, the earliest first.

    Of one moment are those with the same day whose figures can all be true at once. Days are put in order where
    every publication has one, else the order is the one in which they are given. `keys`: the cells of each.
    """
    order = list(range(len(publications)))
    if all(one.as_at for one in publications):
        order.sort(key=lambda place: publications[place].as_at)
    found: list[tuple[int, ...]] = []
    for place in order:
        for number, members in enumerate(found):
            same_day = publications[members[0]].as_at == publications[place].as_at
            if same_day and not any(_differ(publications, keys, place, one) for one in members):
                found[number] = (*members, place)
                break
        else:
            found.append((place,))
    return found


def _differ(publications: Sequence[Published], keys: Sequence[Whole], first: int, second: int) -> bool:
    _, mine, other = np.intersect1d(keys[first], keys[second], return_indices=True)
    one, two = publications[first], publications[second]
    low = np.maximum(one.least[mine], two.least[other])
    return bool((low > np.minimum(one.most[mine], two.most[other])).any())


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What is published of one moment: its cells (numbered, ascending), what is known of each, and their sums.

    `places`: for each publication of the moment, which of `keys` its cells are. `refuted`: how many sums were left
    out, as the figures shown are against them.
    """

    keys: Whole
    linked: LinkedSet
    sums: tuple[Sum, ...]
    is_published: Mask
    hidden: Mask
    width: Number
    places: tuple[Whole, ...]
    refuted: int


def moment(
    space: CellSpace,
    publications: Sequence[Published],
    keys: Sequence[Whole],
    cells: Whole,
    between: tuple[Sum, ...] = (),
) -> Moment:
    """Return what these publications say together of `cells`, which are theirs and perhaps others that none shows.

    `between`: sums between codes of different ones of them.
    """
    least, most = np.zeros(len(cells)), np.full(len(cells), np.inf)
    hidden, shown = np.zeros(len(cells), np.bool_), np.zeros(len(cells), np.bool_)
    width = np.zeros(len(cells))
    places = tuple(np.searchsorted(cells, one) for one in keys)
    for one, place in zip(publications, places, strict=True):
        np.maximum.at(least, place, one.least)
        np.minimum.at(most, place, one.most)
        np.logical_or.at(hidden, place, one.hidden)
        np.maximum.at(width, place, one.width)
        shown[place] = True
    everywhere, own = _sums_of(publications)
    everywhere += between
    codes = space.codes(cells)
    most[_none_there(codes, everywhere, shown)] = 0
    linked = link(codes, least, most, everywhere)
    for one, place, sums in zip(publications, places, own, strict=True):
        linked = _with_own(linked, one, place, sums)
    holds = linked.possible(linked.least, linked.most)
    return Moment(
        keys=cells,
        linked=linked if holds.all() else linked.keeping(holds),
        refuted=int((~holds).sum()),
        sums=everywhere,
        is_published=shown,
        hidden=hidden,
        width=width,
        places=places,
    )


def _none_there(codes: dict[str, NDArray[np.str_]], sums: tuple[Sum, ...], shown: Mask) -> Mask:
    """Which cells that no publication shows hold nobody, as they would be shown if they did."""
    listed = [one for one in sums if one.absent_is_none]
    if shown.all() or not listed:
        return shown & False
    ties = link(codes, np.zeros(len(shown)), np.zeros(len(shown)), listed).sums
    told = csr_array(ties < 0).astype(np.int64) @ shown.astype(np.int64) > 0
    return np.asarray((csr_array(ties > 0).astype(np.int64).T @ told.astype(np.int64) > 0) & ~shown)


def _sums_of(publications: Sequence[Published]) -> tuple[tuple[Sum, ...], tuple[tuple[Sum, ...], ...]]:
    """The sums that hold for all cells, and for each publication those that hold for its own cells alone.

    Where one publication lists fewer parts of a whole than another, it has nobody in the rest: true of its own
    cells, but perhaps not of those that the other one adds.
    """
    every = dict.fromkeys(one for publication in publications for one in publication.sums)
    fewer = {one for one in every if any(_lists_more(other, one) for other in every)}
    own = tuple(tuple(one for one in publication.sums if one in fewer) for publication in publications)
    return tuple(one for one in every if one not in fewer), own


def _lists_more(other: Sum, one: Sum) -> bool:
    return replace(other, parts=one.parts) == one and set(other.parts) > set(one.parts)


def _with_own(linked: LinkedSet, one: Published, place: Whole, sums: tuple[Sum, ...]) -> LinkedSet:
    if not sums:
        return linked
    mine = link(one.codes, one.least, one.most, sums)
    ties = mine.sums.tocoo()
    there = csr_array((ties.data, (ties.row, place[ties.col])), shape=(mine.sums.shape[0], len(linked)))
    return linked.with_sums(there, mine.sum_least, mine.sum_most)
