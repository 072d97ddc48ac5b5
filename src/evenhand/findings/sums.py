"""Sums of protected counts with the bounds that the protection leaves, and the shares that they allow."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


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

    def least_share(self, rest: "Sum") -> float:
        """Return the least share that this can be of itself and the rest."""
        return self.lower / max(self.lower + rest.upper, 1)

    def most_share(self, rest: "Sum") -> float:
        """Return the greatest share that this can be of itself and the rest."""
        return self.upper / max(self.upper + rest.lower, 1)

    def share(self, rest: "Sum") -> float:
        """Return the best figure of the share."""
        return self.value / max(self.value + rest.value, 1)


Split = Mapping[str, tuple[Sum, Sum]]
"""By place: those of whom something is so, and the others."""


def split_by(rows: Sequence[Mapping[str, Any]], by: str, of: str, wanted: Sequence[str]) -> Split:
    """Return by the column `by`: the sum of the rows whose `of` is wanted, and the sum of the others."""
    found: dict[str, tuple[Sum, Sum]] = {}
    for row in rows:
        hit, rest = found.get(row[by], (Sum(), Sum()))
        found[row[by]] = (hit.plus(row), rest) if row[of] in wanted else (hit, rest.plus(row))
    return found
