"""Days that do not count: while somebody is in custody no clock runs (remand, sentenced, recall)."""

from collections.abc import Collection
from dataclasses import dataclass

import duckdb

from evenhand.foundations.sql import identifier
from evenhand.pathway.known import known_columns
from evenhand.vocabulary import Pause

FREE = "free."
"""Before the name of a date: the number of days up to it, those of a pause left out."""


@dataclass(frozen=True, slots=True)
class Time:
    """How much time lies between two dates: every day counts, or (`pauses`) those outside a pause."""

    today: str
    pauses: bool

    def between(self, start: str, end: str, *, paused: bool = True) -> str:
        """Return the SQL of the days that count from one date field to another."""
        if self.pauses and paused:
            return f"({identifier(FREE + end)} - {identifier(FREE + start)})"
        return f"({identifier(end)} - {identifier(start)})"

    def up_to_today(self, start: str, *, paused: bool = True) -> str:
        """Return the SQL of the days that count from a date field to the day as of which is counted."""
        if self.pauses and paused:
            return f"({identifier(FREE + 'today')} - {identifier(FREE + start)})"
        return f"({self.today} - {identifier(start)})"


def make_spells(db: duckdb.DuckDBPyConnection, pause: Pause, today: str) -> None:
    """Make table `spells`: each person's spells up to the day, overlapping ones as one, and the days before each.

    A spell has its first day (`since`), the day after its last (`until`) and `ongoing`. One that is not over on
    the day lasts until then.
    """
    known = known_columns(db, f"record_{pause.record}", {}, today)
    person, start, end = (known[name] for name in (pause.person, pause.start, pause.end))
    db.execute(
        f"""create temp table spells as with held as (
            select {person} as owner, {start} as since, greatest(coalesce({end}, {today}), {start}) as until,
                {end} is null as ongoing from record_{pause.record}
            where {person} is not null and {start} is not null),
        behind as (
            select *, max(until) over (partition by owner order by since, until, ongoing
                rows between unbounded preceding and 1 preceding) as reached from held),
        numbered as (
            select *, sum(case when since <= reached then 0 else 1 end) over (partition by owner
                order by since, until, ongoing rows between unbounded preceding and current row) as spell
            from behind),
        merged as (
            select owner, min(since) as since, max(until) as until, bool_or(ongoing) as ongoing
            from numbered group by owner, spell)
        select *, coalesce(sum(until - since) over (partition by owner order by since
            rows between unbounded preceding and 1 preceding), 0)::bigint as days_before from merged"""
    )


def count_free_days(db: duckdb.DuckDBPyConnection, table: str, person: str, fields: Collection[str]) -> None:
    """Add to `table` for each of the date fields its number of days outside spells, as `free.<field>`."""
    for name in sorted(fields):
        day = f"t.{identifier(name)}"
        db.execute(
            f"create or replace temp table {table} as select t.*, ({day} - date '1970-01-01') "
            f"- coalesce(s.days_before + (least(s.until, {day}) - s.since), 0) as {identifier(FREE + name)} "
            f"from {table} t asof left join spells s on t.{identifier(person)} = s.owner and {day} >= s.since"
        )


def add_today(db: duckdb.DuckDBPyConnection, table: str, person: str, today: str) -> None:
    """Add to `table` the day itself as `free.today`, and `is_paused`: whether the person is in a spell on it."""
    db.execute(
        f"create or replace temp table {table} as select t.*, ({today} - date '1970-01-01') "
        f"- coalesce(s.days, 0) as {identifier(FREE + 'today')}, coalesce(s.ongoing, false) as is_paused "
        f"from {table} t left join (select owner, sum(until - since)::bigint as days, bool_or(ongoing) as ongoing "
        f"from spells group by owner) s on t.{identifier(person)} = s.owner"
    )
