"""Counts on their way into a CountTable: the key columns, the number, and the bounds between which it lies."""

from typing import TypeAlias

import pyarrow as pa

from evenhand.foundations import KEY_COLUMNS

Part: TypeAlias = pa.Table
"""A table with the columns of CELLS."""
CELLS = pa.schema(
    [*((name, pa.string()) for name in KEY_COLUMNS)]
    + [(name, pa.int64()) for name in ("count", "lower", "upper")]
)
"""`count` is null where a publisher hid it; `lower` and `upper` are equal where it is exact."""
BOUNDS = "coalesce(lower, count)::bigint as lower, coalesce(upper, count)::bigint as upper"
"""SQL: the bounds of rows that may have none, which are exact."""
SUMS = (
    "case when count(count) > 0 then round(sum(coalesce(count, (lower + upper) / 2.0)))::bigint end as count, "
    "sum(lower)::bigint as lower, sum(upper)::bigint as upper"
)
"""SQL: the sum of counts with its bounds; where some of them are hidden, these stand in with their middle."""
POINT = "coalesce(count, (lower + upper) / 2.0)"
"""SQL: the figure to reckon with for a count that may be hidden."""


def empty_part() -> Part:
    """Return a part without rows."""
    empty: Part = CELLS.empty_table()
    return empty
