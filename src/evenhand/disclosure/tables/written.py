"""The tables as they are written: the same columns in the same order, the count blank where it is suppressed."""

import hashlib
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from evenhand.disclosure.linked.linked_set import Whole
from evenhand.disclosure.tables.others import carried
from evenhand.disclosure.tables.shown import ShownCells
from evenhand.disclosure.tables.types import PUBLISHED, STATUS, SUPPRESSED, Reading, TableRead
from evenhand.foundations.cells import harmless, harmless_text

_FOLDERS_END = "."


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One protected table: the name of its file, its text, and how many rows it has and shows.

    `blanked`: columns of which nothing is told, because they could tell a hidden count.
    """

    file: str
    data: bytes
    rows: int
    published: int
    blanked: tuple[str, ...]

    @property
    def suppressed(self) -> int:
        """How many rows have no count."""
        return self.rows - self.published

    @property
    def sha256(self) -> str:
        """The fingerprint of the text."""
        return hashlib.sha256(self.data).hexdigest()


def written(table: TableRead, rows: Whole, shown: ShownCells, reading: Reading) -> Written:
    """Return a table as it may be published; `rows` says which cell each of its rows is."""
    hidden = shown.hidden[rows]
    kept = carried(table, reading)
    blanked = tuple(one for one in reading.other if one in table.given.cells.column_names and one not in kept)
    value = pa.array(np.where(hidden, 0, np.nan_to_num(shown.value[rows])).astype(np.int64))
    counts = pc.if_else(pa.array(hidden), "", pc.cast(value, pa.string()))
    status = pc.if_else(pa.array(hidden), SUPPRESSED, PUBLISHED)
    blank = pa.repeat(pa.scalar(""), len(table))
    columns = {
        name: counts
        if name == reading.count
        else status
        if name == STATUS
        else blank
        if name in blanked
        else table.given.cells.column(name)
        for name in table.given.cells.column_names
        if name not in reading.largest
    }
    columns.setdefault(STATUS, status)
    return Written(
        file=file_name(table.given.name),
        data=_csv(columns),
        rows=len(table),
        published=int((~hidden).sum()),
        blanked=blanked,
    )


def file_name(name: str) -> str:
    """Return the name of the file that a table is written to: its own, but always ending in .csv."""
    return name if name.lower().endswith(".csv") else f"{name.rpartition(_FOLDERS_END)[0] or name}.csv"


def _csv(columns: dict[str, pa.Array]) -> bytes:
    """The text of a table: quotation marks where a cell needs them and nowhere else, the same bytes on every system."""
    header = ",".join(_quoted(pa.chunked_array([[harmless_text(name) for name in columns]])).to_pylist())
    cells = [
        _quoted(harmless(one if isinstance(one, pa.ChunkedArray) else pa.chunked_array([one])))
        for one in columns.values()
    ]
    rows = pc.binary_join_element_wise(*cells, ",")
    return "\n".join([header, *rows.to_pylist(), ""]).encode()


def _quoted(cells: pa.ChunkedArray) -> pa.ChunkedArray:
    needs = pc.match_substring_regex(cells, '[",\r\n]|^\\s|\\s$')
    doubled = pc.replace_substring(cells, '"', '""')
    return pc.if_else(needs, pc.binary_join_element_wise('"', doubled, '"', ""), cells)
