"""A text file as a table: fast where every line is a row of plain cells, with care where one isn't."""

import csv
import io
from collections import Counter
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as pa_csv

from evenhand.foundations import EvenhandError, UnreadableFile
from evenhand.foundations.cells import as_given, text_as_given
from evenhand.records.contents import Contents
from evenhand.records.lines import Lines, split_lines, well_quoted
from evenhand.records.raw import Raw, cell_names, whole
from evenhand.records.types import REJECT_SCHEMA

_BLOCK = 16 * 1024 * 1024
_HEAD = 1024 * 1024
_MARKS = ",;\t|"
_SAMPLE = 20
_NEWLINE = 10
_QUOTES_RULE = "The quotation marks in this row don't match."
_QUOTES_MEND = (
    'Put the whole cell between quotation marks and write each one inside it twice: "the ""old"" list".'
)


def delimiter_of(contents: Contents) -> str:
    """Return what stands between the headings: the mark of , ; tab | that most lines have equally often."""
    lines = [line for line in _head(contents).splitlines()[: 4 * _SAMPLE] if line.strip()][:_SAMPLE]
    counted = [Counter(_without_quoted(line)) for line in lines] or [Counter[str]()]

    def fits(mark: str) -> tuple[int, int]:
        often = counted[0][mark]
        return sum(one[mark] == often for one in counted) if often else 0, -_MARKS.index(mark)

    return max(_MARKS, key=fits)


def header_of(contents: Contents, delimiter: str) -> tuple[str, ...]:
    """Return the headings of a file as they are written. Raises UnreadableFile where they can't be read."""
    try:
        cells = next(csv.reader(io.StringIO(_head(contents), newline=""), delimiter=delimiter), [])
    except csv.Error as error:
        raise UnreadableFile(
            f"The headings of {contents.file} cannot be read: {error}.",
            mend="See whether a quotation mark is missing in its first line.",
        ) from error
    return tuple(text_as_given(cell.strip()) for cell in cells)


def take_apart(contents: Contents, delimiter: str) -> Raw:
    """Return the rows of a file. Raises UnreadableFile where it has headings only."""
    header = header_of(contents, delimiter)
    raw = _plain(contents, header, delimiter) or _careful(contents, header, delimiter)
    return _as_given(raw) if b"'" in contents.data else raw


def _as_given(raw: Raw) -> Raw:
    """Return rows without the apostrophes that Evenhand puts before what a spreadsheet would calculate."""
    columns = [as_given(one) if pa.types.is_string(one.type) else one for one in raw.cells.columns]
    return replace(raw, cells=pa.table(columns, names=raw.cells.schema.names))


def _head(contents: Contents) -> str:
    return contents.data[: 2 * _HEAD].lstrip(b"\r\n")[:_HEAD].decode("utf-8", errors="replace")


def _without_quoted(line: str) -> str:
    return "".join(line.split('"')[::2])


def _plain(contents: Contents, header: tuple[str, ...], delimiter: str) -> Raw | None:
    """Return the rows of a file of which every line is a row, with quotes at the edges of cells if at all.

    Then the parser that works in parallel can be used, and the number of a row says on which line it stands.
    None where a line isn't a row: that needs care.
    """
    data, width = contents.data, len(header)
    begin = data.find(b"\n") + 1
    if width < 2 or not begin or begin == len(data) or data.startswith((b"\r", b"\n")):
        return None
    if b"\r" in data and data.count(b"\r") != data.count(b"\r\n"):
        return None
    quoted = b'"' in data
    if quoted and (data.count(b'"', 0, begin) % 2 or not well_quoted(data, delimiter)):
        return None
    quoted = quoted and data.find(b'"', begin) >= 0
    try:
        table = _parse(memoryview(data)[begin:], width, delimiter, quoted=quoted)
    except pa.ArrowInvalid:
        return None
    if quoted and table.num_rows != data.count(b"\n", begin) + (data[-1] != _NEWLINE):
        return None  # a cell holds a line break
    cells = table.append_column("line", pa.array(np.arange(2, table.num_rows + 2)))
    empty = _empty_rows(table, delimiter)
    if empty is None:
        return whole(header, cells, notes=contents.notes)
    if empty.all():
        return None
    return whole(header, cells.filter(pa.array(~empty)), blank=int(empty.sum()), notes=contents.notes)


def _empty_rows(cells: pa.Table, delimiter: str) -> np.ndarray | None:
    """Return which rows have nothing in any cell, or None where there is no such row."""
    empty: np.ndarray | None = None
    for column in cells.columns:
        left = pc.ascii_trim(column, characters=f'{delimiter}" \t\r\n')
        short = pc.less(pc.binary_length(left), 1).to_numpy()
        empty = short if empty is None else empty & short
        if not empty.any():
            return None
    return empty


def _careful(contents: Contents, header: tuple[str, ...], delimiter: str) -> Raw:
    lines = split_lines(bytes(contents.data), delimiter)
    filled = np.flatnonzero(~lines.blank)
    rows, width = filled[1:], len(header)
    if not len(rows):
        raise UnreadableFile(
            f"{contents.file} has headings but no rows.", mend="Give a file with at least one row."
        )
    well = lines.quoted_well[rows] & (lines.cells[rows] == width)
    good, bad = rows[well], rows[~well]
    return Raw(
        header=header,
        cells=_cells(lines, good, width, delimiter),
        malformed=pa.table({"line": lines.line[bad], "text": pc.ascii_rtrim(lines.text.take(bad), "\r\n")}),
        faults=_faults(contents.file, lines, bad, width),
        read=len(rows),
        blank=int(((lines.cells > 1) & lines.blank).sum()),
        notes=contents.notes,
    )


def _parse(
    data: object, width: int, delimiter: str, *, quoted: bool, broken: bool = False, longest: int = 0
) -> pa.Table:
    names = cell_names(width)
    return pa_csv.read_csv(
        pa.BufferReader(data),
        read_options=pa_csv.ReadOptions(column_names=names, block_size=max(_BLOCK, longest + 1)),
        parse_options=pa_csv.ParseOptions(
            delimiter=delimiter,
            quote_char='"' if quoted else False,
            newlines_in_values=broken,
            ignore_empty_lines=False,
        ),
        convert_options=pa_csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False, check_utf8=False
        ),
    )


def _cells(lines: Lines, rows: np.ndarray, width: int, delimiter: str) -> pa.Table:
    texts = lines.text.take(rows)
    if not len(rows):
        empty = {name: pa.array([], pa.string()) for name in cell_names(width)}
        return pa.table(empty | {"line": pa.array([], pa.int64())})
    offsets = np.frombuffer(texts.buffers()[1], dtype=np.int64)[: len(rows) + 1]
    table = _parse(
        texts.buffers()[2].slice(0, int(offsets[-1])),
        width,
        delimiter,
        quoted=True,
        broken=True,
        longest=int(np.diff(offsets).max()),
    )
    if table.num_rows != len(rows):
        raise EvenhandError(
            "The rows of a file were taken apart in two ways.", mend="Please report this fault."
        )
    return table.append_column("line", pa.array(lines.line[rows]))


def _faults(file: str, lines: Lines, bad: np.ndarray, width: int) -> pa.Table:
    number = pc.cast(pa.array(lines.cells[bad]), pa.string())
    cells_rule = pc.binary_join_element_wise(
        "This row has ", number, f" cells, but there are {width} headings.", ""
    )
    cells_mend = (
        "Give the row one cell for each heading; a cell with a comma in it needs quotation marks around it."
    )
    well = pa.array(lines.quoted_well[bad])
    columns = {
        "file": pa.repeat(pa.scalar(file), len(bad)),
        "line": pa.array(lines.line[bad]),
        "column": pa.repeat(pa.scalar(""), len(bad)),
        "rule": pc.if_else(well, cells_rule, _QUOTES_RULE),
        "mend": pc.if_else(well, cells_mend, _QUOTES_MEND),
    }
    return pa.table(columns).cast(REJECT_SCHEMA)
