"""Finds the counts that can be worked out from several releases though they must not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from evenhand.disclosure.ledger.growing import growing
from evenhand.disclosure.ledger.told import Told
from evenhand.disclosure.ledger.types import CHANGE, REST, WeakPoint
from evenhand.disclosure.linked import Contradiction, Demand, LinkedSet, Published, audit
from evenhand.disclosure.linked.linked_set import Mask, Number, Whole
from evenhand.disclosure.linked.over_time import joined

_NEAR = 1e-6
_OPEN = 10
"""So many open counts cost a programme as much as one pair that growth ties."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked of a set of releases.

    `around`: the place of the release that must have a part in it (None: any). `threshold`: changes and rests from 1
    to less than it must not become exact. `grows`: by a reader who knows that nobody is taken out. Where that ties
    more than `largest` pairs of counts, single sums are followed instead of solving all at once. `certified`: the
    release around which all turns was audited by itself, which is not done again where it is alone at its moment.
    """

    around: int | None
    threshold: int
    grows: bool
    largest: int
    certified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The weak points of a set of releases; how many counts were audited, with how many programmes; remarks.

    `solved`: by linear programmes; without, single sums alone were followed.
    """

    weak: frozenset[WeakPoint]
    cells: int = 0
    programmes: int = 0
    solved: bool = True
    notes: tuple[str, ...] = ()


def weak_points(releases: Mapping[int, Published], asked: Question) -> Found:
    """Return what can be worked out of `releases` (by their places in the list of all) though it must not.

    Hidden counts that become narrower than was promised; changes between moments, and rests that wholes leave beside
    their parts, that are small and become exact. Raises Contradiction where one release contradicts itself.
    """
    try:
        told = Told(joined(list(releases.values()), grows=asked.grows), releases, asked.around)
        return _growing(told, asked) if asked.grows else _each_moment(told, asked)
    except Contradiction:
        if asked.grows:
            return Found(weak=frozenset(), solved=False, notes=(_NOT_GROWING,))
        if len(releases) == 1 or all(f" {place:06d}" in one.as_at for place, one in releases.items()):
            raise
    apart = {place: replace(one, as_at=f"{one.as_at} {place:06d}") for place, one in releases.items()}
    return weak_points(apart, asked)


_NOT_GROWING = "The figures do not fit the assumption that nobody was taken out; it was not made."


def _each_moment(told: Told, asked: Question) -> Found:
    """What is known of each moment by itself; a change is exact then where both its counts are."""
    if asked.certified and told.is_alone():
        return Found(weak=frozenset(_exact_changes(told, asked.threshold)), notes=told.one.notes)
    linked, wholes = told.with_rests()
    first = len(told.one)
    near = told.near(linked)
    promised = told.promised(near)
    rests = first + np.flatnonzero(near[first:])
    rests = np.concatenate([np.flatnonzero(told.one.pieces & near[:first]), rests])
    demand = _both(promised, Demand.wide(rests, 1))
    found = audit(linked, demand, narrow=False)
    is_rest = np.isin(found.failing, rests)
    small, programmes = _small(linked, found.failing[is_rest], asked.threshold)
    weak = [*told.hidden(found.failing[~is_rest])]
    weak += [
        WeakPoint(REST, told.cell(at) if at < first else told.rest(linked, at, wholes[at - first]), ())
        for at in small.tolist()
    ]
    weak += _exact_changes(told, asked.threshold)
    return Found(
        weak=frozenset(weak),
        cells=len(demand),
        programmes=found.programmes + programmes,
        notes=told.one.notes,
    )


def _growing(told: Told, asked: Question) -> Found:
    """What is known of all moments together by somebody who knows that nobody was taken out between them."""
    near = told.near(told.one.linked)
    set_ = growing(told, near, asked.threshold)
    linked, promised = set_.linked, told.promised(near)
    weak = {
        *_changes(
            told, set_.exact[_is_small(linked.least[set_.exact], linked.most[set_.exact], asked.threshold)]
        )
    }
    audited = len(promised) + len(set_.changes) + len(set_.exact)
    if max(set_.tied, int((near & linked.open).sum()) // _OPEN) > asked.largest:
        failing = promised.cells[~promised.met(linked.least[promised.cells], linked.most[promised.cells])]
        return Found(
            weak=frozenset(weak.union(told.hidden(failing))),
            cells=audited,
            solved=False,
            notes=told.one.notes,
        )
    found = audit(linked, _both(promised, Demand.wide(set_.ends, 1)), narrow=False)
    failed = ~found.passed
    weak.update(told.hidden(promised.cells[failed[: len(promised)]]))
    small, programmes = _small(told.one.linked, set_.changes[failed[len(promised) :]], asked.threshold)
    weak.update(_changes(told, small))
    return Found(
        weak=frozenset(weak), cells=audited, programmes=found.programmes + programmes, notes=told.one.notes
    )


def _both(one: Demand, other: Demand) -> Demand:
    return Demand(
        **{
            name: np.concatenate([getattr(one, name), getattr(other, name)])
            for name in ("cells", "low", "high", "width")
        }
    )


def _small(linked: LinkedSet, cells: Whole, threshold: int) -> tuple[Whole, int]:
    """Which of these are known to be one small number, and how many programmes it took."""
    if len(cells) == 0:
        return cells, 0
    found = audit(linked, Demand.wide(cells, np.inf), witnesses=False)
    return cells[_is_small(found.least, found.most, threshold)], found.programmes


def _is_small(least: Number, most: Number, threshold: int) -> Mask:
    low, high = np.ceil(least - _NEAR), np.floor(most + _NEAR)
    return np.asarray((low == high) & (np.abs(low) >= 1) & (np.abs(low) < threshold), dtype=np.bool_)


def _changes(told: Told, columns: Whole) -> Iterator[WeakPoint]:
    between = told.one.between
    for at in columns.tolist():
        place = at - told.first_change
        ends = (int(between.earlier[place]), int(between.later[place]))
        yield WeakPoint(CHANGE, told.cell(at), told.releases_of(ends))


def _exact_changes(told: Told, threshold: int) -> Iterator[WeakPoint]:
    """Small changes between two figures that are both shown exactly, at whichever moments."""
    one = told.one
    shown = np.flatnonzero(one.is_published & ~one.linked.open & ~told.public)
    moments = one.moment[shown]
    for since, to in combinations(range(len(one.moments)), 2):
        if told.around is not None and told.moment_of_around not in (since, to):
            continue
        early, late = shown[moments == since], shown[moments == to]
        _, first, second = np.intersect1d(one.keys[early], one.keys[late], return_indices=True)
        early, late = early[first], late[second]
        change = one.linked.least[late] - one.linked.least[early]
        small = _is_small(change, change, threshold)
        for ends in zip(early[small].tolist(), late[small].tolist(), strict=True):
            yield WeakPoint(CHANGE, told.cell(ends[0]), told.releases_of(ends))
