"""Where journeys begin: who is left out, which event begins a journey, and what is a repeat."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa

from evenhand.foundations.sql import identifier, literal
from evenhand.pathway.asking import columns, count_rows
from evenhand.pathway.known import known_columns
from evenhand.pathway.needed import needed_columns
from evenhand.pathway.rules import condition
from evenhand.pathway.types import EVENTS_SCHEMA, Excluded
from evenhand.pathway.windows import default_days
from evenhand.vocabulary import Programme

NO_DATE, AFTER_AS_AT, NO_PERSON = "no_date", "after_as_at", "no_person"

WHOLE = "whole"
_MONTHS = {"year": 12, "financial-year": 12, "quarter": 3, "month": 1}


def gather(db: duckdb.DuckDBPyConnection, programme: Programme, as_at: date) -> int:
    """Make table `gathered`: the rows of the journey record as known on the day, and why each is `left_out`.

    Columns are named `record.field`. Gives the number of rows.
    """
    journey, record = programme.journey, programme.journey["record"]
    today, day = f"{literal(as_at.isoformat())}::date", identifier(journey["date"])
    known = known_columns(db, f"record_{record}", journey.get("dated", {}), today)
    names = needed_columns(programme, record, known)
    picked = ", ".join(f"{known[name]} as {identifier(f'{record}.{name}')}" for name in names)
    nobody = f"when {identifier(journey['person'])} is null then '{NO_PERSON}'" if "person" in journey else ""
    rules = " ".join(
        f"when {condition(one['rule'])} then {literal(one['reason'])}" for one in _rules(journey)
    )
    db.execute(
        f"create temp table gathered as with named as (select {picked}, case when {day} is null then '{NO_DATE}' "
        f"when {day} > {today} then '{AFTER_AS_AT}' {nobody} end as unusable from record_{record}) "
        f"select * exclude (unusable), case when unusable is not null then unusable {rules} end as left_out from named"
    )
    return count_rows(db, "gathered")


def exclude(db: duckdb.DuckDBPyConnection, programme: Programme, as_at: date) -> Iterator[Excluded]:
    """Make table `kept` without the rows that are left out; give how many and why, first reason first."""
    labels = {
        NO_DATE: "no date",
        AFTER_AS_AT: f"after {as_at.isoformat()}",
        NO_PERSON: "no person named",
    }
    always = {one["reason"]: one["label"] for one in _rules(programme.journey)}
    found = dict(
        db.execute("select left_out, count(*) from gathered where left_out is not null group by 1").fetchall()
    )
    db.execute("create temp table kept as select * exclude (left_out) from gathered where left_out is null")
    db.execute("drop table gathered")
    for reason, label in (labels | always).items():
        if reason in found or reason in always:
            yield Excluded(reason=reason, label=label, rows=found.get(reason, 0))


def begin(db: duckdb.DuckDBPyConnection, programme: Programme, period: str) -> int:
    """Make table `journey_0`, one row per journey with its `period`, from the rows of `kept`; give the repeats.

    A journey begins with the first preferred event (positive test) after the wash-out without one. Who has no
    preferred event in a period has a journey from their first event in it. Each person begins one in a period.
    """
    record, journey = programme.journey["record"], programme.journey
    names = columns(db, "kept")
    day, rest = identifier(f"{record}.{journey['date']}"), ", ".join(map(identifier, names))
    dated = f"select *, {period_of(day, period)} as period from kept"
    if "person" not in journey:
        db.execute(f"create temp table journey_0 as select *, row_number() over () as journey from ({dated})")
        return 0
    person = identifier(f"{record}.{journey['person']}")
    washout = f"and coalesce({day} - last_preferred >= {_washout(journey)}, true)"
    db.execute(
        f"""create temp table journey_0 as with dated as ({dated}),
        preferred as (select *, {condition(journey.get("prefer"))} as is_preferred from dated),
        told as (
            select *, max({day}) filter (is_preferred) over (partition by {person} order by {day}
                groups between unbounded preceding and 1 preceding) as last_preferred,
                bool_or(is_preferred) over (partition by {person}, period) as has_preferred
            from preferred),
        chosen as (
            select * from told where (is_preferred {washout}) or not has_preferred
            qualify row_number() over (partition by {person}, period order by {day}, {rest}) = 1)
        select {rest}, period, row_number() over () as journey from chosen"""
    )
    return count_rows(db, "kept") - count_rows(db, "journey_0")


def events_per_person(db: duckdb.DuckDBPyConnection, programme: Programme) -> pa.Table:
    """Return how many people have how many events, of the rows of `kept`; empty where nobody is named."""
    if "person" not in programme.journey:
        return EVENTS_SCHEMA.empty_table()
    person = identifier(f"{programme.journey['record']}.{programme.journey['person']}")
    counted = f"select count(*) as events from kept group by {person}"
    sql = f"select events, count(*) as people from ({counted}) group by events order by events"
    return db.sql(sql).to_arrow_table().cast(EVENTS_SCHEMA)


def period_of(day: str, period: str) -> str:
    """Return the SQL of the period in which a date lies, written as `str(Period)`; of `whole` the word itself."""
    if period == WHOLE:
        return literal(WHOLE)
    months = _MONTHS[period]
    unit = "year" if months == 12 else period
    first = f"date_trunc('{unit}', {day})::date"
    if period == "financial-year":  # April to March
        first = f"(date_trunc('year', {day} - interval 3 months) + interval 3 months)::date"
    return (
        f"({first})::varchar || '/' || ({first} + interval {months} months - interval 1 day)::date::varchar"
    )


def _washout(journey: Mapping[str, Any]) -> int:
    """The programme's own wash-out, or the usual one; without a preference there is none unless it is named."""
    usual = default_days("washout") if "prefer" in journey else 0
    return int(journey.get("washout_days", usual))


def _rules(journey: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return list(journey.get("exclude", ()))
