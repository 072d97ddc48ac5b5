"""The one name of a count: what was counted, where, when, among whom. It travels from file to sentence."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Self
from urllib.parse import unquote

import pyarrow as pa
import pyarrow.compute as pc

from evenhand.foundations.errors import EvenhandError
from evenhand.foundations.periods import Period

EVERYONE = "everyone"
"""Characteristic and group of a count that is not divided by any characteristic."""

CROSS = "*"
"""Stands between the two parts of a count divided twice: characteristic `ethnicity*drug_group`, group `WHITE*OPIATE`."""
DIVISION_COLUMNS = ("characteristic", "code_list", "edition", "group")
"""The key columns that hold two parts each in a crossing."""
_CROSS_ESCAPES = (("%", "%25"), (CROSS, "%2A"))

_ESCAPES = (("%", "%25"), (";", "%3B"), ("=", "%3D"), ("@", "%40"), (":", "%3A"))


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class CharacteristicValue:
    """One value of one characteristic, with the code list and the edition that give it its meaning."""

    characteristic: str
    code_list: str
    edition: str
    value: str

    def __str__(self) -> str:
        name, listed, edition, value = map(
            _escape, (self.characteristic, self.code_list, self.edition, self.value)
        )
        return f"{name}@{listed}:{edition}={value}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the value that `text` names, as `str` wrote it."""
        head, _, value = text.partition("=")
        name, _, listed = head.partition("@")
        code_list, _, edition = listed.partition(":")
        return cls(
            characteristic=unquote(name),
            code_list=unquote(code_list),
            edition=unquote(edition),
            value=unquote(value),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CellId:
    """Area, period, characteristics, stage, state at that stage, and what is counted.

    `stage` is written `programme/stage`; `state` is `reached`, `at_risk` or the name of an exit; `unit`
    says what one of the count is (people, searches, residents). No characteristics means everyone.
    """

    area: str
    period: Period
    stage: str
    state: str
    unit: str
    characteristics: tuple[CharacteristicValue, ...] = ()

    def __str__(self) -> str:
        parts = [f"area={_escape(self.area)}", f"period={self.period}"]
        parts += [str(value) for value in sorted(self.characteristics)]
        parts += [f"stage={_escape(self.stage)}", f"state={_escape(self.state)}", f"of={_escape(self.unit)}"]
        return ";".join(parts)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the cell that `text` names, as `str` wrote it; raise EvenhandError if it is not one."""
        plain: dict[str, str] = {}
        characteristics = []
        for part in text.split(";"):
            if "@" in part:
                characteristics.append(CharacteristicValue.parse(part))
            else:
                key, _, value = part.partition("=")
                plain[key] = unquote(value)
        if set(plain) != {"area", "period", "stage", "state", "of"}:
            raise EvenhandError("This is not the name of a cell.", mend="Copy it whole from measures.json.")
        return cls(
            area=plain["area"],
            period=Period.parse(plain["period"]),
            stage=plain["stage"],
            state=plain["state"],
            unit=plain["of"],
            characteristics=tuple(sorted(characteristics)),
        )


def cell_id_column(columns: Mapping[str, pa.Array]) -> pa.Array:
    """Return the cell ids of many cells at once, each as `str(CellId)` would write it.

    Columns: area, period, characteristic, code_list, edition, group, stage, state, unit (text).
    """
    columns = {name: _in_one_piece(column) for name, column in columns.items()}
    texts = {name: _escape_column(column) for name, column in columns.items() if name != "period"}
    texts["period"] = columns["period"]
    division = pc.if_else(pc.equal(columns["characteristic"], EVERYONE), "", _division(texts))
    crossed = pc.match_substring(columns["characteristic"], CROSS)
    if pc.any(crossed).as_py():
        division = pc.replace_with_mask(division, crossed, _crossed(columns, crossed))
    pieces: list[pa.Array | str] = ["area=", texts["area"], ";period=", texts["period"], division]
    pieces += [";stage=", texts["stage"], ";state=", texts["state"], ";of=", texts["unit"]]
    return pc.binary_join_element_wise(*pieces, "")


def _in_one_piece(column: pa.Array | pa.ChunkedArray) -> pa.Array:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def is_crossing(characteristic: str) -> bool:
    """Return whether the name is of a count that is divided by two characteristics at once."""
    return CROSS in characteristic


def cross(first: str, second: str) -> str:
    """Return one text of two parts, for a key column of a crossing."""
    return CROSS.join(_with_escapes(one, _CROSS_ESCAPES) for one in (first, second))


def escape_for_crossing(column: pa.Array) -> pa.Array:
    """Return a text column as its values stand within those of a crossing."""
    for plain, escaped in _CROSS_ESCAPES:
        column = pc.replace_substring(column, plain, escaped)
    return column


def parts_of_crossing(text: str) -> tuple[str, str]:
    """Return the two parts of a key column of a crossing, as `cross` took them."""
    first, _, second = text.partition(CROSS)
    return unquote(first), unquote(second)


def _division(texts: Mapping[str, pa.Array]) -> pa.Array:
    return pc.binary_join_element_wise(
        ";", texts["characteristic"], "@", texts["code_list"], ":", texts["edition"], "=", texts["group"], ""
    )


def _crossed(columns: Mapping[str, pa.Array], crossed: pa.Array) -> pa.Array:
    """The division of each crossing: both values, in the order in which `CellId` writes them."""
    rows = zip(*(columns[name].filter(crossed).to_pylist() for name in DIVISION_COLUMNS), strict=True)
    return pa.array([_crossed_text(row) for row in rows], pa.string())


@lru_cache(maxsize=65536)
def _crossed_text(row: tuple[str, str, str, str]) -> str:
    values = (
        CharacteristicValue(
            **dict(zip(("characteristic", "code_list", "edition", "value"), one, strict=True))
        )
        for one in zip(*(parts_of_crossing(text) for text in row), strict=True)
    )
    return "".join(f";{value}" for value in sorted(values))


def _escape(text: str) -> str:
    return _with_escapes(text, _ESCAPES)


def _with_escapes(text: str, escapes: tuple[tuple[str, str], ...]) -> str:
    for plain, escaped in escapes:
        text = text.replace(plain, escaped)
    return text


def _escape_column(column: pa.Array) -> pa.Array:
    for plain, escaped in _ESCAPES:
        column = pc.replace_substring(column, plain, escaped)
    return column
