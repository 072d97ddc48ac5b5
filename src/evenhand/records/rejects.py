"""Rejected rows as files: what is wrong with each beside the row as it stood, to correct and read again."""

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as pa_csv

from evenhand.foundations.cells import harmless, harmless_text
from evenhand.records.raw import Raw
from evenhand.records.types import Inputs

OURS = "evenhand_"
"""How the headings begin that this file adds; reading passes over them."""
_LINE, _COLUMN, _RULE, _MEND, _TEXT, _FILE = (
    f"{OURS}{name}" for name in ("line", "column", "rule", "mend", "text", "file")
)


def rows_as_they_stood(raw: Raw, faults: pa.Table) -> pa.Table:
    """Return the rows with a fault, in the columns of their file, after evenhand_line.

    A row that can't be taken apart has nothing there but its whole text, in evenhand_text.
    """
    lines = pc.unique(faults.column("line"))
    cells = raw.cells.filter(pc.is_in(raw.cells.column("line"), value_set=lines))
    names = {f"c{place}": name for place, name in enumerate(raw.header) if not name.startswith(OURS)}
    rows = pa.table({_LINE: cells.column("line")} | {cell: cells.column(cell) for cell in names})
    if raw.malformed.num_rows:
        text = raw.malformed.column("text").cast(pa.string())
        whole = pa.table({_LINE: raw.malformed.column("line"), _TEXT: text})
        rows = pa.concat_tables([rows, whole], promote_options="default")
    rows = rows.rename_columns([names.get(name, name) for name in rows.schema.names])
    return rows.take(pc.sort_indices(rows.column(0)))


def write_rejects(inputs: Inputs, path: Path | str) -> tuple[Path, ...]:
    """Write the rejected rows and return the files written; none where nothing was rejected.

    `path` is a folder, in which each file with rejected rows gets one of its own name (some formats are
    told by it; those of a workbook are written as CSV); or the name of one .csv file for all of them. What a
    spreadsheet would calculate has an apostrophe before it, which reading takes off again.
    Columns: evenhand_line, evenhand_column, evenhand_rule, evenhand_mend, then the file's own columns.
    """
    tables = {
        file: _with_reasons(
            rows, inputs.rejected.filter(pc.equal(inputs.rejected.column("file"), pa.scalar(file)))
        )
        for file, rows in inputs.rejected_rows.items()
    }
    if Path(path).suffix.lower() == ".csv":
        tables = {"": _together(tables)} if tables else {}
    else:
        tables = {_as_csv(file): table for file, table in tables.items()}
    for file, table in tables.items():
        (Path(path) / file).parent.mkdir(parents=True, exist_ok=True)
        pa_csv.write_csv(_harmless(table), Path(path) / file)
    return tuple(Path(path) / file for file in tables)


def _as_csv(file: str) -> str:
    """Return the name under which a file's rejected rows are written: it says what they are, and of which file."""
    return file if file.lower().endswith((".csv", ".tsv")) else f"{file}.csv"


def _harmless(table: pa.Table) -> pa.Table:
    """Return a table no cell or heading of which a spreadsheet would take for a formula."""
    columns = [harmless(one) if pa.types.is_string(one.type) else one for one in table.columns]
    return pa.Table.from_arrays(columns, names=[harmless_text(name) for name in table.schema.names])


def _with_reasons(rows: pa.Table, faults: pa.Table) -> pa.Table:
    """Put the reasons before each row; several of one row stand in one cell, in turn."""
    reasons = [(name, "list") for name in ("column", "rule", "mend")]
    joined = faults.group_by("line", use_threads=False).aggregate(reasons).sort_by("line")
    texts = {
        heading: pc.binary_join(joined.column(f"{name}_list"), between)
        for heading, name, between in ((_COLUMN, "column", "; "), (_RULE, "rule", " "), (_MEND, "mend", " "))
    }
    columns = [rows.column(0), *texts.values(), *rows.columns[1:]]
    return pa.Table.from_arrays(columns, names=[_LINE, *texts, *rows.schema.names[1:]])


def _together(tables: dict[str, pa.Table]) -> pa.Table:
    """Return the rows of several files as one table with every heading that one of them has."""
    named = []
    for file, table in tables.items():
        if len(tables) > 1:
            table = table.add_column(0, _FILE, pa.repeat(pa.scalar(file), table.num_rows))
        named.append(table.rename_columns(_own_names(table.schema.names)))
    return pa.concat_tables(named, promote_options="default")


def _own_names(names: list[str]) -> list[str]:
    turns = [names[:place].count(name) for place, name in enumerate(names)]
    return [f"{name} ({turn + 1})" if turn else name for name, turn in zip(names, turns, strict=True)]
