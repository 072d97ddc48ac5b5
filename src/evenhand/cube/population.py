"""Residents by group, rolled up to the areas in which people or searches were counted."""

from collections.abc import Iterable

import duckdb
import pyarrow as pa

from evenhand.cube.types import CELLS, Part, empty_part
from evenhand.foundations import EVERYONE, REACHED, Period
from evenhand.vocabulary import ALL_AREAS, Areas, Programme


def count_population(
    *, population: pa.Table, programme: Programme, areas: Areas, wanted: Iterable[str], period: Period
) -> Part:
    """Return the residents of the `wanted` areas, by group and for everyone; nothing for other areas.

    Everyone is the sum over the finest list of the first characteristic. Source: C4, census denominators.
    """
    stage = next((one for one in programme.stages if one.unit == "residents"), None)
    if stage is None or population.num_rows == 0:
        return empty_part()
    codes = population.column("area").unique().to_pylist()
    homes = [(code, home) for code in codes for home in _homes(code, set(wanted), areas)]
    mapping = pa.table({"area": [code for code, _ in homes], "home": [home for _, home in homes]})
    with duckdb.connect() as db:
        db.register("population", population)
        db.register("mapping", mapping.cast(pa.schema([("area", pa.string()), ("home", pa.string())])))
        db.execute(
            'create temp table summed as select home as area, characteristic, code_list, edition, "group", '
            "sum(count)::bigint as count from population join mapping using (area) group by all"
        )
        table = db.sql(
            f"""select *, '{period}' as period, '{programme.stage_key(stage)}' as stage, '{REACHED}' as state,
                '{stage.unit}' as unit from (
                select * from summed
                union all by name
                select area, '{EVERYONE}' as characteristic, '' as code_list, '' as edition,
                    '{EVERYONE}' as "group", sum(count)::bigint as count
                from summed semi join (
                    select area, characteristic from summed where characteristic <> '{EVERYONE}'
                    group by area, characteristic
                    qualify row_number() over (partition by area order by sum(count) desc, characteristic) = 1
                ) using (area, characteristic)
                where area not in (select area from summed where characteristic = '{EVERYONE}') group by area
            )"""
        ).to_arrow_table()
    return table.select(CELLS.names).cast(CELLS)


def _homes(code: str, wanted: set[str], areas: Areas) -> Iterable[str]:
    """The wanted area that is, or holds, the area `code`."""
    if ALL_AREAS in wanted:
        return (ALL_AREAS,)
    here: str | None = code
    while here is not None:
        if here in wanted:
            return (here,)
        here = areas.by_code[here].within if here in areas.by_code else None
    return ()
