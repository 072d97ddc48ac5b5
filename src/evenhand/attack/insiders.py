"""Attack: somebody who is counted in a hidden cell, or knows a community, takes what he knows away from the sums."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from evenhand.attack.attackers import limit
from evenhand.attack.derive import Derived
from evenhand.attack.movable import CONTRADICTORY, Movable
from evenhand.attack.reading.holding import TOTAL, Holding
from evenhand.attack.said import between, count_recovered, named
from evenhand.attack.ties import Ties
from evenhand.attack.types import Recovered, Tried
from evenhand.disclosure.linked import LinkedSet
from evenhand.disclosure.linked.linked_set import Mask, Number, Whole
from evenhand.disclosure.linked.programme import Programme

OWN_CELL, COMMUNITY = "own-cell", "community"


def attack_insiders(held: Holding, derived: Derived, movable: Movable | None) -> tuple[Tried, Tried]:
    """Return what those who know one cell learn, and those who know all cells of one community, place or period."""
    if movable is None or not held.hidden.any():
        note = CONTRADICTORY if held.hidden.any() else ""
        return Tried(attack=OWN_CELL, knowledge=OWN_CELL, note=note), Tried(
            attack=COMMUNITY, knowledge=COMMUNITY, note=note
        )
    return _own_cell(held, derived, movable), _communities(held, derived, movable.ties)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Cells that one count fixes: the possible counts of each, one column a possible state of all of them."""

    cells: Whole
    counts: Number

    def small(self, most: int) -> Number:
        """Return for each state how many of the counts are from 1 to `most`."""
        return np.asarray(((self.counts >= 1) & (self.counts <= most)).sum(axis=0), dtype=np.float64)


def _own_cell(held: Holding, derived: Derived, movable: Movable) -> Tried:
    """What whoever knows one small hidden count learns exactly of another small one.

    Where a policy is printed that promises otherwise, its promise is broken for certain if in every possible state
    in which one of the tied counts is small another one is. Without one, if that is possible.
    """
    if held.promise.stated and not held.promise.insider:
        return Tried(
            attack=OWN_CELL, knowledge=OWN_CELL, note="Nothing is promised of those who know a count."
        )
    twice = ~held.hidden | _told_twice(movable.linked)
    groups = [one[~twice[one]] for one in movable.ties.pairs() if (~twice[one]).sum() > 1]
    tried = groups[: limit("groups")]
    recovered: list[Recovered] = []
    tied = 0
    linked = derived.fixed()
    parts = linked.components()
    programmes: dict[int, Programme] = {}
    for group in tried:
        part = int(parts[group[0]])
        if not _both_small(held, movable, group):
            continue
        if part not in programmes:
            programmes[part] = Programme(linked, np.flatnonzero(parts == part))
        line = _line(programmes[part], group)
        tied += len(line.cells)
        recovered += _learnt(held, line, whole_part=len(line.cells) == ((parts == part) & ~twice).sum())
    note = f"{tied:,} hidden counts each fix another one." if tied else ""
    if len(tried) < len(groups):
        note += f" The first {len(tried):,} of {len(groups):,} groups of such counts were tried."
    return Tried(
        attack=OWN_CELL,
        knowledge=OWN_CELL,
        cells=int(held.hidden.sum()),
        recovered=tuple(recovered),
        programmes=sum(one.solved for one in programmes.values()),
        note=note.strip(),
    )


def _told_twice(linked: LinkedSet) -> Mask:
    """Which cells are the same people as another: a whole all of whose other parts are zero."""
    open_ = abs(linked.sums) @ linked.open.astype(np.float64)
    signs = linked.sums @ linked.open.astype(np.float64)
    rest = linked.sums @ np.where(linked.open, 0.0, linked.least)
    same = (open_ == 2) & (signs == 0) & (rest == 0) & (linked.sum_least == 0) & (linked.sum_most == 0)
    wholes = linked.sums[np.flatnonzero(same)].tocoo()
    found = np.zeros(len(linked), np.bool_)
    found[wholes.col[wholes.data < 0]] = True
    return found & linked.open


def _both_small(held: Holding, movable: Movable, cells: Whole) -> bool:
    """Whether two of the cells that one count fixes could be small at once, by that relation alone."""
    place = np.searchsorted(movable.ties.cells, cells)
    moves = movable.ties.moves[place]
    slope = (moves @ moves[0]) / (moves[0] @ moves[0])
    at = movable.counts[cells]
    first = np.arange(np.floor(-_FAR), _FAR + 1)
    counts = at[:, None] + slope[:, None] * (np.round(at[0]) + first - at[0])
    fits = (counts >= held.published.least[cells][:, None] - 0.5).all(axis=0)
    small = ((counts > 0.5) & (counts < held.promise.threshold - 0.5)).sum(axis=0)
    return bool((fits & (small > 1)).any())


_FAR = 200.0
"""So far from a table that fits the states of a few tied counts are looked at."""


def _line(programme: Programme, cells: Whole) -> Line:
    """The possible counts of cells that one of them fixes."""
    place = np.searchsorted(programme.cells, cells)
    low, high = (programme.extreme(int(place[0]), highest=highest)[place] for highest in (False, True))
    steps = np.arange(min(round(float(high[0] - low[0])), _STATES) + 1)
    move = (high - low) / max(float(high[0] - low[0]), 1.0)
    counts = np.round(low[:, None] + move[:, None] * steps)
    return Line(cells=cells, counts=counts)


_STATES = 200
"""So many states are looked at; beyond them no count that can be small is."""


def _learnt(held: Holding, line: Line, *, whole_part: bool) -> Iterator[Recovered]:
    promise = held.promise
    small = line.small(promise.threshold - 1)
    if promise.stated:
        some = small >= 1
        if not some.any() or not (small[some] > 1).all() or not (whole_part or some.all()):
            return
    for one, cell in enumerate(line.cells.tolist()):
        mine = (line.counts[one] >= 1) & (line.counts[one] < promise.threshold)
        for other in range(len(line.cells)):
            know = (line.counts[other] >= 1) & (line.counts[other] <= promise.insider)
            if other != one and (mine & know).any():
                yield _by_insider(held, line, cell, int(line.cells[other]), one)
                break


def _by_insider(held: Holding, line: Line, cell: int, own: int, place: int) -> Recovered:
    least, most = float(line.counts[place].min()), float(line.counts[place].max())
    words = (
        f"{named(held.cell(cell))}: known exactly ({between(least, most)} for others) to whoever knows "
        f"{named(held.cell(own))}"
    )
    return count_recovered(held, cell, least, most, attack=OWN_CELL, knowledge=OWN_CELL, words=words)


def _communities(held: Holding, derived: Derived, ties: Ties) -> Tried:
    """What somebody learns who knows all counts of one code of a dimension; no policy promises that it is nothing."""
    listed = [
        (name, str(code))
        for name, column in held.published.codes.items()
        for code in np.unique(column)
        if code != TOTAL
    ]
    tried = listed[:: max(1, -(-len(listed) // limit("communities")))]
    most, who, learning = 0, "", 0
    for name, code in tried:
        known = np.flatnonzero((held.published.codes[name] == code) & held.hidden)
        others = ties.fixed_by(known)
        others = others[held.hidden[others] & (derived.least[others] < held.promise.threshold)]
        others = others[held.published.codes[name][others] != TOTAL]
        learning += len(others) > 0
        if len(others) > most:
            most, who = len(others), f"{name} {code}".replace("\x1f", " ")
    note = ""
    if learning:
        note = (
            f"{learning:,} of {len(tried):,} would learn hidden counts of others, {who} the most ({most:,}). "
            "No policy promises otherwise; --knows says what follows from counts that somebody has."
        )
    if len(tried) < len(listed):
        note += f" {len(tried):,} of {len(listed):,} communities, places and periods were tried."
    return Tried(attack=COMMUNITY, knowledge=COMMUNITY, cells=int(held.hidden.sum()), note=note.strip())
