"""Small questions to the database: one row, the columns of a table, how many rows it has."""

from typing import Any

import duckdb


def one_row(db: duckdb.DuckDBPyConnection, sql: str) -> tuple[Any, ...]:
    """Return the only row that a query gives; the result is read to its end."""
    (row,) = db.execute(sql).fetchall()
    return tuple(row)


def columns(db: duckdb.DuckDBPyConnection, table: str) -> dict[str, str]:
    """Return the names of a table's columns with their SQL types, in order."""
    return {row[0]: row[1] for row in db.execute(f"describe {table}").fetchall()}


def count_rows(db: duckdb.DuckDBPyConnection, table: str) -> int:
    """Return how many rows a table has."""
    return int(one_row(db, f"select count(*) from {table}")[0])
