"""The comparisons a report makes, with the probability of each by chance, kept to the stated error rate."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evenhand.findings.control import controlled
from evenhand.measures import Family, Pairs, surest_chances

_GROUP = ("code_list", "edition", "group")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One comparison that held: the row of its pairs, and its probability after control for all comparisons.

    `is_pooled` says that its counts are of several years together.
    """

    pairs: Pairs
    row: int
    adjusted_p: float
    is_pooled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """All comparisons made, and those that held."""

    held: tuple[Candidate, ...]
    made: int


def test_all(family: Family) -> Tested:
    """Return the comparisons of the family whose adjusted probability is below the rules' level.

    Each probability is the largest of all counts the protection allows: what is said is true for every one of them.
    The rules name the method by which all of them are kept to the level (see `control`).
    """
    places: list[tuple[Pairs, int]] = []
    named: dict[str, list[str]] = {"characteristic": [], "group": []}
    chances: list[list[NDArray[np.float64]]] = [[np.zeros(0)], [np.zeros(0)]]
    for one, mask in family.tested():
        rows = np.flatnonzero(mask)
        places += [(one, int(row)) for row in rows]
        for way, chance in zip(chances, surest_chances(one), strict=True):
            way.append(chance[rows])
        characteristic = one.columns["characteristic"][rows].tolist()
        named["characteristic"] += characteristic
        named["group"] += _joined(characteristic, *(one.columns[name][rows].tolist() for name in _GROUP))
    more, fewer = (np.concatenate(way) for way in chances)
    codes = (np.unique(np.array(one, np.str_), return_inverse=True)[1] for one in named.values())
    adjusted = controlled(family.rules.control, more, fewer, *codes)
    held = [
        Candidate(
            pairs=places[row][0],
            row=places[row][1],
            adjusted_p=float(adjusted[row]),
            is_pooled=any(places[row][0] is one for one in family.pooled.values()),
        )
        for row in np.flatnonzero(adjusted < family.rules.test_level)
    ]
    return Tested(held=tuple(held), made=len(places))


def _joined(*names: Iterable[str]) -> list[str]:
    return ["\x1f".join(one) for one in zip(*names, strict=True)]
