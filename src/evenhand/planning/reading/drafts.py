"""A row in the making: the cells of the document that belong to one action, by what they hold."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from evenhand.planning.dates import Kind
from evenhand.planning.reading.header import Column, Layout
from evenhand.planning.reading.parts import Part
from evenhand.planning.reading.types import Cell
from evenhand.planning.rows import Where

_ENDS = (".", "!", "?", ":", ";", ")")


@dataclass
class Draft:
    """Cells that were taken for one action: every piece with its column, in the order of the document."""

    theme: Part | None
    aim: Part | None
    aim_is_named: bool = True
    pieces: list[tuple[Column, Cell]] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    filled: dict[str, str] = field(default_factory=dict)
    """Number, theme and aim from columns of theirs, where they stand elsewhere and hold for this one too."""
    answers: tuple[str, ...] = ()
    """The numbers of the recommendations in whose rows it stands."""
    labels: list[tuple[Column, str]] = field(default_factory=list)
    """What stands before values in running text, with its column: 'Lead: '."""
    tails: list[str] = field(default_factory=list)

    def take(self, column: Column, cell: Cell, *, label: str = "", tail: str = "") -> None:
        """Take a cell, the label that stands before it, and the sign that closes it."""
        self.pieces.append((column, cell))
        self.labels.append((column, label))
        self.tails.append(tail)

    def verbatim(self) -> dict[str, str]:
        """Return the document's own words by what they hold; of a column that a plan need not have, by its heading."""
        found: dict[str, str] = {}
        for (column, label), (_, cell), tail in zip(self.labels, self.pieces, self.tails, strict=True):
            heading = " ".join(column.heading.split())
            name = column.role if column.role != "further" else f"further: {heading}"
            said = f"{label}{cell.text}{tail}"
            found[name] = f"{found[name]}\n{said}" if name in found else said
        return found

    def text(self, role: str) -> str:
        """Return all that stands in the columns of a kind, piece by piece on lines of its own."""
        return "\n".join(
            cell.text for column, cell in self.pieces if column.role == role and cell.text.strip()
        )

    def last(self, role: str) -> str:
        """Return the last piece of a kind."""
        return next((cell.text for column, cell in reversed(self.pieces) if column.role == role), "")

    def is_open_at(self, column: Column, text: str) -> bool:
        """Return whether a text goes on with what stands in a column: it is in the middle of a sentence."""
        before = self.last(column.role).rstrip()
        return bool(before) and (text.lstrip()[:1].islower() or not before.endswith(_ENDS))

    @property
    def where(self) -> tuple[Where, ...]:
        """Where its pieces stand, each place once."""
        return tuple(dict.fromkeys(cell.where for _, cell in self.pieces))

    @property
    def asks(self) -> Kind:
        """What the heading over its date asks for."""
        return next(
            (column.asks for column, cell in self.pieces if column.role == "when" and cell.text),
            Kind.UNMARKED,
        )


def by_column(cells: Sequence[Cell], layout: Layout) -> list[tuple[Column, Cell]]:
    """Return the filled cells with their columns; one right of all headings belongs to a column without a name."""
    nameless = Column("further", "")
    return [(layout.columns.get(one.column, nameless), one) for one in cells if one.text.strip()]
