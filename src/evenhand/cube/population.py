"""Residents by group, rolled up to the areas in which people or searches were counted."""

from collections.abc import Iterator, Mapping

import duckdb
import pyarrow as pa

from evenhand.cube.types import BOUNDS, CELLS, POINT, SUMS, Part, empty_part
from evenhand.foundations import EVERYONE, REACHED, Period
from evenhand.vocabulary import Areas, Programme

_LISTED = ("characteristic", "code_list", "edition")


def count_population(
    *,
    population: pa.Table,
    programme: Programme,
    areas: Areas,
    counted: Mapping[str, str],
    period: Period,
) -> Part:
    """Return the residents of the `counted` areas, by group and for everyone; nothing for other areas.

    `counted` gives for each area in which something was counted the area it is put in: itself, or a larger one.
    Where the file has an area and the areas within it, the larger one is taken. Everyone is the sum over the
    code list that covers most people. Source: C4, census denominators.
    """
    stage = next((one for one in programme.stages if one.unit == "residents"), None)
    if stage is None or population.num_rows == 0:
        return empty_part()
    with duckdb.connect() as db:
        db.register("population", _with_bounds(population))
        db.register("mapping", _mapping(population, counted, areas))
        db.execute(
            'create temp table summed as select home as area, characteristic, code_list, edition, "group", '
            f"{SUMS} from (select * exclude (lower, upper), {BOUNDS} from population) "
            "join mapping using (area, characteristic, code_list, edition) group by all"
        )
        table = db.sql(
            f"""select *, '{period}' as period, '{programme.stage_key(stage)}' as stage, '{REACHED}' as state,
                '{stage.unit}' as unit from (
                select * from summed
                union all by name
                select area, '{EVERYONE}' as characteristic, '' as code_list, '' as edition,
                    '{EVERYONE}' as "group", {SUMS}
                from summed semi join (
                    select area, characteristic, code_list, edition from summed
                    where characteristic <> '{EVERYONE}' group by area, characteristic, code_list, edition
                    qualify row_number() over (
                        partition by area order by sum({POINT}) desc, characteristic, code_list, edition) = 1
                ) using (area, characteristic, code_list, edition)
                where area not in (select area from summed where characteristic = '{EVERYONE}') group by area
            )"""
        ).to_arrow_table()
    return table.select(CELLS.names).cast(CELLS)


def _mapping(population: pa.Table, counted: Mapping[str, str], areas: Areas) -> pa.Table:
    """For each area and list of the file that is counted: the area (home) into which its residents go."""
    keys: dict[tuple[str, ...], list[str]] = {}
    for one in population.group_by(["area", *_LISTED]).aggregate([]).to_pylist():
        keys.setdefault(tuple(one[name] for name in _LISTED), []).append(one["area"])
    rows = [
        {"area": code, "home": home, **dict(zip(_LISTED, key, strict=True))}
        for key, codes in keys.items()
        for code, home in _homes(codes, counted, areas)
    ]
    columns = ("area", "home", *_LISTED)
    return pa.table({name: pa.array([row[name] for row in rows], pa.string()) for name in columns})


def _with_bounds(population: pa.Table) -> pa.Table:
    """The table with columns for bounds, empty where it has none."""
    for name in ("lower", "upper"):
        if name not in population.schema.names:
            population = population.append_column(name, pa.nulls(population.num_rows, pa.int64()))
    return population


def _homes(codes: list[str], counted: Mapping[str, str], areas: Areas) -> Iterator[tuple[str, str]]:
    """Pair the areas of a file that are, or lie in, a counted area with the area that this is put in.

    Areas within another one of the file are passed over; a larger area that was not counted itself, but in
    which counted ones are put, stands for them where the file knows nothing nearer.
    """
    there, found = set(codes), set()
    for code in codes:
        holders = areas.holders(code)
        place = next((one for one in holders if one in counted), None)
        if place is None:
            continue
        within = holders[1 : holders.index(place) + 1]
        found.add(counted[place])
        if not there.intersection(within):
            yield code, counted[place]
    for code in sorted(there.intersection(counted.values()) - found):
        yield code, code
