"""Counting journeys: area by characteristic by stage by state, with the zeros."""

from collections.abc import Mapping

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from evenhand.cube.types import CELLS, Part, empty_part
from evenhand.foundations import AT_RISK, EVERYONE, REACHED, STILL_WAITING, TOO_SOON, Period
from evenhand.pathway import Journeys
from evenhand.vocabulary import Programme, Stage

NOT_KNOWN = "not_known"


def count_journeys(*, journeys: Journeys, programme: Programme, code_lists: Mapping[str, str]) -> Part:
    """Return the counts of all journeys for everyone and for each group of each characteristic.

    `code_lists` gives the list and edition (`id:edition`) of each characteristic column. Every group that is
    seen in an area has a cell for every stage and state of the programme, zero where nobody is in it. The
    period is the whole months from the first journey to the last.
    """
    if journeys.first is None or journeys.last is None:
        return empty_part()
    period = Period.whole_months(journeys.first, journeys.last)
    parts = []
    with duckdb.connect() as db:
        db.register("journeys", journeys.rows)
        for characteristic in (EVERYONE, *code_lists):
            group = (
                f"'{EVERYONE}'"
                if characteristic == EVERYONE
                else f"coalesce({_quoted(characteristic)}, '{NOT_KNOWN}')"
            )
            db.execute(f"create or replace temp table grouped as {_grouped(programme, group)}")
            table = db.sql(_long(programme)).to_arrow_table()
            parts.append(_described(table, characteristic, code_lists.get(characteristic, ":"), period))
    return pa.concat_tables(parts).select(CELLS.names).cast(CELLS)


def stage_states(stage: Stage) -> tuple[str, ...]:
    """Return the states a journey can have at a stage, `at_risk` beside them."""
    if stage.of is None:
        return (REACHED,)
    states = [REACHED, *(one.state for one in stage.exits)]
    if stage.clock is not None:
        states += [STILL_WAITING, TOO_SOON]
    if stage.measure == "proportion":
        states.append(AT_RISK)
    return tuple(dict.fromkeys(states))


def _grouped(programme: Programme, group: str) -> str:
    """One scan of the journeys: how many share area, group and the state at every stage."""
    names = [_quoted(f"{kind}.{stage.id}") for stage in programme.stages for kind in ("state", "at_risk")]
    return f"select area, {group} as grp, {', '.join(names)}, count(*) as n from journeys group by all"


def _long(programme: Programme) -> str:
    """From the small grouped table: one row per area, group, stage and state, zeros included."""
    counted = [
        _counted(programme, stage) for stage in programme.stages if not _is_population(stage, programme)
    ]
    return " union all ".join(counted)


def _counted(programme: Programme, stage: Stage) -> str:
    pieces = []
    for state in stage_states(stage):
        if state == AT_RISK:
            sql = f"sum(case when {_quoted(f'at_risk.{stage.id}')} then n else 0 end)"
        else:
            sql = f"sum(case when {_quoted(f'state.{stage.id}')} = '{state}' then n else 0 end)"
        pieces.append(
            f"select area, grp, '{programme.stage_key(stage)}' as stage, '{state}' as state, {sql} as count, "
            f"'{stage.unit}' as unit from grouped group by area, grp"
        )
    return " union all ".join(pieces)


def _is_population(stage: Stage, programme: Programme) -> bool:
    return stage.unit != programme.unit


def _described(table: pa.Table, characteristic: str, key: str, period: Period) -> Part:
    code_list, _, edition = key.partition(":")
    constant = {
        "characteristic": characteristic,
        "code_list": code_list,
        "edition": edition,
        "period": str(period),
    }
    table = table.rename_columns({"grp": "group"})
    for name, value in constant.items():
        table = table.append_column(name, pa.repeat(value, table.num_rows))
    return table.set_column(
        table.schema.get_field_index("count"), "count", pc.cast(table.column("count"), pa.int64())
    )


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
