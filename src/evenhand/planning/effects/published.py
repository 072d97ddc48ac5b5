"""The figures of an indicator, taken from the files that a release publishes: measures.csv and counts.csv."""

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from evenhand.planning.effects.plain import Plain
from evenhand.planning.effects.types import Point

OWN = {"share": "proportion", "per_1000": "rate"}
"""The measure of a group's own figure, by its units."""
_TEXT = (
    "area",
    "period",
    "characteristic",
    "code_list",
    "edition",
    "group",
    "stage",
    "measure",
    "state",
    "units",
)
_NUMBERS = ("estimate", "lower", "upper")


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureKey(Plain):
    """Which figure: of a group at a step in a place, or, with `reference`, the difference between two groups.

    `stage` is the step's own name; `units` are those of the figure (`share`, `share_difference`, `per_1000` ...).
    """

    area: str
    programme: str
    stage: str
    characteristic: str
    code_list: str
    group: str
    units: str
    reference: str = ""

    @property
    def measure(self) -> str:
        """The name of the measure in measures.csv."""
        return "difference" if self.units.endswith("_difference") else OWN.get(self.units, self.units)


def published_points(
    measures: bytes, counts: bytes, keys: Iterable[FigureKey], *, released: date | None = None
) -> dict[FigureKey, tuple[Point, ...]]:
    """Return the figures of each key by period, as a release published them: protected, with the ends of hidden counts.

    `measures` and `counts` are the bytes of measures.csv and counts.csv. A period of which the release says nothing has no
    point; one whose figure was withheld has a point that says so. Source: F5; docs/reference/outputs.md.
    """
    figures = _read(measures, (*_TEXT, *_NUMBERS))
    counted = _read(
        counts,
        (
            "area",
            "period",
            "characteristic",
            "code_list",
            "edition",
            "group",
            "stage",
            "state",
            "lower",
            "upper",
            "value",
        ),
    )
    return {key: tuple(_points(figures, counted, key, released)) for key in keys}


def _read(data: bytes, names: tuple[str, ...]) -> pa.Table:
    numbers = {"estimate", "lower", "upper", "value"}
    kinds = {name: pa.float64() if name in numbers else pa.string() for name in names}
    options = pyarrow.csv.ConvertOptions(
        include_columns=list(names), column_types=kinds, strings_can_be_null=False, null_values=[""]
    )
    return pyarrow.csv.read_csv(io.BytesIO(data), convert_options=options)


def _points(figures: pa.Table, counted: pa.Table, key: FigureKey, released: date | None) -> Iterable[Point]:
    rows = _where(figures, _of(key) | {"measure": key.measure})
    people = {one["period"]: one for one in _where(counted, _of(key) | {"state": "at_risk"})}
    reached = {one["period"]: one for one in _where(counted, _of(key) | {"state": "reached"})}
    for row in sorted(rows, key=lambda one: one["period"]):
        told = row["lower"] is not None and row["upper"] is not None
        yield Point(
            period=row["period"],
            estimate=row["estimate"],
            lower=row["lower"],
            upper=row["upper"],
            people=_ends(people.get(row["period"])),
            reached=None if key.measure == "difference" else _ends(reached.get(row["period"])),
            is_withheld=not told,
            counted_by=f"{key.code_list}:{row['edition']}",
            released=released,
        )


def _of(key: FigureKey) -> dict[str, str]:
    return {
        "area": key.area,
        "stage": f"{key.programme}/{key.stage}",
        "characteristic": key.characteristic,
        "code_list": key.code_list,
        "group": key.group,
    }


def _where(table: pa.Table, wanted: Mapping[str, str]) -> list[dict[str, Any]]:
    """The rows of a table whose columns say what is wanted, the columns narrowed one after the other."""
    for name, value in wanted.items():
        table = table.filter(pc.equal(table[name], value))
    rows: list[dict[str, Any]] = table.to_pylist()
    return rows


def _ends(row: Mapping[str, Any] | None) -> tuple[int, int] | None:
    """The fewest and the most that a count may be; None where it is not published."""
    if row is None:
        return None
    lower = row["value"] if row["lower"] is None else row["lower"]
    upper = row["value"] if row["upper"] is None else row["upper"]
    return None if lower is None or upper is None else (int(lower), int(upper))
