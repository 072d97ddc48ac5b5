"""Rows of a release's table as it was approved: read from the very file that people download."""

import csv
from collections.abc import Mapping
from io import StringIO
from typing import Any

NUMBERS = frozenset({"value", "lower", "upper", "numerator", "denominator", "estimate"})
Row = tuple[list[str], list[str]]
"""The columns' names, and what stands in them."""


def rows_of(file: Any, wanted: Mapping[str, str]) -> list[Row]:
    """Return the rows in which each column that is named holds what is wanted; a column that is not there holds nothing."""
    rows = csv.reader(StringIO(bytes(file.data).decode("utf-8")))
    heads = next(rows)
    if not set(wanted) <= set(heads):
        return []
    asked = [(heads.index(name), value) for name, value in wanted.items()]
    return [(heads, row) for row in rows if all(row[n] == value for n, value in asked)]


def shown_row(row: Row) -> dict[str, Any]:
    """Return a row as it is sent: numbers as numbers, null where nothing stands."""
    return {name: _value(name, text) for name, text in zip(*row, strict=True)}


def _value(name: str, text: str) -> Any:
    if name not in NUMBERS:
        return text
    return float(text) if text else None
