"""Columns that are carried along: names of codes stay, figures are left blank, for they could tell a hidden count.

A rate with a known denominator gives its numerator, a rank or a confidence interval narrows it, and a remark may say it.
So a column stays if it holds no figure and says the same wherever some dimension has the same code.
"""

import numpy as np
import pyarrow as pa

from evenhand.disclosure.tables.read_table import is_figure
from evenhand.disclosure.tables.types import Reading, TableRead


def carried(table: TableRead, reading: Reading) -> tuple[str, ...]:
    """Return the columns that stay as they are, of those that are neither dimension nor count."""
    names = [one for one in reading.other if one in table.given.cells.column_names]
    return tuple(one for one in names if _is_name(table, one))


def _is_name(table: TableRead, name: str) -> bool:
    column = table.given.cells.column(name)
    if is_figure(column):
        return False
    texts = column.combine_chunks().dictionary_encode().indices.to_numpy(zero_copy_only=False)
    if len(np.unique(texts)) == 1:
        return True
    return any(_tells(codes, texts) for codes in table.codes.values())


def _tells(codes: np.ndarray, texts: np.ndarray) -> bool:
    """Whether a code always stands with the same text."""
    coded = pa.array(codes).dictionary_encode().indices.to_numpy().astype(np.int64)
    pairs = np.unique(coded * (int(texts.max()) + 1) + texts)
    return bool(len(pairs) == len(np.unique(coded)))
