"""Rows of a release's table as it was approved: read from the very file that people download."""

import csv
from collections.abc import Mapping
from io import StringIO
from typing import Any

NUMBERS = frozenset({"value", "lower", "upper", "numerator", "denominator", "estimate"})


def rows_of(file: Any, wanted: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the rows in which each column that is named holds what is wanted; numbers as numbers, null where empty."""
    text = StringIO(bytes(file.data).decode("utf-8"))
    found = (
        row for row in csv.DictReader(text) if all(row.get(name) == value for name, value in wanted.items())
    )
    return [{name: _value(name, text) for name, text in row.items()} for row in found]


def _value(name: str, text: str) -> Any:
    if name not in NUMBERS:
        return text
    return float(text) if text else None
