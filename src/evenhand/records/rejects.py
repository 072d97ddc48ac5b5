"""Rejected rows as a file: what is wrong with each beside the row as it stood, to be corrected and read again."""

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as pa_csv

from evenhand.records.raw import Raw
from evenhand.records.types import Inputs

LINE, COLUMN, RULE, MEND, TEXT = (f"evenhand_{name}" for name in ("line", "column", "rule", "mend", "text"))
"""Headings that reading passes over. `evenhand_text` is the row's whole text where it can't be taken apart."""


def rows_as_they_stood(raw: Raw, faults: pa.Table) -> pa.Table:
    """Return the rows with a fault, in the columns of their file, after evenhand_line (and evenhand_text)."""
    lines = pc.unique(faults.column("line"))
    cells = raw.cells.filter(pc.is_in(raw.cells.column("line"), value_set=lines))
    names = [name for name in cells.schema.names if name != "line"]
    apart = pa.table({LINE: cells.column("line")} | {name: cells.column(name) for name in names})
    whole = pa.table(
        {LINE: raw.malformed.column("line"), TEXT: raw.malformed.column("text").cast(pa.string())}
    )
    rows = pa.concat_tables([apart, whole], promote_options="default") if len(whole) else apart
    headings = dict(zip(names, raw.header, strict=True))
    rows = rows.rename_columns([headings.get(name, name) for name in rows.schema.names])
    return rows.take(pc.sort_indices(rows.column(LINE)))


def write_rejects(inputs: Inputs, path: Path | str) -> tuple[Path, ...]:
    """Write the rejected rows and return the files written, none where nothing was rejected.

    `path` is a folder: each file with rejected rows gets one of its own name there (some formats are told
    by it). Columns: evenhand_line, evenhand_column, evenhand_rule, evenhand_mend, then the file's own.
    """
    written = []
    for file, rows in inputs.rejected_rows.items():
        target = Path(path) / file
        target.parent.mkdir(parents=True, exist_ok=True)
        faults = inputs.rejected.filter(pc.equal(inputs.rejected.column("file"), pa.scalar(file)))
        pa_csv.write_csv(_with_reasons(rows, faults), target)
        written.append(target)
    return tuple(written)


def _with_reasons(rows: pa.Table, faults: pa.Table) -> pa.Table:
    """Put the reasons before each row; several of one row stand in one cell, in turn."""
    joined = faults.group_by("line", use_threads=False).aggregate(
        [(one, "list") for one in ("column", "rule", "mend")]
    )
    joined = joined.sort_by("line")
    reasons = {
        heading: pc.binary_join(joined.column(f"{name}_list").cast(pa.list_(pa.string())), between)
        for heading, name, between in ((COLUMN, "column", "; "), (RULE, "rule", " "), (MEND, "mend", " "))
    }
    columns = [rows.column(0), *reasons.values(), *rows.columns[1:]]
    return pa.Table.from_arrays(columns, names=[LINE, *reasons, *rows.schema.names[1:]])
