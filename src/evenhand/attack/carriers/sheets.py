"""The sheets of a spreadsheet: each cell's value and words, and whether anybody sees them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element

from evenhand.attack.carriers.figure import Figure, Said, Thing
from evenhand.attack.carriers.numbers import figures_of, numbers_in

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_LINE = f"{_TEXT}p"
_REPEATED, _CELL, _COVERED = (
    f"{_TABLE}number-columns-repeated",
    f"{_TABLE}table-cell",
    f"{_TABLE}covered-table-cell",
)
_VALUE, _FORMULA = f"{_OFFICE}value", f"{_TABLE}formula"
_UNSEEN = ("collapse", "filter")
_MOST_REPEATED = 64
"""Repetitions beyond this are the empty rest of a sheet."""


class Cell(NamedTuple):
    """A cell: where it stands, its value as written (empty: none), its words, its column, whether it is seen."""

    where: str
    value: str
    words: str
    column: int
    seen: bool


def sheet_figures(root: Element, name: str) -> Iterator[Figure | Thing]:
    """Yield the figures of all sheets: values, words, formulas and comments."""
    unseen_styles = {
        style.get(f"{_STYLE}name")
        for style in root.iter(f"{_STYLE}style")
        if any(one.get(f"{_TABLE}display") == "false" for one in style)
    }
    for sheet in root.iter(f"{_TABLE}table"):
        title = sheet.get(f"{_TABLE}name", "")
        seen = (
            sheet.get(f"{_TABLE}style-name") not in unseen_styles and sheet.get(f"{_TABLE}display") != "false"
        )
        where = f"{name} {title}"
        unseen = _unseen_columns(sheet)
        numbered = enumerate(sheet.iter(f"{_TABLE}table-row"), start=1)
        rows = [list(_cells(row, where, number, seen, unseen)) for number, row in numbered]
        yield from _rows(rows, _ranks(rows))
        yield from _extras(sheet, where)


def _unseen_columns(sheet: Element) -> frozenset[int]:
    found: set[int] = set()
    at = 0
    for column in sheet.iter(f"{_TABLE}table-column"):
        many = int(column.get(_REPEATED, "1"))
        if column.get(f"{_TABLE}visibility") in _UNSEEN:
            found |= set(range(at, at + min(many, _MOST_REPEATED)))
        at += many
    return frozenset(found)


def _cells(row: Element, where: str, number: int, seen: bool, unseen: frozenset[int]) -> Iterator[Cell]:
    seen = seen and row.get(f"{_TABLE}visibility") not in _UNSEEN
    at = 0
    for cell in row:
        if cell.tag not in (_CELL, _COVERED):
            continue
        many = int(cell.get(_REPEATED, "1"))
        words = _words(cell)
        value = cell.get(_VALUE, "")
        if words or value:
            shown = seen and at not in unseen and cell.tag == _CELL
            yield Cell(f"{where} row {number} column {at + 1}", value, words, at, shown)
        if formula := cell.get(_FORMULA):
            yield Cell(f"{where} row {number} column {at + 1} formula", "", formula, at, False)
        at += many


def _words(cell: Element) -> str:
    if len(cell) == 1 and len(cell[0]) == 0:  # nearly every cell: one line of plain words
        return cell[0].text or "" if cell[0].tag == _LINE else ""
    return " ".join("".join(one.itertext()) for one in cell if one.tag == _LINE)


def _ranks(rows: Sequence[Sequence[Cell]]) -> frozenset[int]:
    """The columns that number the rows: 1, 2, 3, and so on."""
    columns: dict[int, list[str]] = {}
    for row in rows:
        for cell in row:
            if cell.value:
                columns.setdefault(cell.column, []).append(cell.value)
    return frozenset(
        at for at, values in columns.items() if values == [str(n + 1) for n in range(len(values))]
    )


def _rows(rows: Sequence[Sequence[Cell]], ranks: frozenset[int]) -> Iterator[Figure | Thing]:
    for row in rows:
        whole = [cell.value for cell in row]
        for cell in row:
            if not cell.value and not numbers_in(cell.words):
                continue
            if not cell.value:
                yield from figures_of(cell.words, cell.where, visible=cell.seen, count=not cell.seen)
            elif cell.column not in ranks:
                yield from _value(cell, whole)


def _value(cell: Cell, row: Sequence[str]) -> Iterator[Figure | Thing]:
    """A number in a cell, and whether the words shown for it say the same."""
    try:
        number = float(cell.value)
    except ValueError:
        yield Thing(where=cell.where, words="a value that is no number", told=False)
        return
    if cell.words.strip() != cell.value:
        shown = numbers_in(cell.words)
        if not shown or abs(shown[0].size - number) > 0.5 * 10.0 ** -shown[0].decimals + 1e-9:
            yield Thing(where=cell.where, words=f"the value {cell.value} is shown as '{cell.words[:20]}'")
    if "e" in cell.value.lower():
        return  # a chance too small to be written out
    whole = "." not in cell.value
    yield Figure(
        where=cell.where,
        words="",
        number=number,
        said=Said.CELL if whole else Said.SHARE,
        visible=False,
        decimals=0 if whole else len(cell.value.partition(".")[2]),
        beside=frozenset(float(one) for one in row if one.isdigit()) if whole else frozenset(),
    )


def _extras(sheet: Element, where: str) -> Iterator[Figure | Thing]:
    for note in sheet.iter(f"{_OFFICE}annotation"):
        yield from figures_of("".join(note.itertext()), f"{where} comment", visible=False, count=True)
    if next(sheet.iter(f"{_TABLE}scenario"), None) is not None:
        yield Thing(where=where, words="a sheet holds a scenario: another set of values")
    if next(sheet.iter(f"{_TABLE}tracked-changes"), None) is not None:
        yield Thing(where=where, words="a sheet holds earlier values as tracked changes")
