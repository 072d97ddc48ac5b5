"""The comparisons a report makes, with the probability of each by chance, kept to the stated error rate."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from evenhand.measures import Family, Pairs, surest_z


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
    """Return the comparisons of the family whose adjusted probability is below the rules' level (Holm 1979).

    The test statistic is the one nearest to no difference among all counts the protection allows: what is
    said is true for every one of them.
    """
    places, chances = [], []
    for one, mask in family.tested():
        rows = np.flatnonzero(mask)
        z = surest_z(one)[rows]
        places += [(one, int(row)) for row in rows]
        chances.append(np.where(z == 0, 1.0, 2 * ndtr(-np.abs(z))))
    p = np.concatenate(chances) if chances else np.zeros(0)
    adjusted = holm(p)
    held = [
        Candidate(
            pairs=places[row][0],
            row=places[row][1],
            adjusted_p=float(adjusted[row]),
            is_pooled=any(places[row][0] is one for one in family.pooled.values()),
        )
        for row in np.flatnonzero(adjusted < family.rules.test_level)
    ]
    return Tested(held=tuple(held), made=len(p))


def holm(p: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return Holm's step-down adjusted probabilities, in the order given. Source: Holm 1979."""
    order = np.argsort(p, kind="stable")
    factor = np.arange(len(p), 0, -1)
    stepped = np.maximum.accumulate(np.minimum(p[order] * factor, 1))
    adjusted = np.empty_like(p)
    adjusted[order] = stepped
    return adjusted
