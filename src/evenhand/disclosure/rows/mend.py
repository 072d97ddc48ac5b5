"""What would let an extract pass: each column left out or made coarser, tried one by one, then together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb

from evenhand.disclosure.rows.classes import PERSON, failing_rows
from evenhand.disclosure.rows.row_policy import RowPolicy
from evenhand.foundations.sql import identifier

_DATE_TEXT = "[0-9]{8}|[0-9]{4}-[0-9]{2}-[0-9]{2}"
LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class Step:
    """One change to one column."""

    column: str
    how: str

    def __str__(self) -> str:
        return f"'{self.column}' {self.how}"


Way = tuple[Step, ...]
_Columns = tuple[dict[str, str], list[str]]


def ways_to_mend(
    con: duckdb.DuckDBPyConnection, known: tuple[str, ...], sensitive: tuple[str, ...], policy: RowPolicy
) -> tuple[Way, ...]:
    """Return changes to columns after which no row fails: every one that suffices alone, else several together.

    Those together are found one after the other, each time the one that leaves the fewest rows failing; what turns
    out not to be needed is taken back.
    """
    coarser = {one: _coarser(con, one, policy) for one in known}
    columns: _Columns = ({one: identifier(one) for one in known}, list(sensitive))
    way: list[Step] = []
    while steps := _steps(columns, coarser):
        _, classes = failing_rows(con, *columns, policy)
        tried = [(*failing_rows(con, *_after(columns, coarser, [one]), policy), one) for one in steps]
        enough = [one for failing, _, one in tried if failing == 0]
        if enough and not way:
            return tuple((one,) for one in enough)
        # Of steps that help alike, one that makes classes larger comes before leaving a column out.
        found = [(failing, left >= classes, place) for place, (failing, left, _) in enumerate(tried)]
        way.append(steps[min(found)[2]])
        if enough:
            return (_needed(con, (known, sensitive), coarser, way, policy),)
        columns = _after(columns, coarser, way[-1:])
    return ()


def _needed(
    con: duckdb.DuckDBPyConnection,
    columns: tuple[tuple[str, ...], tuple[str, ...]],
    coarser: Mapping[str, tuple[str, str]],
    way: list[Step],
    policy: RowPolicy,
) -> Way:
    """The steps of a way without those that it does without."""
    start: _Columns = ({one: identifier(one) for one in columns[0]}, list(columns[1]))
    for one in list(way):
        others = [each for each in way if each is not one]
        if failing_rows(con, *_after(start, coarser, others), policy)[0] == 0:
            way = others
    return tuple(way)


def _steps(columns: _Columns, coarser: Mapping[str, tuple[str, str]]) -> list[Step]:
    """What can still be done, what loses least first."""
    now, left = columns
    finer = [Step(one, coarser[one][0]) for one, made in now.items() if made != coarser[one][1]]
    return [*finer, *(Step(one, LEFT_OUT) for one in (*now, *left))]


def _after(columns: _Columns, coarser: Mapping[str, tuple[str, str]], steps: Sequence[Step]) -> _Columns:
    now, left = dict(columns[0]), list(columns[1])
    for step in steps:
        if step.how != LEFT_OUT and step.column in now:
            now[step.column] = coarser[step.column][1]
        else:
            now.pop(step.column, None)
            left = [one for one in left if one != step.column]
    return now, left


def _coarser(con: duckdb.DuckDBPyConnection, column: str, policy: RowPolicy) -> tuple[str, str]:
    """How a column can be made coarser: in words, and as SQL."""
    name = identifier(column)
    text = f"nullif(trim(CAST({name} AS VARCHAR)), 'NA')"
    kind, dates, numbers = con.sql(f"""
        SELECT any_value(typeof({name})), coalesce(bool_and(regexp_full_match({text}, '{_DATE_TEXT}')), false),
        coalesce(bool_and(TRY_CAST({text} AS DOUBLE) IS NOT NULL) FILTER (WHERE {text} IS NOT NULL), false) FROM rows
        """).fetchall()[0]
    if dates or str(kind).startswith(("DATE", "TIMESTAMP")):
        return "by year", f"left({text}, 4)"
    if numbers:
        return "in tens", f"floor(TRY_CAST({text} AS DOUBLE) / 10)"
    often = f"SELECT {name} FROM rows GROUP BY {name} HAVING count(DISTINCT {identifier(PERSON)}) >= {policy.alike}"
    return "with rare values put together", f"CASE WHEN {name} IN ({often}) THEN {name} END"
