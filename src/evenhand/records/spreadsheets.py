"""The sheets of a workbook (XLSX, ODS, XLS) as tables of text: titles above the headings and notes below passed over."""

import datetime
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from evenhand.foundations import UnreadableFile
from evenhand.records.contents import Contents, Form
from evenhand.records.limits import Limits
from evenhand.records.old_workbooks import check_old_workbook
from evenhand.records.raw import Raw, cell_names, whole
from evenhand.records.workbooks import Found, check_workbook

_AGAIN = "Open it in a spreadsheet program and save it again as XLSX, or save the table as CSV."
_WHOLE_TO = 1e15
"""Up to here a number with a point holds every whole number exactly."""
_FEWEST_HEADINGS = 2
_WORDS_OF_A_NOTE = 4


def sheets(contents: Contents, limits: Limits) -> Iterator["Sheet"]:
    """Yield the sheets of a workbook that are not hidden. Raises UnreadableFile where it can't be used."""
    if contents.form is Form.OLD_WORKBOOK:
        check_old_workbook(contents)
        found = Found()
    else:
        found = check_workbook(contents, limits)
    book = _asked(contents, lambda: CalamineWorkbook.from_filelike(io.BytesIO(contents.data)))
    if len(book.sheet_names) > limits.sheets:
        raise UnreadableFile(
            f"{contents.file} has {len(book.sheet_names):,} sheets; {limits.sheets:,} is the most.",
            mend="Save the sheet with the table as a workbook of its own.",
        )
    for number, told in enumerate(book.sheets_metadata):
        if told.visible == SheetVisibleEnum.Visible:
            yield Sheet(contents=contents, book=book, number=number, found=found, limits=limits)


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook, read when it is asked for."""

    contents: Contents
    book: CalamineWorkbook
    number: int
    found: Found
    limits: Limits

    @property
    def name(self) -> str:
        """The name of the sheet, without what a terminal would act on."""
        name = self.book.sheet_names[self.number]
        return "".join(letter if letter.isprintable() else "?" for letter in name)

    @cached_property
    def rows(self) -> list[list[Any]]:
        """The cells row by row from A1, as the spreadsheet holds them."""
        sheet = _asked(self.contents, lambda: self.book.get_sheet_by_index(self.number))
        rows: list[list[Any]] = _asked(self.contents, lambda: sheet.to_python(skip_empty_area=False))
        for first, place, last in self._merged(sheet):
            for row in rows[first + 1 : last + 1]:
                if place < len(row) and row[place] == "":
                    row[place] = rows[first][place]
        return rows

    def candidates(self, most: int) -> Iterator[int]:
        """Yield the rows, from 0, that could be headings: those with some words in the first `most`."""
        for place, row in enumerate(self.rows[:most]):
            words = sum(isinstance(cell, str) and bool(cell.strip()) for cell in row)
            if words >= _FEWEST_HEADINGS:
                yield place

    def header(self, place: int) -> tuple[str, ...]:
        """Return the headings that stand in a row; a column without one has ''."""
        return tuple(" ".join(_text(cell).split()) for cell in self.rows[place])

    def take_apart(self, place: int) -> Raw:
        """Return the rows below the headings. Raises UnreadableFile where there is none."""
        below = self.rows[place + 1 :]
        width = self._width(place)
        filled = np.array([sum(cell != "" for cell in row) for row in below], dtype=np.int64)
        end = _end(below, filled, width)
        kept = np.flatnonzero(filled[:end])
        if not len(kept):
            raise UnreadableFile(
                f"{self.contents.file}, sheet '{self.name}', has headings but no rows.",
                mend="Give a table with at least one row.",
            )
        chosen = [below[row] for row in kept]
        columns = zip(*chosen, strict=True)
        cells: dict[str, pa.Array] = {
            name: _texts(column) for name, column in zip(cell_names(width), columns, strict=False)
        }
        cells["line"] = pa.array(kept + place + 2)
        blank = int(kept[-1]) + 1 - len(kept)
        return whole(
            self.header(place)[:width],
            pa.table(cells),
            blank=blank,
            notes=self._notes(place, below, filled, end),
        )

    def _width(self, place: int) -> int:
        """Return how many columns the table has: to its last heading, or the last cell that is filled."""
        width = max((number + 1 for row in self.rows[place:] for number, cell in _last(row)), default=0)
        if width > self.limits.columns:
            raise UnreadableFile(
                f"{self.contents.file}, sheet '{self.name}', has {width:,} columns; {self.limits.columns:,} is the most.",
                mend="See whether the table lies on its side; delete what stands right of it.",
            )
        return width

    def _merged(self, sheet: Any) -> list[tuple[int, int, int]]:
        """Return cells that are merged downwards: first row, column, last row."""
        if self.found.open_document:
            here = self.found.merged[self.number] if self.number < len(self.found.merged) else []
            return [(row, column, row + down - 1) for row, column, down in here]
        ranges = (sheet.merged_cell_ranges or [])[: self.limits.merged]
        return [(top, left, bottom) for (top, left), (bottom, _) in ranges if bottom > top]

    def _notes(
        self, place: int, below: Sequence[Sequence[Any]], filled: NDArray[np.int64], end: int
    ) -> tuple[str, ...]:
        notes = [*self.contents.notes]
        if place or len(self.book.sheet_names) > 1:
            notes.append(f"Read from the sheet '{self.name}', with the headings in row {place + 1}.")
        left = int((filled[end:] > 0).sum())
        if left:
            rows = "1 row of notes" if left == 1 else f"{left} rows of notes"
            notes.append(f"{rows} below the table passed over, from row {place + 2 + end}.")
        if self.found.no_result:
            notes.append(
                f"{self.found.no_result:,} cells of the workbook hold a formula without its result, and are read as "
                "blank: open it in a spreadsheet program and save it."
            )
        return tuple(notes)


def _asked(contents: Contents, ask: Any) -> Any:
    """Return what the library for workbooks answers; its complaints, and its own faults, become UnreadableFile."""
    try:
        return ask()
    except PasswordError as error:
        raise UnreadableFile(
            f"{contents.file} is protected by a password.", mend="Save it without one, or as CSV."
        ) from error
    except (CalamineError, OSError, ValueError, OverflowError, MemoryError) as error:
        raise _damaged(contents) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise _damaged(contents) from None
        raise


def _damaged(contents: Contents) -> UnreadableFile:
    return UnreadableFile(f"{contents.file} is a workbook that is damaged or incomplete.", mend=_AGAIN)


def _last(row: Sequence[Any]) -> Iterator[tuple[int, Any]]:
    """Yield the last filled cell of a row with its place, if there is one."""
    for number in range(len(row) - 1, -1, -1):
        if row[number] != "":
            yield number, row[number]
            return


def _end(below: Sequence[Sequence[Any]], filled: NDArray[np.int64], width: int) -> int:
    """Return where notes begin: rows with one cell each at the end, after a blank row or of several words."""
    if width <= _FEWEST_HEADINGS:
        return len(below)
    several = np.flatnonzero(filled > 1)
    end = int(several[-1]) + 1 if len(several) else 0
    for place in range(end, len(below)):
        blank_before = place > 0 and not filled[place - 1]
        if filled[place] and (blank_before or _is_note(below[place])):
            return place
    return len(below)


def _is_note(row: Sequence[Any]) -> bool:
    return any(isinstance(cell, str) and len(cell.split()) >= _WORDS_OF_A_NOTE for cell in row)


def _texts(column: Sequence[Any]) -> pa.Array:
    kinds = set(map(type, column))
    if kinds == {str}:
        return pa.array(column, pa.string())
    return pa.array([_text(cell) for cell in column], pa.string())


def _text(cell: Any) -> str:
    """Return a cell as text: a day as 2024-03-31, a whole number without a point."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _WHOLE_TO:
        return str(int(cell))
    if isinstance(cell, datetime.datetime):
        midnight = cell.time() == datetime.time()
        return (cell.date() if midnight else cell.replace(microsecond=0)).isoformat()
    if isinstance(cell, datetime.date | datetime.time):
        return cell.isoformat()
    return str(cell)
