"""Reads workbooks (XLSX, ODS, XLS): each sheet a table, merged cells as merged, dates as the sheet shows them."""

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

import python_calamine as calamine

from evenhand.planning.reading.cell_formats import months_only
from evenhand.planning.reading.delimited import letters_of
from evenhand.planning.reading.limits import Limits
from evenhand.planning.reading.types import Block, Cell, Document, Shape, UnreadableDocument
from evenhand.planning.rows import Where
from evenhand.planning.said import said

Merged = Sequence[tuple[tuple[int, int], tuple[int, int]]]


def read(data: bytes, name: str, limits: Limits, pages: tuple[int, int] | None = None) -> Document:
    """Return the sheets of a workbook as rows, a table each."""
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [(one, book.get_sheet_by_name(one)) for one in book.sheet_names]
    except calamine.PasswordError as error:
        raise UnreadableDocument(
            said("refusal.locked", name=name), mend=said("mend.without_password")
        ) from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise UnreadableDocument(
            said("refusal.damaged_workbook", name=name), mend=said("mend.save_xlsx")
        ) from error
    blocks: list[Block] = []
    for place, (title, sheet) in enumerate(sheets):
        if sheet.total_height > limits.rows or sheet.total_width > 50 * limits.columns:
            raise UnreadableDocument(
                said(
                    "refusal.large_sheet",
                    title=title,
                    rows=f"{sheet.total_height:,}",
                    columns=f"{sheet.total_width:,}",
                ),
                mend=said("mend.own_workbook"),
            )
        merged = list(getattr(sheet, "merged_cell_ranges", None) or [])
        hidden = months_only(data, place)
        blocks += _rows(title, sheet.to_python(skip_empty_area=False), merged, hidden, place)
    return Document(form="workbook", blocks=tuple(blocks))


def _rows(
    title: str, rows: Sequence[Sequence[object]], merged: Merged, hidden: set[tuple[int, int]], table: int
) -> Iterator[Block]:
    spans = {first: last[1] - first[1] + 1 for first, last in merged}
    inside = {
        (row, column): row > first[0]
        for first, last in merged
        for row in range(first[0], last[0] + 1)
        for column in range(first[1], last[1] + 1)
        if (row, column) != first
    }
    for number, row in enumerate(rows):
        cells = []
        for column, value in enumerate(row):
            at = (number, column)
            text, month = _text(value, at in hidden)
            cells.append(
                Cell(
                    text,
                    Where(sheet=title, cell=f"{letters_of(column)}{number + 1}"),
                    column,
                    spans.get(at, 1),
                    from_above=inside.get(at, False),
                    month_only=month,
                )
            )
        while cells and not cells[-1].text and not cells[-1].from_above:
            cells.pop()
        if any(one.text for one in cells):
            yield Block(Shape.ROW, tuple(cells), table=table)


def _text(value: object, month_only: bool) -> tuple[str, bool]:
    """A cell as text; a date whose day the sheet hides is given as month and year."""
    if isinstance(value, bool):
        return ("yes" if value else "no"), False
    if isinstance(value, float):
        return (str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)), False
    if isinstance(value, datetime):
        value = value.date() if value.time() == time() else value
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes"), False
    if isinstance(value, date):
        return (f"{value:%B %Y}", True) if month_only else (value.isoformat(), False)
    if isinstance(value, time | timedelta):
        return str(value), False
    return str(value if value is not None else "").strip(), False
