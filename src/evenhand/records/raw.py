"""A file as a table of text: its headings, its rows with their lines, and rows that can't be taken apart."""

from dataclasses import dataclass

import pyarrow as pa

from evenhand.records.types import REJECT_SCHEMA


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """A file taken apart. `cells` has the columns c0, c1 ... (text) and `line`; `malformed` line and text.

    `faults` says what is wrong with rows that can't be taken apart. `read` counts the rows, malformed ones
    among them and blank ones not; `blank` counts rows of empty cells only. `notes` are sentences on how the
    file was read.
    """

    header: tuple[str, ...]
    cells: pa.Table
    malformed: pa.Table
    faults: pa.Table
    read: int
    blank: int
    notes: tuple[str, ...] = ()

    def alike(self) -> int:
        """Return how many rows are exactly like an earlier one."""
        names = [name for name in self.cells.schema.names if name != "line"]
        different = self.cells.select(names).group_by(names).aggregate([]).num_rows
        return int(self.cells.num_rows - different)


def whole(header: tuple[str, ...], cells: pa.Table, *, blank: int = 0, notes: tuple[str, ...] = ()) -> Raw:
    """Return a table of which every row could be taken apart."""
    return Raw(
        header=header,
        cells=cells,
        malformed=pa.table({"line": pa.array([], pa.int64()), "text": pa.array([], pa.string())}),
        faults=REJECT_SCHEMA.empty_table(),
        read=cells.num_rows,
        blank=blank,
        notes=notes,
    )


def cell_names(width: int) -> list[str]:
    """Return the names of the columns of `cells`."""
    return [f"c{place}" for place in range(width)]
