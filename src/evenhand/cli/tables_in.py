"""Tables of counts and hierarchies of codes from files: CSV, workbooks and Parquet, each as text with its lines."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

    from evenhand.disclosure.tables import Given, Hierarchy
    from evenhand.records.raw import Raw


def read_given(path: Path, count: str) -> "tuple[Given, tuple[str, ...]]":
    """Return the table in a file, and sentences on how it was read.

    In a workbook it is the first that has the column of the counts. Raises EvenhandError where the file can't be used.
    """
    import numpy as np

    from evenhand.disclosure.tables import Given, UnusableTable
    from evenhand.records.contents import load
    from evenhand.records.limits import load_limits
    from evenhand.records.tables import tables

    found = list(tables(load(path, path.name), load_limits()))
    if not found:
        raise UnusableTable(
            f"{path.name} holds no table.", mend="Give a line of headings and a row for each cell."
        )
    table = next((one for one in found if count in one.header), found[0])
    if count not in table.header:
        named = ", ".join(one for one in table.header if one)
        raise UnusableTable(
            f"{path.name} has no column '{count}' (--count).",
            mend=f"Its columns are {named}." if named else "Give it a line of headings.",
        )
    raw = table.take_apart()
    _check_whole(raw, path.name)
    header = {f"c{place}": name.strip() for place, name in enumerate(table.header)}
    names = [one for one, heading in header.items() if heading or _any_filled(raw.cells.column(one))]
    cells = raw.cells.select(names).rename_columns([header[one] for one in names])
    lines = np.asarray(raw.cells.column("line").to_numpy(), np.int64)
    return Given(name=path.name, cells=cells, lines=lines), raw.notes


def _any_filled(column: "pa.ChunkedArray") -> bool:
    import pyarrow.compute as pc

    return bool(pc.any(pc.not_equal(pc.utf8_trim_whitespace(column), "")).as_py())


def _check_whole(raw: "Raw", file: str) -> None:
    """Raise UnusableTable where a row could not be taken apart: a table is protected whole or not at all."""
    from evenhand.disclosure.tables import UnusableTable

    if raw.malformed.num_rows:
        fault = raw.faults.slice(0, 1).to_pylist()[0]
        more = f" ({raw.malformed.num_rows:,} such rows)" if raw.malformed.num_rows > 1 else ""
        raise UnusableTable(f"{file}, line {fault['line']}: {fault['rule']}{more}", mend=fault["mend"])


def read_hierarchies(paths: Sequence[Path]) -> "tuple[Hierarchy, ...]":
    """Return the hierarchies in files: with the columns code and parent, or with @ before each code for its level."""
    from evenhand.disclosure.tables import from_levels, from_rows
    from evenhand.foundations import EvenhandError
    from evenhand.records.contents import Form, load

    found: list[Hierarchy] = []
    for path in paths:
        contents = load(path, path.name)
        if contents.form is not Form.TEXT:
            raise EvenhandError(
                f"The hierarchy {path.name} is not a text.",
                mend="Give a CSV file with the columns code and parent, or a file of levels with @ before each code.",
            )
        text = bytes(contents.data).decode("utf-8")
        if path.suffix.lower() == ".hrc" or "\n@" in text:
            found.append(from_levels(path.name, text))
            continue
        rows = [row for row in csv.reader(io.StringIO(text)) if any(cell.strip() for cell in row)]
        width = len(rows[0])
        if any(len(row) != width for row in rows):
            raise EvenhandError(
                f"The hierarchy {path.name} has rows with more or fewer cells than headings.",
                mend="Give each row one cell for each heading.",
            )
        found += from_rows(
            path.name, {name: [row[place] for row in rows[1:]] for place, name in enumerate(rows[0])}
        )
    return tuple(found)
