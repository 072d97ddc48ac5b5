"""The area of each journey: where the person lives, where it happened, or who provided; nobody is without one."""

from collections.abc import Collection

import duckdb
import pyarrow as pa

from evenhand.foundations import EvenhandError
from evenhand.foundations.sql import identifier, literal
from evenhand.pathway.types import (
    AREA_KINDS_SCHEMA,
    AREAS_OF,
    ELSEWHERE,
    NO_FIXED_ABODE,
    NOT_KNOWN,
)

_COLUMNS = dict(zip(AREAS_OF, ("area", "area_happened", "area_provided"), strict=True))
_SPECIAL = (ELSEWHERE, NO_FIXED_ABODE, NOT_KNOWN)


def area_column(record: str, table: pa.Table, area_of: str, home: Collection[str]) -> str:
    """Return the SQL of a journey's area from the columns of the journey record `table`.

    Of residence: who has no fixed abode, lives elsewhere (by the record, or because the area is not among those
    of `home`), or lives nobody knows where has that as area. Raises EvenhandError where the record does not say.
    """
    column, names = _COLUMNS[area_of], table.schema.names
    is_empty = column not in names or 0 < table.num_rows == table.column(column).null_count
    if is_empty and area_of != "residence":
        raise EvenhandError(
            f"The {record} records do not say in which area they were {area_of}: they have no {column}.",
            mend="Count by residence, or by an area that these records name.",
        )
    area = identifier(f"{record}.{column}")
    cases = [f"when trim(coalesce({area}, '')) = '' then {literal(NOT_KNOWN)}"]
    if area_of == "residence" and "residence" in names:
        residence = identifier(f"{record}.residence")
        pairs = (("no_fixed_abode", NO_FIXED_ABODE), ("non_resident", ELSEWHERE), ("not_known", NOT_KNOWN))
        cases = [f"when {residence} = '{code}' then {literal(place)}" for code, place in pairs] + cases
        if home:
            listed = ", ".join(map(literal, sorted({*home, *_SPECIAL})))
            cases.append(f"when {area} not in ({listed}) then {literal(ELSEWHERE)}")
    return f"case {' '.join(cases)} else {area} end"


def area_kinds(db: duckdb.DuckDBPyConnection, table: str) -> pa.Table:
    """Return how many journeys of `table` are of an area, and how many of each special one, zeros included."""
    special = ", ".join(map(literal, _SPECIAL))
    kind = f"case when area in ({special}) then area else 'area' end"
    counted = dict(db.execute(f"select {kind}, count(*) from {table} group by 1").fetchall())
    kinds = ("area", *_SPECIAL)
    return pa.table(
        [pa.array(kinds), pa.array([counted.get(one, 0) for one in kinds], pa.int64())],
        schema=AREA_KINDS_SCHEMA,
    )
