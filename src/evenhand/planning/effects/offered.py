"""The figures of a release that an action may be to move: each group's own, at each step, of the newest period."""

import io
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from evenhand.planning.effects.published import OWN, FigureKey

_WORDS = ("area", "period", "characteristic", "code_list", "group", "reference", "stage", "measure", "units")
_LABELS = ("group_label", "stage_label")
_NUMBERS = ("estimate", "lower", "upper")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedFigure:
    """A published figure with its range, its period, and the words of its group and step."""

    key: FigureKey
    period: str
    estimate: float
    lower: float
    upper: float
    group_label: str
    stage_label: str


def offered_figures(measures: bytes, place: str) -> tuple[OfferedFigure, ...]:
    """Return the figures that measures.csv tells of groups in a place, of the newest period of each, in its order.

    What was withheld, and what is told among people of the same age or suite, is not offered. Source: F5.
    """
    table = _read(measures)
    own = pc.is_in(table["measure"], pa.array(sorted(OWN.values())))
    told = pc.and_(
        pc.is_valid(table["estimate"]), pc.and_(pc.is_valid(table["lower"]), pc.is_valid(table["upper"]))
    )
    crude = pc.and_(pc.equal(table["within"], ""), pc.equal(table["area"], place))
    rows = table.filter(pc.and_(pc.and_(own, told), crude)).to_pylist()
    found: dict[FigureKey, OfferedFigure] = {}
    for row in rows:
        programme, _, stage = row["stage"].rpartition("/")
        key = FigureKey(
            area=row["area"],
            programme=programme,
            stage=stage,
            characteristic=row["characteristic"],
            code_list=row["code_list"],
            group=row["group"],
            units=row["units"],
            reference=row["reference"],
        )
        if key not in found or found[key].period < row["period"]:
            numbers = {name: row[name] for name in _NUMBERS}
            labels = {name: row[name] for name in _LABELS}
            found[key] = OfferedFigure(key=key, period=row["period"], **numbers, **labels)
    return tuple(found.values())


def _read(data: bytes) -> pa.Table:
    kinds = dict.fromkeys((*_WORDS, *_LABELS, "within"), pa.string()) | dict.fromkeys(_NUMBERS, pa.float64())
    options = pyarrow.csv.ConvertOptions(
        include_columns=list(kinds),
        include_missing_columns=True,
        column_types=kinds,
        strings_can_be_null=False,
        null_values=[""],
    )
    table = pyarrow.csv.read_csv(io.BytesIO(data), convert_options=options)
    for name in (*_LABELS, "within"):
        filled = pc.fill_null(table[name], "")
        table = table.set_column(table.column_names.index(name), name, filled)
    return table
