"""One table as parts of several stores with a shared row number, and together again; in Parquet."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from evenhand.records import RECORD_SCHEMAS
from evenhand_service.organisations.person_keys import digests_of
from evenhand_service.organisations.stores.rules import ROW_NUMBER


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """What was not taken: which column or which people, how many rows, and why. Never whose."""

    what: str
    rows: int
    reason: str


def numbered(rows: pa.Table) -> pa.Table:
    """Return the rows with their numbers, from 0."""
    return rows.append_column(ROW_NUMBER, pa.array(range(rows.num_rows), pa.int64()))


def part(rows: pa.Table, columns: Sequence[str]) -> pa.Table:
    """Return the number of each row, and some of its columns."""
    return rows.select([ROW_NUMBER, *columns])


def joined(base: pa.Table, others: Sequence[pa.Table], *, columns: Sequence[str], record: str) -> pa.Table:
    """Return the rows of `base` with the columns of the other parts, in the order of `columns`.

    A column that no part has is null. A row that is in another part alone is left.
    """
    base = base.sort_by(ROW_NUMBER)
    held = {name: base.column(name) for name in base.column_names}
    for one in others:
        places = pc.index_in(base.column(ROW_NUMBER), value_set=one.column(ROW_NUMBER).combine_chunks())
        for name in one.column_names:
            if name != ROW_NUMBER:
                held[name] = one.column(name).take(places)
    table = {name: held.get(name, _nulls(name, record, base.num_rows)) for name in columns}
    return pa.table(table) if table else base.select([])


def _nulls(name: str, record: str, number: int) -> pa.Array:
    schema = RECORD_SCHEMAS.get(record, pa.schema([]))
    kind = schema.field(name).type if name in schema.names else pa.string()
    return pa.nulls(number, kind)


def without_people(rows: pa.Table, *, person: str, digests: Collection[str]) -> tuple[pa.Table, int]:
    """Return the rows without those of people whose digests are given, and how many those were."""
    if not person or not digests or person not in rows.column_names:
        return rows, 0
    keys = rows.column(person).to_pylist()
    known = digests_of(keys)
    keep = [known.get(one, "") not in digests for one in keys]
    return rows.filter(pa.array(keep, pa.bool_())), keep.count(False)


def values_in(rows: pa.Table, column: str) -> int:
    """Return how many rows hold something in a column."""
    return rows.num_rows - rows.column(column).null_count


def to_bytes(rows: pa.Table) -> bytes:
    """Return a table as a Parquet file."""
    written = BytesIO()
    pq.write_table(rows, written, compression="zstd")
    return written.getvalue()


def from_bytes(content: bytes | memoryview) -> pa.Table:
    """Return the table of a Parquet file."""
    return pq.read_table(pa.BufferReader(bytes(content)))


def without_columns(rows: pa.Table, left: Mapping[str, object] | Collection[str]) -> pa.Table:
    """Return the rows without some columns."""
    return rows.select([name for name in rows.column_names if name not in left])
