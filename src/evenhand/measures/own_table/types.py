"""A small table that somebody already has, and what is measured of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from evenhand.foundations import EvenhandError
from evenhand.measures.estimate import Array, Mask


class Kind(StrEnum):
    """What the rows of a table are."""

    GROUPS = "groups"
    AREAS = "areas"
    SERIES = "series"
    PEOPLE = "people"


class UnusableOwnTable(EvenhandError):
    """A table from which nothing can be measured as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table that was checked: one element of each column for each row.

    `labels` are the groups, the areas, the dates (ISO where they could be read), '' for people. `numbers` are the
    columns of numbers by name, `texts` those of words (event, group of people). `unknown` marks groups that are people
    of whom the group is not known. `read` is how many rows the table had; `notes` say what became of the others.
    """

    kind: Kind
    labels: tuple[str, ...]
    numbers: Mapping[str, Array]
    texts: Mapping[str, tuple[str, ...]]
    unknown: Mask
    read: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One figure with its interval; `lower` and `upper` are None where it has none, and `reason` says why in words.

    `group` is the group, area, date or None. `extra` holds what a measure says besides: of (with whom it is compared),
    units, date, time, signal, p_value, phi, tau2, centre.
    """

    measure: str
    group: str | None
    estimate: float | None
    lower: float | None
    upper: float | None
    state: str
    reason: str | None
    extra: Mapping[str, Any] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the row as one flat object, for JSON."""
        return {
            "measure": self.measure,
            "group": self.group,
            "estimate": self.estimate,
            "lower": self.lower,
            "upper": self.upper,
            "state": self.state,
            "reason": self.reason,
            **self.extra,
        }
