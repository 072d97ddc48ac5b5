"""Counts on their way into a CountTable: the key columns and one number."""

from typing import TypeAlias

import pyarrow as pa

from evenhand.foundations import KEY_COLUMNS

Part: TypeAlias = pa.Table
"""A table with the columns of CELLS."""
CELLS = pa.schema([*((name, pa.string()) for name in KEY_COLUMNS), ("count", pa.int64())])


def empty_part() -> Part:
    """Return a part without rows."""
    empty: Part = CELLS.empty_table()
    return empty
