"""Sums of protected counts with the bounds that the protection leaves, and the shares that they allow."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from evenhand.findings.evidence import Ends
from evenhand.measures.exact_test import chance_of_more
from evenhand.vocabulary import UNKNOWNS

NOT_RECORDED = tuple(code for code in UNKNOWNS if code != "prefer_not_to_say")
"""Answers that say nothing of the person's wish: whoever prefers not to say was asked, and answered."""
NAMELESS = ("not_known", "other_places")
"""Places that have no name."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of protected counts: its best figure and the bounds that the protection leaves."""

    value: float = 0
    lower: int = 0
    upper: int = 0

    def plus(self, row: Mapping[str, Any]) -> "Sum":
        """Return the sum with one row of a side table added."""
        value = (row["lower"] + row["upper"]) / 2 if row["value"] is None else row["value"]
        return Sum(self.value + value, self.lower + row["lower"], self.upper + row["upper"])

    def and_(self, other: "Sum") -> "Sum":
        """Return both sums together."""
        return Sum(self.value + other.value, self.lower + other.lower, self.upper + other.upper)

    def without(self, part: "Sum") -> "Sum":
        """Return the sum less a part of it, with the bounds that both leave."""
        ends = max(self.lower - part.upper, 0), max(self.upper - part.lower, 0)
        return Sum(max(self.value - part.value, 0), *ends)

    def least_share(self, rest: "Sum") -> float:
        """Return the least share that this can be of itself and the rest."""
        return self.lower / max(self.lower + rest.upper, 1)

    def most_share(self, rest: "Sum") -> float:
        """Return the greatest share that this can be of itself and the rest."""
        return self.upper / max(self.upper + rest.lower, 1)

    def share(self, rest: "Sum") -> float:
        """Return the best figure of the share."""
        return self.value / max(self.value + rest.value, 1)

    def ends(self, rest: "Sum") -> Ends:
        """Return the share with the least and the greatest that the protection allows."""
        return self.least_share(rest), self.share(rest), self.most_share(rest)


def surest_chance(hit: Sum, rest: Sum, other_hit: Sum, other_rest: Sum) -> float:
    """Return the largest two-sided probability by chance of two shares as far apart, over all counts allowed.

    Source: Fisher's exact test, see `measures.exact_test`.
    """
    more = hit.lower, hit.lower + rest.upper, other_hit.upper, other_hit.upper + other_rest.lower
    fewer = other_hit.lower, other_hit.lower + other_rest.upper, hit.upper, hit.upper + rest.lower
    counts = (np.array(one, np.float64) for one in zip(more, fewer, strict=True))
    return min(1.0, 2 * float(chance_of_more(*counts).min()))


Split = Mapping[str, tuple[Sum, Sum]]
"""By place: those of whom something is so, and the others."""


def split_by(rows: Sequence[Mapping[str, Any]], by: str, of: str, wanted: Sequence[str]) -> Split:
    """Return by the column `by`: the sum of the rows whose `of` is wanted, and the sum of the others."""
    found: dict[str, tuple[Sum, Sum]] = {}
    for row in rows:
        hit, rest = found.get(row[by], (Sum(), Sum()))
        found[row[by]] = (hit.plus(row), rest) if row[of] in wanted else (hit, rest.plus(row))
    return found
