"""What a carrier yields: a figure, with where it stands and how it is said; or a thing that nobody should publish."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Said(StrEnum):
    """How a figure is said, which decides with what it may agree."""

    COUNT = "count"
    """As a number of people, rows or tests: it must be a count that is shown."""
    CELL = "cell"
    """As a whole number in a row of a table: a count that is shown, or a bound with its other end in the row."""
    NUMBER = "number"
    """As a bare whole number: it may be a share of every 100."""
    SHARE = "share"
    """As a decimal number: it must be a published measure at the precision in which it is printed."""
    PLACE = "place"
    """As the place of a mark, read back through the axis: it must be one of the figures in `beside`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number that a file holds.

    `where`: the file and the place in it. `words`: what stands about it. `decimals`: digits after the point. `slack`:
    how far off a place may lie. `beside`: the numbers that readers see next to it. `cell`: its keys, if any.
    """

    where: str
    words: str
    number: float
    said: Said
    visible: bool
    decimals: int = 0
    slack: float = 0.0
    beside: frozenset[float] = frozenset()
    cell: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One published count as a table holds it, with its keys, to be held against the protected one."""

    where: str
    cell: Mapping[str, str]
    value: int | None
    lower: int
    upper: int
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """Something in a release that tells more than figures: a leftover file, an attachment, rows of persons.

    With `told` false it is said in the note and is no leak of its own.
    """

    where: str
    words: str
    told: bool = True
