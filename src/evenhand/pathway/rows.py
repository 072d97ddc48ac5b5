"""The rows that leave the pathway: area, period, date, characteristics, strata, the state at every stage."""

from collections.abc import Iterator

import duckdb

from evenhand.foundations import EVERYONE, Period
from evenhand.foundations.sql import identifier, literal
from evenhand.pathway.asking import columns, one_row
from evenhand.pathway.pauses import Time
from evenhand.pathway.stages import at_risk, came, stage_columns
from evenhand.pathway.start import WHOLE
from evenhand.pathway.stays import stay_answers, stay_columns
from evenhand.vocabulary import Programme, Stage, link_name


def make_rows(
    db: duckdb.DuckDBPyConnection, programme: Programme, time: Time, area: str
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Make table `final`: no column of it names a person, and its order says nothing of that of the records.

    `area` is the SQL of the area. Gives for each characteristic the record type that it is from, and which
    columns of the programme's `within` are held.
    """
    source = f"journey_{len(programme.links)}"
    held = _held(db, programme, source)
    within = tuple(name for name in programme.within if name in held)
    characteristics = {
        name: record
        for name, (_, record) in held.items()
        if name in programme.characteristics and name != EVERYONE
    }
    wanted = [name for name in held if name in characteristics or name in within]
    day = identifier(f"{programme.journey['record']}.{programme.journey['date']}")
    chosen = [f"{area} as area", f"{_period(db, source, day)} as period", f"{day} as date"]
    chosen += [f"{held[name][0]} as {identifier(name)}" for name in wanted]
    answers = [one for stage in programme.stages for one in _answers(stage, programme, time)]
    answers += stay_answers(programme, time)
    db.execute(f"create temp table answered as select {', '.join([*chosen, *answers])} from {source}")
    states, pause_matters = _states(programme, time)
    names = ", ".join(map(identifier, ["area", "period", "date", *wanted]))
    rest = ", ".join([states, *stay_columns(programme)])
    db.execute(
        f"create temp table staged as select {names}, {rest}, {pause_matters} as pause_matters from answered"
    )
    db.execute("create temp table final as select * exclude (pause_matters) from staged order by all")
    return characteristics, within


def _held(db: duckdb.DuckDBPyConnection, programme: Programme, source: str) -> dict[str, tuple[str, str]]:
    """Return for each characteristic and stratum that is held its SQL, and the record type that it is from.

    Of the journey's own record, unless that holds no value and the programme names a link to take it from.
    """
    names = columns(db, source)
    start = programme.journey["record"]
    records = {link_name(link): link["record"] for link in programme.links}
    found = {}
    for name in dict.fromkeys((*programme.characteristics, *programme.within)):
        own = f"{start}.{name}"
        link = programme.characteristics_from.get(name)
        other = f"{link}.{name}"
        if link is not None and other in names and not (own in names and _any_value(db, source, own)):
            found[name] = (identifier(other), records[link])
        elif own in names:
            found[name] = (identifier(own), start)
    return found


def _any_value(db: duckdb.DuckDBPyConnection, table: str, column: str) -> bool:
    return bool(one_row(db, f"select count({identifier(column)}) from {table}")[0])


def _period(db: duckdb.DuckDBPyConnection, source: str, day: str) -> str:
    """The column `period`; of the whole, the months from the first journey to the last."""
    first, last = one_row(db, f"select min({day}), max({day}) from {source}")
    if first is None:
        return "period"
    whole = literal(str(Period.whole_months(first, last)))
    return f"case when period = {literal(WHOLE)} then {whole} else period end"


def _answers(stage: Stage, programme: Programme, time: Time) -> Iterator[str]:
    """The columns of a stage as if every journey had come so far: the state, and whether its time runs."""
    columns = stage_columns(stage, programme, time)
    yield f"{columns.state} as {identifier(f'raw.{stage.id}')}"
    yield f"{columns.running} as {identifier(f'running.{stage.id}')}"
    yield f"{columns.pause_matters or 'false'} as {identifier(f'paused.{stage.id}')}"


def _states(programme: Programme, time: Time) -> tuple[str, str]:
    """The SQL of all stages' states, for those who came so far, and of whether a pause changed any of them."""
    states, matters = [], ["false"]
    for stage in programme.stages:
        reached = came(stage, programme)
        state = f"case when {reached} then {identifier(f'raw.{stage.id}')} end"
        states.append(f"{state} as {identifier(f'state.{stage.id}')}")
        states.append(f"{at_risk(stage, programme)} as {identifier(f'at_risk.{stage.id}')}")
        if time.pauses:
            matters.append(f"({reached} and {identifier(f'paused.{stage.id}')})")
    return ", ".join(states), " or ".join(matters)
