"""Attack: counts that nobody published, but that two published ones leave between them.

An area less those that lie in it, an age band less a narrower one, those at a step less those at the next.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy.sparse import csr_array

from evenhand.attack.movable import CONTRADICTORY, Movable
from evenhand.attack.reading.holding import Holding
from evenhand.attack.said import count_recovered, named, where_of
from evenhand.attack.types import Recovered, Tried
from evenhand.disclosure.linked import Sum, link
from evenhand.disclosure.linked.linked_set import Whole

ATTACK, KNOWLEDGE = "implied", "overlap"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rests:
    """What is left of wholes: one row a rest, minus one at its whole and one at each of its parts."""

    rows: csr_array

    def __len__(self) -> int:
        return int(self.rows.shape[0])


def attack_implied(held: Holding, movable: Movable | None) -> Tried:
    """Return the rests of 1 to one less than the threshold that are known exactly."""
    rests, joint = rests_of(held), np.flatnonzero(held.unpublished)
    if len(rests) + len(joint) == 0:
        return Tried(
            attack=ATTACK, knowledge=KNOWLEDGE, note="No count is part of another and leaves a rest."
        )
    if not held.additive:
        note = "Parts do not make their wholes here: what is left of one is not a count of people."
        return Tried(attack=ATTACK, knowledge=KNOWLEDGE, note=note)
    if movable is None:
        return Tried(attack=ATTACK, knowledge=KNOWLEDGE, note=CONTRADICTORY)
    counts, exact = movable.sums(rests.rows)
    left = np.round(-counts)
    small = exact & (left > 0) & (left < held.promise.threshold)
    recovered = [
        _recovered(held, rests, place, float(left[place])) for place in np.flatnonzero(small).tolist()
    ]
    recovered += _joint(held, movable, joint)
    return Tried(
        attack=ATTACK,
        knowledge=KNOWLEDGE,
        cells=len(rests) + len(joint),
        recovered=tuple(recovered),
        programmes=1,
    )


def _joint(held: Holding, movable: Movable, joint: Whole) -> list[Recovered]:
    """The cells of a joint table that no table prints, and that all of them together fix at a small count."""
    counts = np.round(movable.counts[joint])
    small = movable.fixed[joint] & (counts > 0) & (counts < held.promise.threshold)
    return [
        count_recovered(held, place, count, count, attack=ATTACK, knowledge=KNOWLEDGE)
        for place, count in zip(joint[small].tolist(), counts[small].tolist(), strict=True)
    ]


def rests_of(held: Holding) -> Rests:
    """Return what is left of wholes some parts of which are not published, and of steps less later ones."""
    published = held.published
    sums = [one for one in published.sums if not one.overlapping]
    proposed = [*sums, *_next_steps(held)]
    linked = link(published.codes, published.least, published.most, proposed)
    open_ended = np.flatnonzero(np.isneginf(linked.sum_least) & (linked.sum_most == 0))
    rows = csr_array(linked.sums[open_ended])
    return Rests(rows=_each_once(rows))


def _next_steps(held: Holding) -> Iterator[Sum]:
    """Later steps lie in earlier ones."""
    for dimension, order in held.nested.items():
        for whole, part in combinations(order, 2):
            yield Sum(dimension=dimension, whole=whole, parts=(part,), complete=False)


def _each_once(rows: csr_array) -> csr_array:
    """The rows without those that say the same as another."""
    seen: dict[tuple[tuple[int, ...], tuple[float, ...]], int] = {}
    rows.sort_indices()
    for one in range(rows.shape[0]):
        mine = slice(rows.indptr[one], rows.indptr[one + 1])
        seen.setdefault((tuple(rows.indices[mine].tolist()), tuple(rows.data[mine].tolist())), one)
    return csr_array(rows[sorted(seen.values())])


def _recovered(held: Holding, rests: Rests, place: int, count: float) -> Recovered:
    row = slice(rests.rows.indptr[place], rests.rows.indptr[place + 1])
    cells, signs = rests.rows.indices[row], rests.rows.data[row]
    whole: Whole = cells[signs < 0]
    parts: Whole = cells[signs > 0]
    cell = held.cell(int(whole[0]))
    less = [held.cell(int(one)) for one in parts[:_NAMED]]
    by = next((name for name in cell if any(one[name] != cell[name] for one in less)), "")
    codes = ", ".join(one.get(by, "").replace("\x1f", " ") for one in less)
    more = f" and {len(parts) - _NAMED:,} more" if len(parts) > _NAMED else ""
    return Recovered(
        attack=ATTACK,
        knowledge=KNOWLEDGE,
        where=where_of(held, int(whole[0])),
        cell=cell,
        least=count,
        most=count,
        words=f"{named(cell)}, less {codes}{more}: {count:,.0f}",
    )


_NAMED = 3
"""So many parts are named."""
