"""Counting groups within strata (drug group, age, suite), for comparisons of like with like."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from tomllib import loads

import duckdb
import pyarrow as pa

from evenhand.cube.types import CELLS, Part, empty_part
from evenhand.foundations import AT_RISK, DIVISION_COLUMNS, REACHED, cross
from evenhand.foundations.sql import identifier, literal
from evenhand.pathway import Journeys
from evenhand.vocabulary import UNKNOWNS, Programme, Stage

NOT_KNOWN = "not_known"


@cache
def load_crossing_rules() -> Mapping[str, int]:
    """Return how many people a stratum needs in an area, and how many strata are taken at most."""
    text = (resources.files("evenhand.cube") / "data" / "crossings-2026-11.toml").read_text("utf-8")
    return {name: int(value) for name, value in loads(text).items() if name.startswith(("least_", "most_"))}


def count_crossings(
    *,
    journeys: Journeys,
    programme: Programme,
    code_lists: Mapping[str, str],
    strata_lists: Mapping[str, str],
) -> Part:
    """Return the counts of each compared group within each stratum of each of `Programme.within`.

    A cell's characteristic is `group's*stratum's`, and so are code list, edition and group (`parts_of_crossing` takes
    them apart). Only stages that make a gap are counted, and of these who reached them and who could have. Every
    group and stratum seen in an area has a cell. Strata with few people, and people of whom the stratum is not
    known, are left out: the crude comparison holds them. Lists as `id:edition`, empty where there is none.
    """
    names = set(journeys.rows.schema.names)
    pairs = [
        (name, within)
        for within in programme.within
        if within in names
        for name in programme.compare
        if name in code_lists and name != within
    ]
    stages = [stage for stage in programme.stages if stage.makes_a_gap and stage.measure == "proportion"]
    if not pairs or not stages or journeys.rows.num_rows == 0:
        return empty_part()
    with duckdb.connect() as db:
        db.register("journeys", journeys.rows)
        db.register("lists", _lists(pairs, code_lists, strata_lists))
        for within in dict.fromkeys(one for _, one in pairs):
            db.execute(_strata(within))
        db.execute("create temp table grouped as " + " union all ".join(_grouped(pairs, stages)))
        table = db.sql(_cells(programme, stages)).to_arrow_table()
    return table.select(CELLS.names).cast(CELLS)


def _lists(
    pairs: list[tuple[str, str]], code_lists: Mapping[str, str], strata_lists: Mapping[str, str]
) -> pa.Table:
    rows = []
    for name, within in pairs:
        first, second = (key.partition(":") for key in (code_lists[name], strata_lists.get(within, "")))
        rows.append((cross(name, within), cross(first[0], second[0]), cross(first[2], second[2])))
    columns = zip(*rows, strict=True)
    return pa.table(dict(zip(DIVISION_COLUMNS[:3], map(pa.array, columns), strict=True)))


def _strata(within: str) -> str:
    """The strata of each area that hold enough people, the largest first."""
    rules = load_crossing_rules()
    unknown = ", ".join(f"'{one}'" for one in UNKNOWNS)
    column, table = identifier(within), identifier(f"strata_{within}")
    return (
        f"create temp table {table} as select area, {column} as stratum from journeys "
        f"where {column} is not null and {column} not in ({unknown}) group by area, {column} "
        f"having count(*) >= {rules['least_people_in_stratum']} "
        "qualify row_number() over (partition by area order by count(*) desc, stratum) "
        f"<= {rules['most_strata']}"
    )


def _grouped(pairs: list[tuple[str, str]], stages: list[Stage]) -> Iterator[str]:
    """One scan of the journeys for each crossing: how many of a group and stratum reached, and could have."""
    sums = ", ".join(
        f"count(*) filter ({identifier(f'at_risk.{stage.id}')} and {identifier(f'state.{stage.id}')} = '{REACHED}')"
        f" as {identifier(f'{REACHED}.{stage.id}')}, "
        f"count(*) filter ({identifier(f'at_risk.{stage.id}')}) as {identifier(f'{AT_RISK}.{stage.id}')}"
        for stage in stages
    )
    for name, within in pairs:
        group = f"coalesce({identifier(name)}, '{NOT_KNOWN}')"
        crossed = literal(cross(name, within))
        yield (
            f"select {crossed} as characteristic, area, period, {group} as first, {identifier(within)} as second, {sums} "
            f"from journeys semi join {identifier(f'strata_{within}')} s "
            f"on journeys.area = s.area and journeys.{identifier(within)} = s.stratum group by all"
        )


def _cells(programme: Programme, stages: list[Stage]) -> str:
    """Every group, stratum and period of an area, with its counts or zero, one row for each stage and state."""
    rows = " union all ".join(
        f"select characteristic, area, period, first, second, '{programme.stage_key(stage)}' as stage, "
        f"'{state}' as state, '{stage.unit}' as unit, {identifier(f'{state}.{stage.id}')} as n from complete"
        for stage in stages
        for state in (REACHED, AT_RISK)
    )
    escaped = [f"replace(replace({name}, '%', '%25'), '*', '%2A')" for name in ("first", "second")]
    return f"""with firsts as (select distinct characteristic, area, first from grouped),
        seconds as (select distinct characteristic, area, second from grouped),
        times as (select distinct area, period from grouped),
        complete as (
            select * from firsts join seconds using (characteristic, area) join times using (area)
            left join grouped using (characteristic, area, period, first, second)
        ), cells as ({rows})
        select area, period, characteristic, code_list, edition, {escaped[0]} || '*' || {escaped[1]} as "group",
            stage, state, unit, coalesce(n, 0)::bigint as count, count as lower, count as upper
        from cells join lists using (characteristic)"""
