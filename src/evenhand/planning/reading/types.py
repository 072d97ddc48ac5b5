"""What a reader hands on, a document in blocks; and what is made of it, rows beside everything that is in none."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from evenhand.foundations import UnreadableFile
from evenhand.planning.rows import PlanRow, Unplaced, Where

if TYPE_CHECKING:
    from evenhand.planning.reading.recommended.types import GroupRead, RecommendationRead


class UnreadableDocument(UnreadableFile):
    """A document of which no word can be read: a password, pictures of pages, too long, not what its name says."""


class Shape(StrEnum):
    """What a block of a document is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    ASIDE = "aside"
    """Text beside the text: a running header, a footnote, deleted words; never a part of the plan."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of text in its place; of a paragraph the whole. `span` is the number of columns that it covers."""

    text: str
    where: Where
    column: int = 0
    span: int = 1
    from_above: bool = False
    """Whether the cell is merged with the one above, whose text counts for it."""
    month_only: bool = False
    """Whether a spreadsheet shows the month of a date and hides its day."""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item or row of a table. Rows of one table have its number."""

    shape: Shape
    cells: tuple[Cell, ...]
    table: int = -1
    level: int = 0
    why: str = ""
    """Of an aside: what it is."""

    @property
    def text(self) -> str:
        """All its text, cells divided by tabs."""
        return "\t".join(one.text for one in self.cells)

    @property
    def where(self) -> Where:
        """Where it begins."""
        return self.cells[0].where

    @property
    def letters(self) -> int:
        """How many characters it holds, white space not counted."""
        return sum(letters(one.text) for one in self.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document as read: what form it has, its blocks in their order, and what the reader has to say."""

    form: str
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()
    pages: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Words that were placed without being a row of their own: a theme, an aim, the headings of columns."""

    verbatim: str
    used_as: str
    where: Where

    def to_row(self) -> dict[str, Any]:
        """Return it with plain values."""
        return {"verbatim": self.verbatim, "as": self.used_as, "where": self.where.to_row()}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRead:
    """What was read of a plan. Every character of the document stands in the verbatim text of one row or recommendation, in
    `headings`, or in `unplaced`: nothing is lost, nothing told twice.
    """

    rows: tuple[PlanRow, ...]
    unplaced: tuple[Unplaced, ...]
    headings: tuple[Placed, ...] = ()
    notes: tuple[str, ...] = ()
    form: str = ""
    recommendations: tuple["RecommendationRead", ...] = ()
    groups: tuple["GroupRead", ...] = ()
    """Projects or areas to which recommendations belong, with what came of them."""

    @property
    def letters(self) -> int:
        """How many characters are accounted for, white space not counted."""
        said = [one.verbatim for one in self.rows]
        said += [one.verbatim for one in self.recommendations]
        said += [one.verbatim for one in self.groups]
        rows = sum(letters(text) for one in said for text in one.values())
        others = [*(one.verbatim for one in self.headings), *(one.verbatim for one in self.unplaced)]
        return rows + sum(letters(text) for text in others)

    def to_dict(self) -> dict[str, Any]:
        """Return the result with plain values, as `evenhand plan read --json` prints it."""
        return {
            "rows": [one.to_row() for one in self.rows],
            "recommendations": [one.to_row() for one in self.recommendations],
            "groups": [one.to_row() for one in self.groups],
            "unplaced": [one.to_row() for one in self.unplaced],
            "headings": [one.to_row() for one in self.headings],
            "notes": list(self.notes),
            "form": self.form,
        }


def letters(text: str) -> int:
    """Return the number of characters that are no white space."""
    return sum(not one.isspace() for one in text)


def letters_of(blocks: Sequence[Block]) -> int:
    """Return the number of characters of blocks, white space not counted."""
    return sum(one.letters for one in blocks)
