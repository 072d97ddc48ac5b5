"""The table as a file: CSV for the documentation and for people, JSON for programs; and taking new rows into an old one."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from evenhand.calibration.types import Row
from evenhand.foundations import EvenhandError

_KEY = ("family", "measure", "size", "pattern", "condition")
_NUMBERS = ("nominal", "figure", "error", "lowest", "abstained")
COLUMNS = tuple(one.name for one in fields(Row))
"""The columns of the file."""


def to_csv(rows: Iterable[Row]) -> str:
    """Return rows as CSV, one line each; nothing where a figure is missing."""
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(asdict(one) for one in rows)
    return out.getvalue()


def to_json(rows: Iterable[Row]) -> str:
    """Return rows as a JSON list of objects, null where a figure is missing."""
    return json.dumps([asdict(one) for one in rows], indent=1, ensure_ascii=False) + "\n"


def read_rows(path: Path) -> list[Row]:
    """Return the rows of a CSV file that `to_csv` wrote. Raises EvenhandError where it is another file."""
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise EvenhandError(
                f"{path.name} is not a table that calibrate wrote.", mend="Name another file with --out."
            )
        return [_row(one) for one in reader]


def merged(old: Sequence[Row], new: Sequence[Row], order: Sequence[str]) -> list[Row]:
    """Return old rows with those of the same scenarios replaced by new ones, in the `order` of the families.

    Old rows of a family that is in `order` no longer are left out.
    """
    tried = {(one.family, one.size, one.pattern, one.condition) for one in new}
    kept = [one for one in old if (one.family, one.size, one.pattern, one.condition) not in tried]
    place = {name: number for number, name in enumerate(order)}
    return sorted((one for one in (*kept, *new) if one.family in place), key=lambda one: place[one.family])


def _row(one: dict[str, Any]) -> Row:
    numbers = {name: float(one[name]) if one[name] else None for name in _NUMBERS}
    return Row(**{**one, **numbers, "draws": int(one["draws"]), "in_goal": one["in_goal"] == "True"})
