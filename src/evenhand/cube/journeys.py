"""Counting journeys: area by characteristic by stage by state, with the zeros."""

from collections.abc import Iterator, Mapping

import duckdb
import pyarrow as pa

from evenhand.cube.types import CELLS, Part, empty_part
from evenhand.foundations import AT_RISK, EVERYONE, REACHED, STILL_WAITING, TOO_SOON
from evenhand.foundations.sql import identifier, literal
from evenhand.pathway import Journeys
from evenhand.vocabulary import Programme, Stage

NOT_KNOWN = "not_known"


def count_journeys(*, journeys: Journeys, programme: Programme, code_lists: Mapping[str, str]) -> Part:
    """Return the counts of all journeys for everyone and for each group of each characteristic, in each period.

    `code_lists` gives the list and edition (`id:edition`) of each characteristic column. Every group that is
    seen in an area has a cell for every stage and state of the programme and every period that is seen there,
    zero where nobody is in it.
    """
    if journeys.rows.num_rows == 0:
        return empty_part()
    names = (EVERYONE, *code_lists)
    with duckdb.connect() as db:
        db.register("journeys", journeys.rows)
        db.register("wanted", _wanted(programme))
        db.register("lists", _lists(code_lists))
        grouped = " union all ".join(_grouped(programme, name) for name in names)
        db.execute(f"create temp table grouped as {grouped}")
        table = db.sql(_cells(programme)).to_arrow_table()
    return table.select(CELLS.names).cast(CELLS)


def stage_states(stage: Stage, programme: Programme) -> tuple[str, ...]:
    """Return the states a journey can have at a stage of the programme, `at_risk` beside them."""
    if stage.of is None:
        return (REACHED,)
    states = [REACHED, *(one.state for one in stage.exits)]
    if stage.clock is not None:
        states += [STILL_WAITING, TOO_SOON]
        if programme.pause is not None and stage.clock.paused:
            states.append(programme.pause.state)
    if stage.measure == "proportion":
        states.append(AT_RISK)
    return tuple(dict.fromkeys(states))


def _wanted(programme: Programme) -> pa.Table:
    """Every stage and state that has a cell, whether anybody is in it or not."""
    rows = [
        (programme.stage_key(stage), state, stage.unit)
        for stage in _counted_stages(programme)
        for state in stage_states(stage, programme)
    ]
    columns = zip(*rows, strict=True)
    return pa.table(dict(zip(("stage", "state", "unit"), map(pa.array, columns), strict=True)))


def _lists(code_lists: Mapping[str, str]) -> pa.Table:
    keys = {EVERYONE: ":"} | dict(code_lists)
    parts = [(name, *key.partition(":")[::2]) for name, key in keys.items()]
    columns = zip(*parts, strict=True)
    return pa.table(
        dict(zip(("characteristic", "code_list", "edition"), map(pa.array, columns), strict=True))
    )


def _grouped(programme: Programme, characteristic: str) -> str:
    """One scan of the journeys: how many share area, group and the state at every stage."""
    group = f"coalesce({identifier(characteristic)}, '{NOT_KNOWN}')"
    group = f"'{EVERYONE}'" if characteristic == EVERYONE else group
    names = [identifier(f"{kind}.{stage.id}") for stage in programme.stages for kind in ("state", "at_risk")]
    return (
        f"select {literal(characteristic)} as characteristic, area, period, {group} as grp, "
        f"{', '.join(names)}, count(*) as n "
        "from journeys group by all"
    )


def _cells(programme: Programme) -> str:
    """From the small grouped table: one row per area, period, group, stage and state, zeros included."""
    seen = [one for stage in _counted_stages(programme) for one in _seen(programme, stage)]
    cell = "characteristic, area, period, grp, stage, state"
    return f"""with seen as ({" union all ".join(seen)}),
        times as (select distinct area, period from grouped),
        groups as (select distinct characteristic, area, grp from grouped),
        places as (select * from groups join times using (area)),
        cells as (select {cell} from places cross join wanted union select {cell} from seen),
        units as (select distinct stage, unit from wanted)
        select area, period, characteristic, code_list, edition, grp as "group", stage, state, unit,
            coalesce(n, 0)::bigint as count, count as lower, count as upper
        from cells join units using (stage) join lists using (characteristic)
        left join seen using ({cell})"""


def _seen(programme: Programme, stage: Stage) -> Iterator[str]:
    place = f"select characteristic, area, period, grp, '{programme.stage_key(stage)}' as stage"
    state, at_risk = identifier(f"state.{stage.id}"), identifier(f"at_risk.{stage.id}")
    yield f"{place}, {state} as state, sum(n) as n from grouped where {state} is not null group by all"
    if AT_RISK in stage_states(stage, programme):
        yield f"{place}, '{AT_RISK}' as state, sum(n) as n from grouped where {at_risk} group by all"


def _counted_stages(programme: Programme) -> list[Stage]:
    """The stages that journeys reach: all but residents, who come from a population."""
    return [stage for stage in programme.stages if stage.unit == programme.unit]
