"""Attack: all of a small group share an outcome, so that it is known of each of them."""

from collections.abc import Iterator

import numpy as np

from evenhand.attack.attackers import assumed
from evenhand.attack.derive import Derived
from evenhand.attack.reading.holding import Holding
from evenhand.attack.said import between, count_recovered, named
from evenhand.attack.types import Recovered, Tried
from evenhand.disclosure.linked import Sum, link
from evenhand.disclosure.linked.linked_set import Whole

ATTACK, KNOWLEDGE = "same-outcome", "zeros"


def attack_same_outcome(held: Holding, derived: Derived) -> Tried:
    """Return the small groups all of whom certainly have one code of a dimension that says what became of people.

    Of other dimensions (all of a group are of one sex), and where nothing is promised of small groups, it is noted.
    """
    recovered: list[Recovered] = []
    noted: dict[str, int] = {}
    tried = 0
    for one in _sums(held):
        wholes, parts, pairs = _shared(held, derived, one)
        tried += pairs
        if one.dimension in held.outcomes and held.promise.small_group:
            recovered += [
                _said(held, derived, one, *pair) for pair in zip(wholes.tolist(), parts.tolist(), strict=True)
            ]
        elif len(wholes):
            noted[one.dimension] = noted.get(one.dimension, 0) + len(wholes)
    return Tried(
        attack=ATTACK, knowledge=KNOWLEDGE, cells=tried, recovered=tuple(recovered), note=_note(held, noted)
    )


def _sums(held: Holding) -> Iterator[Sum]:
    """The sums in which one part may hold all of a whole; a step and the next are such a pair."""
    for one in held.published.sums:
        steps = one.dimension in held.nested  # a step and the next are looked at below
        if not one.overlapping and not one.exceeds and len(one.parts) > 1 and not steps:
            yield one
    for dimension, order in held.nested.items():
        for at, whole in enumerate(order[:-1]):
            yield Sum(dimension=dimension, whole=whole, parts=(order[at + 1],), complete=False)


def _shared(held: Holding, derived: Derived, one: Sum) -> tuple[Whole, Whole, int]:
    """The wholes of which one part certainly holds all, that part, and how many pairs were looked at."""
    published = held.published
    linked = link(published.codes, published.least, published.most, [one])
    ties = linked.sums.tocoo()
    whole = np.zeros(linked.sums.shape[0], np.int64)
    whole[ties.row[ties.data < 0]] = ties.col[ties.data < 0]
    part = ties.col[ties.data > 0].astype(np.int64)
    around = whole[ties.row[ties.data > 0]]
    size = held.promise.small_group or assumed().small_group
    small = (derived.least[around] > 0) & (derived.most[around] < size)
    all_of = derived.least[part] >= derived.most[around]
    return around[small & all_of], part[small & all_of], len(part)


def _said(held: Holding, derived: Derived, one: Sum, whole: int, part: int) -> Recovered:
    least, most = float(derived.least[part]), float(derived.most[part])
    code = held.cell(part)[one.dimension].replace("\x1f", " ")
    words = f"{named(held.cell(whole))}: all {between(least, most)} have {one.dimension} {code}"
    return count_recovered(held, part, least, most, attack=ATTACK, knowledge=KNOWLEDGE, words=words)


def _note(held: Holding, noted: dict[str, int]) -> str:
    if not noted:
        return ""
    listed = ", ".join(f"{many:,} by {name}" for name, many in noted.items())
    return (
        f"In groups of fewer than {held.promise.small_group or assumed().small_group} all share one code ({listed}). "
        "Nothing was promised of that: see to it where the code says what became of people."
    )
