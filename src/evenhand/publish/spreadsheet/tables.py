"""A table before it has its place in the workbook, and the symbols that stand where there is no number."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from evenhand.publish.spreadsheet.sheets import Cell, Sheet

CONFIDENTIAL, LOW, UNRELIABLE, UNAVAILABLE, NOT_APPLICABLE = "[c]", "[low]", "[u]", "[x]", "[z]"
"""The Government Analysis Function's symbols, as the worksheet Shorthand explains them."""
_WIDEST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A table's title, what to know of it in lines, headings and rows."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell | None]]
    lines: Sequence[str] = field(default=())

    def sheet(self, name: str, say: Callable[..., str]) -> Sheet:
        """Return the table as a sheet: the statement of one table first, a symbol wherever a cell would be empty."""
        rows = tuple(tuple(_filled(cell) for cell in row) for row in self.rows)
        return Sheet(
            name=name,
            title=self.title,
            lines=(say("files.sheet.one_table"), *self.lines, say("files.sheet.back")),
            heads=tuple(self.heads),
            rows=rows,
            widths=tuple(_width(head, [row[n] for row in rows]) for n, head in enumerate(self.heads)),
        )


def shown_count(value: int | None, upper: int | None) -> Cell:
    """Return a count as a cell: hidden is confidential; 0 that may be more is low."""
    if value is None:
        return CONFIDENTIAL
    return LOW if value == 0 and (upper or 0) > 0 else value


def _filled(cell: Cell | None) -> Cell:
    return UNAVAILABLE if cell is None or cell == "" else cell


def _width(head: str, cells: Sequence[Cell]) -> int:
    """A column's width in letters, to the next ten: of its longest cell, or of its heading over two lines."""
    longest = max([len(head) // 2, 8, *(len(str(cell)) for cell in cells)])
    return min(-(-longest // 10) * 10, _WIDEST)
