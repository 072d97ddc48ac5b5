"""A file as a table of text: its headings, its rows with their lines, and rows that can't be taken apart."""

import csv
import io
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as pa_csv

from evenhand.foundations import EvenhandError, UnreadableFile
from evenhand.records.contents import Contents, check_utf8, delimiter_of, first_line
from evenhand.records.lines import Lines, split_lines
from evenhand.records.types import REJECT_SCHEMA

_BLOCK = 16 * 1024 * 1024
_HEAD = 1024 * 1024
_QUOTES_RULE = "The quotation marks in this row don't match."
_QUOTES_MEND = (
    'Put the whole cell between quotation marks and write each one inside it twice: "the ""old"" list".'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """A file taken apart. `cells` has the columns c0, c1 ... (text) and `line`; `malformed` line and text.

    `read` counts the rows, malformed ones among them and blank ones not; `blank` counts rows of empty
    cells only; `alike` the rows that are exactly like an earlier one.
    """

    header: tuple[str, ...]
    cells: pa.Table
    malformed: pa.Table
    faults: pa.Table
    read: int
    blank: int
    alike: int


def header_of(contents: Contents) -> tuple[str, ...]:
    """Return the headings of a file as they are written; what is not UTF-8 in them is replaced."""
    delimiter = delimiter_of(first_line(contents.data))
    head = contents.data.lstrip(b"\r\n")[:_HEAD].decode("utf-8", errors="replace")
    try:
        cells = next(csv.reader(io.StringIO(head, newline=""), delimiter=delimiter), [])
    except csv.Error as error:
        raise UnreadableFile(f"The headings of {contents.file} cannot be read: {error}.") from error
    return tuple(cell.strip() for cell in cells)


def take_apart(contents: Contents) -> Raw:
    """Return the rows of a file. Raises UnreadableFile where it is not UTF-8 or has headings only."""
    check_utf8(contents)
    delimiter = delimiter_of(first_line(contents.data))
    lines = split_lines(contents.data, delimiter)
    filled = np.flatnonzero(~lines.blank)
    rows, width = filled[1:], len(header_of(contents))
    if not len(rows):
        raise UnreadableFile(
            f"{contents.file} has headings but no rows.", mend="Give a file with at least one row."
        )
    well = lines.quoted_well[rows] & (lines.cells[rows] == width)
    good, bad = rows[well], rows[~well]
    return Raw(
        header=header_of(contents),
        cells=_cells(lines, good, width, delimiter),
        malformed=pa.table({"line": lines.line[bad], "text": pc.ascii_rtrim(lines.text.take(bad), "\r\n")}),
        faults=_faults(contents.file, lines, bad, width),
        read=len(rows),
        blank=int(((lines.cells > 1) & lines.blank).sum()),
        alike=len(good) - int(pc.count_distinct(pc.ascii_rtrim(lines.text.take(good), "\r\n")).as_py()),
    )


def _cells(lines: Lines, rows: np.ndarray, width: int, delimiter: str) -> pa.Table:
    names = [f"c{place}" for place in range(width)]
    texts = lines.text.take(rows)
    if not len(rows):
        return pa.table(
            {name: pa.array([], pa.string()) for name in names} | {"line": pa.array([], pa.int64())}
        )
    offsets = np.frombuffer(texts.buffers()[1], dtype=np.int64)[: len(rows) + 1]
    table = pa_csv.read_csv(
        pa.BufferReader(texts.buffers()[2].slice(0, int(offsets[-1]))),
        read_options=pa_csv.ReadOptions(
            column_names=names, block_size=max(_BLOCK, int(np.diff(offsets).max()) + 1)
        ),
        parse_options=pa_csv.ParseOptions(
            delimiter=delimiter, newlines_in_values=True, ignore_empty_lines=False
        ),
        convert_options=pa_csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
        ),
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
