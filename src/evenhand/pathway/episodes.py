"""Joining a person's episodes that lie close together into one, whatever the agency (NDTMS treatment journey)."""

import duckdb

from evenhand.foundations.sql import identifier, literal
from evenhand.pathway.asking import columns, count_rows
from evenhand.vocabulary import Episodes

_NEVER = "date '9999-12-31'"
"""Stands for the end of an episode that goes on."""


def join_episodes(
    db: duckdb.DuckDBPyConnection, table: str, spec: Episodes, *, prefix: str = ""
) -> tuple[int, int]:
    """Replace the rows of `table` by episodes; give the numbers of rows before and after.

    An episode has the earliest start and the latest end of its rows, the reason of the row that ended last, and
    for all else what its first row says. One row alone stays as it is. Columns are named with `prefix`.
    """
    names = list(columns(db, table))
    before = count_rows(db, table)
    db.execute(f"create or replace temp table spelled as {_spells(table, spec, names, prefix)}")
    merged = ", ".join(_merged(name, spec, prefix) for name in names)
    db.execute(
        f"create or replace temp table {table} as "
        f"select {', '.join(map(identifier, names))} from spelled where rows_joined = 1 union all "
        f"select {merged} from spelled where rows_joined > 1 group by owner, spell"
    )
    db.execute("drop table spelled")
    return before, count_rows(db, table)


def _spells(table: str, spec: Episodes, names: list[str], prefix: str) -> str:
    """Number each person's spells: a row begins a new one unless an earlier row reaches as far as its start."""
    person, start, end, reason = (
        identifier(prefix + name) for name in (spec.person, spec.start, spec.end, spec.reason)
    )
    rest = ", ".join(identifier(name) for name in names)
    goes_on = f"{reason} in ({', '.join(map(literal, spec.continues))})" if spec.continues else "false"
    return f"""with started as (
            select *, {person} as owner, coalesce({end}, {_NEVER}) as until, coalesce({goes_on}, false) as goes_on
            from {table}),
        reached as (
            select *, case when until >= {_NEVER} then until else greatest(until, {start}) + case when goes_on
                then {spec.continues_within_days} else {spec.join_within_days} end end as reach from started),
        behind as (
            select *, row_number() over (partition by owner order by {start}, {rest}) as place,
                max(reach) over (partition by owner order by {start}, {rest}
                    rows between unbounded preceding and 1 preceding) as reached_before
            from reached where {start} is not null and owner is not null),
        numbered as (
            select *, sum(case when {start} <= reached_before then 0 else 1 end)
                over (partition by owner order by place) as spell from behind)
        select *, count(*) over (partition by owner, spell) as rows_joined,
            row_number() over (partition by owner, spell order by place) as from_first,
            row_number() over (partition by owner, spell order by until desc, goes_on, {rest}) as from_last
        from numbered
        union all by name
        select *, 1 as rows_joined from started where {start} is null or owner is null"""


def _merged(name: str, spec: Episodes, prefix: str) -> str:
    column, bare = identifier(name), name.removeprefix(prefix)
    if bare in (spec.start, *spec.earliest):
        value = f"min({column})"
    elif bare == spec.end:
        value = f"case when count({column}) < count(*) then null else max({column}) end"
    elif bare == spec.reason:
        value = f"max({column}) filter (from_last = 1)"
    else:
        value = f"max({column}) filter (from_first = 1)"
    return f"{value} as {column}"
