"""Aggregate tables (counts that someone else made) on their way into the cube."""

import duckdb
import pyarrow as pa

from evenhand.cube.types import BOUNDS, CELLS, POINT, SUMS, Part, empty_part
from evenhand.foundations import AT_RISK, EVERYONE, REACHED, STILL_WAITING, TOO_SOON, EvenhandError
from evenhand.vocabulary import Programme, Stage


def count_aggregates(*, counts: pa.Table, programme: Programme) -> Part:
    """Return the counts of `programme` in an aggregate table, with what follows from them.

    Where the table gives no denominator (`at_risk`) for a stage, it is those who reached the stage before,
    less those whose exit takes them out of it. Where it counts nobody as everyone, everyone is the sum over
    the code list that covers most people, not known included. Raises EvenhandError where counts of one group
    contradict each other: more people in a stage's states than came to it.
    """
    mine = counts.filter(_of_programme(counts, programme))
    if mine.num_rows == 0:
        return empty_part()
    with duckdb.connect() as db:
        db.register("given", mine)
        db.execute(
            f"create temp table cells as select * replace (count::bigint as count) from ({_bounded(mine)})"
        )
        _add_everyone(db)
        for stage in programme.stages:
            if stage.of is not None and stage.measure == "proportion":
                _add_at_risk(db, programme, stage)
                _check(db, programme, stage)
        units = " ".join(
            f"when stage = '{programme.stage_key(stage)}' then '{stage.unit}'" for stage in programme.stages
        )
        table = db.sql(f"select *, case {units} end as unit from cells").to_arrow_table()
    return table.select(CELLS.names).cast(CELLS)


def _bounded(counts: pa.Table) -> str:
    """Bounds for every row: those that stand in the table, else the count itself."""
    if "lower" not in counts.schema.names:
        return "select *, count as lower, count as upper from given"
    return f"select * exclude (lower, upper), {BOUNDS} from given"


def outside_states(stage: Stage, programme: Programme) -> list[str]:
    """Return the states of people who came to the stage and are in nobody's denominator."""
    paused = [programme.pause.state] if programme.pause and stage.clock and stage.clock.paused else []
    return [*(one.state for one in stage.exits if not one.at_risk), STILL_WAITING, TOO_SOON, *paused]


def _of_programme(counts: pa.Table, programme: Programme) -> pa.Array:
    keys = pa.array([programme.stage_key(stage) for stage in programme.stages])
    return pa.compute.is_in(counts.column("stage"), value_set=keys)


def _add_everyone(db: duckdb.DuckDBPyConnection) -> None:
    db.execute(
        f"""insert into cells by name
        with sums as (
            select area, period, characteristic, code_list, edition, stage, state, {SUMS} from cells
            where characteristic <> '{EVERYONE}' group by all
        ), places as (
            select area, period, characteristic, code_list, edition, sum({POINT}) as size from sums group by all
        ), widest as (
            select area, period, characteristic, code_list, edition from places
            where (area, period) not in (select area, period from cells where characteristic = '{EVERYONE}')
            qualify row_number() over (partition by area, period order by size desc, characteristic, code_list, edition) = 1
        )
        select area, period, '{EVERYONE}' as characteristic, '' as code_list, '' as edition,
               '{EVERYONE}' as "group", stage, state, count, lower, upper
        from sums join widest using (area, period, characteristic, code_list, edition)"""
    )


def _add_at_risk(db: duckdb.DuckDBPyConnection, programme: Programme, stage: Stage) -> None:
    before, here = programme.stage_key(programme.stage(str(stage.of))), programme.stage_key(stage)
    outside = outside_states(stage, programme)
    states = ", ".join(f"'{state}'" for state in outside)
    place = 'area, period, characteristic, code_list, edition, "group"'
    db.execute(
        f"""insert into cells by name
        with entered as (
            select {place}, count, lower, upper from cells where stage = '{before}' and state = '{REACHED}'
        ), out as (
            select {place}, sum({POINT}) as n, sum(lower) as least, sum(upper) as most
            from cells where stage = '{here}' and state in ({states}) group by all
        ), given as (select {place} from cells where stage = '{here}' and state = '{AT_RISK}'),
        told as (select distinct {place} from cells where stage = '{here}'), bounds as (
            select {place}, round(count - coalesce(n, 0)) as count, lower - coalesce(most, 0) as lower,
                upper - coalesce(least, 0) as upper
            from entered semi join told using ({place}) left join out using ({place}) anti join given using ({place})
        ), possible as (select * replace (least(greatest(lower, 0), upper) as lower) from bounds)
        select {place}, '{here}' as stage, '{AT_RISK}' as state, lower::bigint as lower, upper::bigint as upper,
            case when count is not null then least(greatest(count, lower), upper) end::bigint as count
        from possible"""
    )


def _check(db: duckdb.DuckDBPyConnection, programme: Programme, stage: Stage) -> None:
    """Raise EvenhandError where more people are in the states of a stage than came to it, whatever the true counts."""
    before, here = programme.stage_key(programme.stage(str(stage.of))), programme.stage_key(stage)
    outside = outside_states(stage, programme)
    # People who left by an exit that is on record while their time runs are in the exit, but not at risk.
    certain = [REACHED] if stage.clock else [REACHED, *(one.state for one in stage.exits if one.at_risk)]
    inside = ", ".join(f"'{state}'" for state in certain)
    states = ", ".join(f"'{state}'" for state in [REACHED, *(one.state for one in stage.exits), *outside])
    place = 'area, period, characteristic, code_list, edition, "group"'
    row = db.execute(
        f"""select area, characteristic, "group" from (
            select {place},
                sum(upper) filter (stage = '{before}' and state = '{REACHED}') as came,
                sum(lower) filter (stage = '{here}' and state = '{AT_RISK}') as at_risk,
                sum(upper) filter (stage = '{here}' and state = '{AT_RISK}') as at_risk_at_most,
                coalesce(sum(lower) filter (stage = '{here}' and state in ({inside})), 0) as inside,
                coalesce(sum(lower) filter (stage = '{here}' and state in ({states})), 0) as all_states
            from cells group by all
        ) where inside > at_risk_at_most or at_risk > came or all_states > came or at_risk_at_most < 0
        order by all limit 1"""
    ).fetchone()
    if row is not None:
        area, characteristic, group = row
        whom = EVERYONE if characteristic == EVERYONE else f"{characteristic} {group}"
        raise EvenhandError(
            f"Counts contradict each other: of {whom} in {area}, more people are at the step '{stage.label}' "
            "than came to it.",
            mend="Correct the counts of this step and of the one before it.",
        )
