"""The tables that stand in a file: one in a text or a Parquet file, one or more in the sheets of a workbook."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from evenhand.foundations import UnreadableFile
from evenhand.records import parquet, spreadsheets, texts
from evenhand.records.contents import Contents, Form
from evenhand.records.limits import Limits
from evenhand.records.raw import Raw
from evenhand.records.spreadsheets import Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table in a file: its headings, where they stand (sheet and row, in words), and how its rows are got."""

    header: tuple[str, ...]
    take_apart: Callable[[], Raw]
    sheet: str = ""
    row: int = 1

    @property
    def where(self) -> str:
        """Where the headings stand, for messages."""
        return f", sheet '{self.sheet}', row {self.row}" if self.sheet else ""


def tables(contents: Contents, limits: Limits) -> Iterator[Table]:
    """Yield the tables that may stand in a file: in a workbook every row that could be headings, sheet by sheet.

    Raises UnreadableFile where the file can't be used.
    """
    if contents.form is Form.PARQUET:
        header = parquet.header_of(contents, limits)
        yield _checked(header, lambda: parquet.take_apart(contents, limits), contents.file, limits)
    elif contents.form is Form.TEXT:
        mark = texts.delimiter_of(contents)
        header = texts.header_of(contents, mark)
        yield _checked(header, lambda: texts.take_apart(contents, mark), contents.file, limits)
    else:
        for sheet in spreadsheets.sheets(contents, limits):
            for place in sheet.candidates(limits.heading_rows):
                yield _in_sheet(sheet, place)


def _in_sheet(sheet: Sheet, place: int) -> Table:
    return Table(
        header=sheet.header(place),
        take_apart=lambda: sheet.take_apart(place),
        sheet=sheet.name,
        row=place + 1,
    )


def _checked(header: Sequence[str], take_apart: Callable[[], Raw], file: str, limits: Limits) -> Table:
    if len(header) > limits.columns:
        raise UnreadableFile(
            f"{file} has {len(header):,} headings; {limits.columns:,} is the most.",
            mend="See whether the table lies on its side, or its rows were saved as one line.",
        )
    return Table(header=tuple(header), take_apart=take_apart)
