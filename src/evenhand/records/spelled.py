"""A column by its different texts, so that what a text means and what is wrong with it is worked out once.

Columns of codes, dates and numbers hold few different texts in many rows. The rules (SQL) are put to those.
"""

from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from evenhand.records import rules
from evenhand.records.profiles import Column, Kind
from evenhand.records.rules import Fault, name

_PLACE = "place of the text"
_NUMBER = name(_PLACE)
_HARD_SPACE = "\u00a0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelled:
    """A column taken apart: `texts` (null where blank) and `values` by row, `places` the text of each row.

    The DuckDB table `table` has a row for each different text: `place of the text`, `text X` and what it means, X. It is
    empty for a column that no file has, in which nothing can be wrong.
    """

    table: str
    texts: pa.Array
    values: pa.Array
    places: NDArray[np.int32]

    def __len__(self) -> int:
        """How many different texts there are."""
        return len(self.texts.dictionary)

    def wrong_rows(self, con: duckdb.DuckDBPyConnection, fault: Fault) -> NDArray[np.int64]:
        """Return the rows, from 0, of which the SQL of a fault is true."""
        if not self.table:
            return np.empty(0, np.int64)
        query = f"SELECT {_NUMBER} FROM {name(self.table)} WHERE {fault.where}"
        wrong = con.execute(query).fetchnumpy()[_PLACE]
        if not len(wrong):
            return np.empty(0, np.int64)
        is_wrong = np.zeros(len(self), bool)
        is_wrong[wrong] = True
        return np.flatnonzero(is_wrong[self.places])


def is_plain(column: Column) -> bool:
    """Whether a column's text is its value, so that there is nothing to work out."""
    return column.kind is Kind.TEXT and column.pattern is None and column.blank is None


def filled_texts(cells: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return cells without spaces around them, and null where nothing is left.

    A space that doesn't break counts as one, whoever typed it.
    """
    if cells.null_count == len(cells):
        return cells
    if pc.any(pc.match_substring(cells, _HARD_SPACE)).as_py():
        cells = pc.replace_substring(cells, _HARD_SPACE, " ")
    trimmed = pc.ascii_trim_whitespace(cells)
    empty = pc.equal(pc.binary_length(trimmed), 0)
    return pc.if_else(empty, pa.scalar(None, pa.string()), trimmed) if pc.any(empty).as_py() else trimmed


_ABSENT_TYPES = {Kind.CODE: pa.string(), Kind.DATE: pa.date32(), Kind.WHOLE: pa.int64()}
"""The type of the values of a column by its kind, for those kinds whose rules are all of filled cells."""


def absent(column: Column, cells: pa.ChunkedArray) -> Spelled | None:
    """Return a column that no file has and none need have, without asking the database; None for any other."""
    kind = _ABSENT_TYPES.get(column.kind)
    if kind is None or column.filled or cells.null_count < len(cells):
        return None
    if column.blank is not None and column.kind is not Kind.CODE:
        return None
    places = np.zeros(len(cells), np.int32)
    return Spelled(
        table="",
        texts=pa.DictionaryArray.from_arrays(pa.array(places), pa.nulls(1, pa.string())),
        values=pa.nulls(len(cells), kind) if column.blank is None else pa.repeat(column.blank, len(cells)),
        places=places,
    )


def spell(con: duckdb.DuckDBPyConnection, column: Column, cells: pa.ChunkedArray, join: str) -> Spelled:
    """Return a column of texts by its different ones; `join` is the SQL that brings in the words of its codes."""
    encoded = _encoded(cells)
    t, table = rules.text_of(column), f"spelled {column.target}"
    words = pa.chunked_array([encoded.dictionary.cast(pa.string())])
    texts = filled_texts(pa.chunked_array([pa.concat_arrays([*words.chunks, pa.nulls(1, pa.string())])]))
    missing = len(texts) - 1
    places = (
        np.asarray(pc.fill_null(encoded.indices, missing), dtype=np.int32)
        if missing
        else np.zeros(len(encoded), np.int32)
    )
    con.register(
        "texts of a column",
        pa.table({_PLACE: pa.array(np.arange(len(texts), dtype=np.int32)), t: texts}),
    )
    con.execute(f"""
        CREATE OR REPLACE TABLE {name(table)} AS SELECT texts.*, {rules.value(column)} AS {name(column.target)}
        FROM (SELECT {_NUMBER}, {rules.cell(column)} AS {name(t)} FROM "texts of a column") AS texts {join}
        ORDER BY {_NUMBER}""")
    con.unregister("texts of a column")
    made = con.sql(
        f"SELECT {name(t)}, {name(column.target)} FROM {name(table)} ORDER BY {_NUMBER}"
    ).to_arrow_table()
    return Spelled(
        table=table,
        texts=pa.DictionaryArray.from_arrays(pa.array(places), made.column(0).combine_chunks()),
        values=_by_row(made.column(1).combine_chunks(), places),
        places=places,
    )


def _encoded(cells: pa.ChunkedArray) -> pa.DictionaryArray:
    if cells.null_count == len(cells):
        return pa.DictionaryArray.from_arrays(pa.nulls(len(cells), pa.int32()), pa.array([], pa.string()))
    return cells.dictionary_encode().unify_dictionaries().combine_chunks()


def _by_row(values: pa.Array, places: NDArray[np.int32]) -> pa.Array:
    if len(values) == 1:
        return (
            pa.repeat(values[0], len(places))
            if values.null_count == 0
            else pa.nulls(len(places), values.type)
        )
    return values.take(pa.array(places))
