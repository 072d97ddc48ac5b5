"""Following people through the stages of a programme: from linked records to one row per journey."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa

from evenhand.foundations import EVERYONE, EvenhandError
from evenhand.linkage import Linked
from evenhand.pathway.rules import condition, identifier, literal
from evenhand.pathway.stages import stage_columns
from evenhand.pathway.types import Excluded, Journeys
from evenhand.vocabulary import Programme

AFTER_AS_AT = "after_as_at"


def build_pathways(*, linked: Linked, programme: Programme, as_at: date) -> Journeys:
    """Return the journeys of `programme` as they stood on the day `as_at`; what came later is not looked at.

    Raises EvenhandError if the programme starts from a record that is not there. Source: C3; 001 3.8.
    """
    record = programme.journey["record"]
    if record not in linked.records:
        raise EvenhandError(f"The programme {programme.id} starts from {record} records, and there are none.")
    with duckdb.connect() as db:
        for name, table in linked.records.items():
            db.register(f"record_{name}", table)
        total, repeats = _start(db, programme, as_at)
        excluded = tuple(_exclude(db, programme, as_at))
        for number, link in enumerate(programme.links):
            _follow(db, programme, number, _columns(linked.records[link["record"]], link["record"]), as_at)
        rows = _states(db, programme, linked.records[record].schema.names, as_at)
        first, last = db.execute("select min(date), max(date) from final").fetchone() or (None, None)
    if total != rows.num_rows + repeats + sum(one.rows for one in excluded):
        raise EvenhandError(
            "The journeys do not reconcile with the records.", mend="Please report this fault."
        )
    return Journeys(rows=rows, repeats=repeats, excluded=excluded, first=first, last=last)


def _columns(table: pa.Table, record: str) -> list[str]:
    return [f"{record}.{name}" for name in table.schema.names]


def _start(db: duckdb.DuckDBPyConnection, programme: Programme, as_at: date) -> tuple[int, int]:
    """Make table `journey_0`: the record that begins each journey; give the numbers of rows and of repeats."""
    journey = programme.journey
    record = journey["record"]
    names = [row[0] for row in db.execute(f"describe record_{record}").fetchall()]
    named = ", ".join(f"{identifier(name)} as {identifier(f'{record}.{name}')}" for name in names)
    db.execute(f"create temp table started as select {named} from record_{record}")
    total = _count(db, "started")
    day = identifier(f"{record}.{journey['date']}")
    late = f"{day} > {literal(as_at.isoformat())}::date"
    order = f"{late}, {_preference(journey)} desc, {day}, " + ", ".join(
        identifier(f"{record}.{name}") for name in names
    )
    person = journey.get("person")
    partition = f"partition by {identifier(f'{record}.{person}')} " if person else ""
    keep = "qualify place = 1" if person else ""
    db.execute(
        f"create temp table journey_start as select *, row_number() over ({partition}order by {order}) as place, "
        f"{late} as is_late from started {keep}"
    )
    return total, total - _count(db, "journey_start")


def _exclude(db: duckdb.DuckDBPyConnection, programme: Programme, as_at: date) -> Iterator[Excluded]:
    """Make table `journey_0` without those the programme leaves out; give how many and why, first reason first."""
    reasons = [(AFTER_AS_AT, f"after {as_at.isoformat()}", "is_late")]
    for rule in programme.journey.get("exclude", ()):
        reasons.append((rule["reason"], rule["label"], condition(rule["rule"])))
    cases = " ".join(f"when {sql} then {literal(reason)}" for reason, _, sql in reasons)
    db.execute(f"create temp table sorted as select *, case {cases} end as left_out from journey_start")
    db.execute(
        "create temp table journey_0 as select * exclude (left_out, is_late, place), row_number() over () as journey "
        "from sorted where left_out is null"
    )
    for reason, label, _ in reasons:
        row = db.execute("select count(*) from sorted where left_out = ?", [reason]).fetchone()
        if row and (row[0] or reason != AFTER_AS_AT):
            yield Excluded(reason=reason, label=label, rows=row[0])


def _follow(
    db: duckdb.DuckDBPyConnection, programme: Programme, number: int, columns: list[str], as_at: date
) -> None:
    """Make the next journey table: each journey with the first fitting row of the linked record, if any."""
    link = programme.links[number]
    record = link["record"]
    start = f"{programme.journey['record']}.{programme.journey['person']}"
    today = f"{literal(as_at.isoformat())}::date"
    picked = ", ".join(_as_known(db, link, name, today) for name in columns)
    db.execute(f"create temp table linked_{number} as select {picked} from record_{record}")
    day, after = identifier(f"{record}.{link['date']}"), identifier(link["after"])
    person = identifier(f"{record}.{link['person']}")
    window = f"and {day} - {after} <= {int(link['within_days'])}" if "within_days" in link else ""
    order = ", ".join([f"{_preference(link)} desc", day, *(identifier(name) for name in columns)])
    db.execute(
        f"create temp table journey_{number + 1} as "
        f"with fitting as (select journey as of_journey, l.* from journey_{number} j join linked_{number} l "
        f"on {person} = {identifier(start)} and {day} >= {after} and {day} <= {today} {window} "
        f"qualify row_number() over (partition by journey order by {order}) = 1) "
        f"select j.*, fitting.* exclude (of_journey) from journey_{number} j left join fitting on journey = of_journey"
    )


def _as_known(db: duckdb.DuckDBPyConnection, link: Mapping[str, Any], column: str, today: str) -> str:
    """Return the SQL of a linked column as it was known on the day: later dates, and what hangs on them, are null."""
    name = column.split(".", 1)[1]
    kinds = {row[0]: row[1] for row in db.execute(f"describe record_{link['record']}").fetchall()}
    dated = name if kinds[name] == "DATE" else link.get("dated", {}).get(name)
    sql = identifier(name)
    if dated:
        sql = f"case when {identifier(dated)} > {today} then null else {sql} end"
    return f"{sql} as {identifier(column)}"


def _preference(spec: Mapping[str, Any]) -> str:
    return condition(spec["prefer"]) if "prefer" in spec else "true"


def _states(db: duckdb.DuckDBPyConnection, programme: Programme, names: list[str], as_at: date) -> pa.Table:
    """Make table `final` and return it: area, date, characteristics, and the state at every stage."""
    record, day = programme.journey["record"], programme.journey["date"]
    held = [name for name in programme.characteristics if name in names and name != EVERYONE]
    chosen = [f"{identifier(f'{record}.area')} as area", f"{identifier(f'{record}.{day}')} as date"]
    chosen += [f"{identifier(f'{record}.{name}')} as {identifier(name)}" for name in held]
    source = f"journey_{len(programme.links)}"
    for stage in programme.stages:
        state, at_risk = stage_columns(stage, programme, as_at)
        db.execute(
            f"create temp table after_{stage.id} as select *, {state} as {identifier(f'state.{stage.id}')}, "
            f"{at_risk} as {identifier(f'at_risk.{stage.id}')} from {source}"
        )
        source = f"after_{stage.id}"
    chosen += [
        identifier(f"{kind}.{stage.id}") for stage in programme.stages for kind in ("state", "at_risk")
    ]
    db.execute(f"create temp table final as select {', '.join(chosen)} from {source}")
    return db.sql("select * from final").to_arrow_table()


def _count(db: duckdb.DuckDBPyConnection, table: str) -> int:
    row = db.execute(f"select count(*) from {table}").fetchone()
    return int(row[0]) if row else 0
