"""Counts on their way into a CountTable: the key columns and one number."""

import pyarrow as pa

from evenhand.foundations import KEY_COLUMNS

Part = pa.Table
"""A table with the columns of CELLS."""
CELLS = pa.schema([*((name, pa.string()) for name in KEY_COLUMNS), ("count", pa.int64())])


def empty_part() -> Part:
    """Return a part without rows."""
    return CELLS.empty_table()
