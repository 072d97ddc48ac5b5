"""What a workbook is made of, in plain frozen values: sheets of one table each."""

from dataclasses import dataclass

Cell = str | int | float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One worksheet: a title in A1, a line each for what to know, then one table with its headings in one row.

    `widths` are the columns' widths in letters. `links` are sheets to which the cells of the first column lead,
    by row. A sheet without `heads` has lines and no table.
    """

    name: str
    title: str
    lines: tuple[str, ...]
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    widths: tuple[int, ...] = (90,)
    links: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if any(len(row) != len(self.heads) for row in self.rows):
            raise ValueError(f"The sheet {self.name} has a row with more or fewer cells than headings.")
        if any(cell == "" for row in self.rows for cell in row):
            raise ValueError(f"The sheet {self.name} has an empty cell: say why with a shorthand.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """Sheets in order, with what the document says of itself: title, language, and the day it bears (ISO)."""

    title: str
    description: str
    language: str
    day: str
    sheets: tuple[Sheet, ...]
