"""The cube: journeys, aggregate tables and populations put together into one CountTable."""

from collections.abc import Iterable, Mapping

import duckdb
import pyarrow as pa

from evenhand.cube.types import CELLS, POINT, SUMS, Part
from evenhand.foundations import KEY_COLUMNS, CountTable
from evenhand.vocabulary import CodeList, Programme, Stage, coarser_lists


def build_count_table(
    parts: Iterable[Part], *, programme: Programme, code_lists: Mapping[str, CodeList]
) -> CountTable:
    """Return the exact counts of all parts, with the coarser groups that follow from finer ones.

    Cells that stand in more than one part are added: parts must not count the same people twice. Coarser groups are
    made from one finer list, the one that covers most people where there are several. A group of
    residents that no event of a rate stage belongs to has zero events, if its list is the events' list.
    """
    table = pa.concat_tables([CELLS.empty_table(), *parts])
    keys = ", ".join(f'"{name}"' for name in KEY_COLUMNS)
    with duckdb.connect() as db:
        db.register("parts", table)
        db.register("mapping", _coarser(code_lists))
        db.execute(
            f"""create temp table all_cells as with cells as (
                select {keys}, {SUMS} from parts group by all
            ),
            fine as (
                select area, period, m.coarse_characteristic as characteristic, m.coarse_list as code_list,
                    m.coarse_edition as edition, m.coarse_group as "group", stage, state, unit,
                    cells.code_list as fine_list, cells.edition as fine_edition, {SUMS}
                from cells join mapping m using (characteristic, code_list, edition, "group") group by all
            ),
            widest as (
                select area, period, unit, characteristic, code_list, fine_list, fine_edition from fine
                group by area, period, unit, characteristic, code_list, fine_list, fine_edition
                qualify row_number() over (partition by area, period, unit, characteristic, code_list
                    order by sum({POINT}) desc, fine_list, fine_edition) = 1
            ),
            coarse as (
                select * exclude (fine_list, fine_edition) from fine semi join widest
                using (area, period, unit, characteristic, code_list, fine_list, fine_edition)
            )
            select * from cells union all by name select * from coarse c where not exists (
                select 1 from cells where area = c.area and characteristic = c.characteristic and period = c.period
                and code_list = c.code_list and stage = c.stage)"""
        )
        for stage in programme.stages:
            if stage.measure == "rate":
                _add_zeros(db, programme, stage)
        rows = db.sql("select * from all_cells").to_arrow_table()
    keyed = {name: rows.column(name) for name in KEY_COLUMNS}
    return CountTable.known(keyed, *(rows.column(name) for name in ("count", "lower", "upper")))


def _add_zeros(db: duckdb.DuckDBPyConnection, programme: Programme, stage: Stage) -> None:
    here, base = programme.stage_key(stage), programme.stage_key(programme.stage(str(stage.of)))
    db.execute(
        f"""insert into all_cells by name
        select area, period, characteristic, code_list, edition, "group", '{here}' as stage, state,
            '{stage.unit}' as unit, 0 as count, 0 as lower, 0 as upper
        from all_cells residents where stage = '{base}' and exists (
            select 1 from all_cells where stage = '{here}' and area = residents.area and period = residents.period
            and characteristic = residents.characteristic and code_list = residents.code_list
            and edition = residents.edition
        ) and not exists (
            select 1 from all_cells where stage = '{here}' and area = residents.area and period = residents.period
            and characteristic = residents.characteristic and code_list = residents.code_list
            and edition = residents.edition and "group" = residents."group"
        )"""
    )


def _coarser(code_lists: Mapping[str, CodeList]) -> pa.Table:
    """Every value of every list that has a coarser one, with where it leads: one step, two steps and so on."""
    names = ("characteristic", "code_list", "edition", "group")
    coarse_names = ("coarse_characteristic", "coarse_list", "coarse_edition", "coarse_group")
    rows = [
        (
            *(listed.characteristic, listed.id, listed.edition, code),
            *(coarse.characteristic, coarse.id, coarse.edition, group),
        )
        for listed in code_lists.values()
        for coarse, groups in coarser_lists(code_lists, listed.key)
        for code, group in groups.items()
    ]
    columns = zip(*rows, strict=True) if rows else ((),) * 8
    arrays = [pa.array(column, pa.string()) for column in columns]
    return pa.table(arrays, names=[*names, *coarse_names])
