"""Attack: releases of the same counts at different dates are subtracted, those of one date are laid together."""

from collections.abc import Sequence

import numpy as np

from evenhand.attack.derive import Derived, derive
from evenhand.attack.reading.holding import Holding
from evenhand.attack.said import between, named
from evenhand.attack.types import Recovered, Tried
from evenhand.disclosure.linked import Contradiction
from evenhand.disclosure.linked.linked_set import Mask, Whole
from evenhand.disclosure.linked.over_time import Joined, joined

ATTACK, KNOWLEDGE = "dates", "two-releases"


def attack_dates(holdings: Sequence[Holding], alone: Sequence[Derived]) -> Tried:
    """Return the small changes that releases tell exactly, and the hidden counts that one tells of another.

    `alone`: what each release tells by itself; that is not said again. Nobody is taken to be taken out between dates,
    unless the figures say so.
    """
    if len(holdings) < 2:
        return Tried(
            attack=ATTACK, knowledge=KNOWLEDGE, note="One release alone: there is nothing to subtract."
        )
    try:
        together = joined([one.published for one in holdings])
    except Contradiction as error:
        return Tried(attack=ATTACK, knowledge=KNOWLEDGE, note=f"The releases cannot be joined. {error}")
    differences = np.flatnonzero(together.is_difference)
    promised = together.promised()
    pieces = np.flatnonzero(together.pieces)
    cells = np.concatenate([promised.cells, differences, pieces])
    width = np.concatenate([promised.width, np.ones(len(differences) + len(pieces))])
    derived = derive(together.linked, cells, width)
    return Tried(
        attack=ATTACK,
        knowledge=KNOWLEDGE,
        cells=len(cells),
        recovered=(
            *_changes(together, derived, differences, min(one.promise.threshold for one in holdings)),
            *_pieces(together, derived, pieces, min(one.promise.threshold for one in holdings)),
            *_counts(together, derived, _narrow_alone(together, alone)),
        ),
        programmes=derived.programmes,
        note=" ".join([*together.notes, *_of_one_moment(together)]),
    )


def _changes(together: Joined, derived: Derived, differences: Whole, threshold: int) -> list[Recovered]:
    """Changes of 1 to one less than the threshold, up or down, that are known exactly."""
    change = derived.least[differences]
    small = derived.exact[differences] & (change != 0) & (np.abs(change) < threshold)
    return [
        _recovered(
            together, derived, place, f"changed by {derived.least[place]:+,.0f} between the two, exactly"
        )
        for place in differences[small].tolist()
    ]


def _pieces(together: Joined, derived: Derived, pieces: Whole, threshold: int) -> list[Recovered]:
    """Small counts of what bands that cut across each other leave when they are subtracted."""
    count = derived.least[pieces]
    small = derived.exact[pieces] & (count > 0) & (count < threshold)
    return [
        _recovered(
            together,
            derived,
            place,
            f"{derived.least[place]:,.0f}, as bands of several releases are subtracted",
        )
        for place in pieces[small].tolist()
    ]


def _counts(together: Joined, derived: Derived, known: Mask) -> list[Recovered]:
    """Hidden counts that no release tells by itself, and that they tell together."""
    news = derived.narrow[~together.is_difference[derived.narrow] & ~known[derived.narrow]]
    news = news[~together.pieces[news]]
    return [
        _recovered(
            together,
            derived,
            place,
            f"{between(derived.least[place], derived.most[place])}, told by several together",
        )
        for place in news.tolist()
    ]


def _recovered(together: Joined, derived: Derived, place: int, words: str) -> Recovered:
    codes = together.codes(np.array([place], dtype=np.int64))
    cell = {name: str(column[0]) for name, column in codes.items()}
    return Recovered(
        attack=ATTACK,
        knowledge=KNOWLEDGE,
        where=" and ".join(together.named(place)),
        cell=cell,
        least=float(derived.least[place]),
        most=float(derived.most[place]),
        words=f"{named(cell)}: {words}",
    )


def _narrow_alone(together: Joined, alone: Sequence[Derived]) -> Mask:
    known = np.zeros(len(together), np.bool_)
    for places, one in zip(together.places, alone, strict=True):
        known[places[one.narrow]] = True
    return known


def _of_one_moment(together: Joined) -> list[str]:
    listed = (", ".join(names) for names in together.moments if len(names) > 1)
    return [f"{names} can all be true of one date: they were laid together." for names in listed]
