"""What is read of a date in a plan: the words as they stand, what kind it is, and its first and last day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What a date asks for. A review date and a deadline are different things (requirement F1)."""

    DEADLINE = "deadline"
    REVIEW = "review"
    UNMARKED = "unmarked"
    STAGED = "staged"
    DEPENDENT = "dependent"
    ONGOING = "ongoing"


class Mark(StrEnum):
    """The letter with which a table marks a date, where it does."""

    REVIEW = "R"
    DEADLINE = "D"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One of several dates of an action: what it is for, in the plan's words, and its days."""

    text: str
    label: str
    kind: Kind
    earliest: date | None = None
    latest: date | None = None
    depends_on: tuple[str, ...] = ()
    mark: Mark | None = None

    def to_row(self) -> dict[str, Any]:
        """Return the stage with plain values, dates as YYYY-MM-DD."""
        return {
            "text": self.text,
            "label": self.label,
            "kind": str(self.kind),
            "earliest": iso(self.earliest),
            "latest": iso(self.latest),
            "depends_on": list(self.depends_on),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A date as somebody wrote it, and what can be told from it; nothing in it is guessed (requirement F2).

    `earliest` and `latest` are the first and last day that the words name; either may be missing ('from April', 'before
    May', 'ongoing'). `mark` is the letter R or D, where one stands; a kind that comes from words alone ('to be
    reviewed') has none. `depends_on` are references to other actions, as printed. `unread` says why no day can be told,
    and is empty where one can or where none is given. `notes` are the rules by which it was read.
    """

    text: str
    kind: Kind = Kind.UNMARKED
    earliest: date | None = None
    latest: date | None = None
    stages: tuple[Stage, ...] = ()
    depends_on: tuple[str, ...] = ()
    mark: Mark | None = None
    unread: str = ""
    notes: tuple[str, ...] = ()

    @property
    def is_dated(self) -> bool:
        """Whether at least one day is named."""
        return self.earliest is not None or self.latest is not None

    def to_row(self) -> dict[str, Any]:
        """Return the date with plain values, days as YYYY-MM-DD; the words stand under `when`."""
        return {
            "when": self.text,
            "kind": str(self.kind),
            "earliest": iso(self.earliest),
            "latest": iso(self.latest),
            "stages": [one.to_row() for one in self.stages],
            "depends_on": list(self.depends_on),
            "marked": str(self.mark) if self.mark else None,
            "unread": self.unread,
            "notes": list(self.notes),
        }


def iso(day: date | None) -> str | None:
    """Return a day as YYYY-MM-DD, None as None."""
    return day.isoformat() if day else None
