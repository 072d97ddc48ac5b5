"""Records as they were known on a day: later dates, and what hangs on them, were not known yet."""

from collections.abc import Mapping

import duckdb

from evenhand.foundations.sql import identifier
from evenhand.pathway.asking import columns

_REASON = "_reason"


def known_columns(
    db: duckdb.DuckDBPyConnection, table: str, dated: Mapping[str, str], today: str
) -> dict[str, str]:
    """Return for each column of a table the SQL of its value as known on the day `today` (SQL of a date).

    A date after the day is null. What hangs on it is null too: `dated` names a column's date, and the reason
    of an end (`end_reason`) hangs on that end (`end_date`) without being named.
    """
    kinds = columns(db, table)
    found = {}
    for name, kind in kinds.items():
        day = name if kind == "DATE" else dated.get(name, _date_of(name))
        found[name] = identifier(name)
        if kinds.get(day) == "DATE":
            found[name] = f"case when {identifier(day)} > {today} then null else {identifier(name)} end"
    return found


def _date_of(name: str) -> str:
    return name.removesuffix(_REASON) + "_date" if name.endswith(_REASON) else ""
