"""A Parquet file as a table of text."""

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from evenhand.foundations import UnreadableFile
from evenhand.records.contents import Contents
from evenhand.records.limits import Limits, size
from evenhand.records.raw import Raw, cell_names, whole

_ROWS_AT_ONCE = 65_536
_AGAIN = "Write it again with a program that writes Parquet, or save the table as CSV."


def header_of(contents: Contents, limits: Limits) -> tuple[str, ...]:
    """Return the names of the columns. Raises UnreadableFile where it is no table, or larger than the limits."""
    with _opened(contents) as file:
        _check(file, contents.file, limits)
        return tuple(name.strip() for name in file.schema_arrow.names)


def take_apart(contents: Contents, limits: Limits) -> Raw:
    """Return the rows of a file; the line of a row is its number, from 1."""
    with _opened(contents) as file:
        _check(file, contents.file, limits)
        names = file.schema_arrow.names
        batches = list(_batches(file, contents.file, limits))
        table = pa.Table.from_batches(batches, file.schema_arrow) if batches else None
        if table is None or not table.num_rows:
            raise UnreadableFile(
                f"{contents.file} has headings but no rows.", mend="Give a file with at least one row."
            )
        cells = {
            cell: _text(table.column(place), names[place], contents.file)
            for place, cell in enumerate(cell_names(len(names)))
        }
    return whole(
        tuple(name.strip() for name in names),
        pa.table(cells | {"line": pa.array(np.arange(1, table.num_rows + 1))}),
    )


@contextmanager
def _opened(contents: Contents) -> Iterator[pq.ParquetFile]:
    try:
        probe = pq.ParquetFile(pa.BufferReader(contents.data))
        words = [
            one.name
            for one in probe.schema_arrow
            if pa.types.is_string(one.type) or pa.types.is_binary(one.type)
        ]
        yield pq.ParquetFile(pa.BufferReader(contents.data), read_dictionary=words)
    except (pa.ArrowException, OSError, MemoryError, ValueError, OverflowError) as error:
        raise UnreadableFile(
            f"{contents.file} begins as a Parquet file does, but it is damaged or incomplete.", mend=_AGAIN
        ) from error


def _check(file: pq.ParquetFile, name: str, limits: Limits) -> None:
    columns, rows = file.metadata.num_columns, file.metadata.num_rows
    nested = [one.name for one in file.schema_arrow if pa.types.is_nested(one.type)]
    if nested:
        raise UnreadableFile(
            f"{name} has lists or tables inside its cells, in the column '{nested[0]}'.",
            mend="Give each of their parts a column of its own.",
        )
    if columns > limits.columns:
        raise UnreadableFile(
            f"{name} has {columns:,} columns; {limits.columns:,} is the most.",
            mend="Leave out those not needed.",
        )
    if not 0 <= rows <= limits.rows:
        raise UnreadableFile(
            f"{name} says that it has {rows:,} rows; {limits.rows:,} is the most.", mend="Split it by year."
        )
    groups = range(file.metadata.num_row_groups)
    claimed = sum(abs(file.metadata.row_group(one).total_byte_size) for one in groups)
    if claimed > limits.unpacked_bytes:
        raise _too_large(name, limits)


def _batches(file: pq.ParquetFile, name: str, limits: Limits) -> Iterator[pa.RecordBatch]:
    """Yield the rows part by part; gives up as soon as their text would be too much to hold."""
    held = 0
    for batch in file.iter_batches(batch_size=_ROWS_AT_ONCE):
        held += sum(_length(column) for column in batch.columns)
        if held > limits.unpacked_bytes:
            raise _too_large(name, limits)
        yield batch


def _length(column: pa.Array) -> int:
    """Return the bytes that a column takes as text; a word that many rows share counts for each of them."""
    if not pa.types.is_dictionary(column.type):
        return int(column.nbytes)
    lengths = pc.binary_length(column.dictionary).to_numpy(zero_copy_only=False)
    places = pc.drop_null(column.indices).to_numpy(zero_copy_only=False)
    return int(lengths[places].sum(dtype=np.int64)) if len(places) else 0


def _text(column: pa.ChunkedArray, name: str, file: str) -> pa.ChunkedArray:
    """Return a column as text: days as 2024-03-31, whole numbers without a point, nothing as ''."""
    kind = column.type
    try:
        if pa.types.is_dictionary(kind):
            column = column.cast(kind.value_type)
        if pa.types.is_timestamp(kind):
            column = _moments(column)
        elif pa.types.is_floating(kind):
            column = _numbers(column)
        texts = pc.fill_null(column.cast(pa.string()), "")
    except (pa.ArrowException, ValueError) as error:
        raise UnreadableFile(
            f"{file}: the column '{name}' holds neither text, numbers nor dates.",
            mend="Write it as text, or leave it out.",
        ) from error
    if pc.any(pc.match_substring(texts, "\0")).as_py():
        raise UnreadableFile(f"{file}: the column '{name}' holds a NUL byte.", mend=_AGAIN)
    return texts


def _moments(column: pa.ChunkedArray) -> pa.ChunkedArray:
    days = column.cast(pa.timestamp("s", column.type.tz), safe=False)
    at_midnight = pc.equal(pc.floor_temporal(days, unit="day"), days)
    form = "%Y-%m-%d" if pc.all(pc.fill_null(at_midnight, True)).as_py() else "%Y-%m-%dT%H:%M:%S"
    return pc.strftime(days, format=form)


def _numbers(column: pa.ChunkedArray) -> pa.ChunkedArray:
    column = pc.if_else(pc.is_nan(column), pa.scalar(None, column.type), column)
    full = pc.equal(pc.floor(column), column)
    small = pc.less(pc.abs(column), 1e15)
    if pc.all(pc.fill_null(pc.and_(full, small), True)).as_py():
        return column.cast(pa.int64())
    return column


def _too_large(name: str, limits: Limits) -> UnreadableFile:
    return UnreadableFile(
        f"{name} unpacks to more than {size(limits.unpacked_bytes)}.", mend="Split it, for example by year."
    )
