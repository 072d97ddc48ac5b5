"""Two profiles counted each for itself: the people of one file and those of another, by group. Nobody is linked."""

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from evenhand.cube.areas import roll_up_areas
from evenhand.cube.build import build_count_table
from evenhand.cube.coverage_rules import load_coverage
from evenhand.cube.types import CELLS, Part
from evenhand.foundations import EVERYONE, REACHED, CountTable, EvenhandError, Period
from evenhand.records import Inputs
from evenhand.vocabulary import Programme, Vocabulary

PROFILES = "profiles"


def count_profiles(
    inputs: Inputs,
    *,
    vocabulary: Vocabulary,
    first: str = "test",
    second: str = "contact",
    area_level: str | None = None,
) -> CountTable:
    """Return the exact counts of the people in two record types, as the stages of the programme `profiles`.

    A person is counted once in each, as the earliest row says; a row that names nobody counts for itself. No row of one
    is joined to a row of the other. Raises EvenhandError where one of them is not there. Source: C2; 001 3.8.
    """
    programme = vocabulary.programme(PROFILES)
    period = _period(inputs, first, second)
    parts = [
        _counted(inputs, record, programme, vocabulary, period, stage.id, area_level)
        for record, stage in zip((first, second), programme.stages, strict=True)
    ]
    return build_count_table(parts, programme=programme, code_lists=vocabulary.code_lists)


def _period(inputs: Inputs, *records: str) -> Period:
    """The whole months that hold the rows of both record types."""
    days = []
    for record in records:
        if record not in inputs.records or not inputs.records[record].num_rows:
            raise EvenhandError(
                f"Two profiles need {' and '.join(records)} records, and there are no {record} records.",
                mend="Give both files, or tables of counts with the stages profiles/tested and profiles/in_programme.",
            )
        column = inputs.records[record].column(load_coverage().record[record]["date"])
        days += [day for day in (pc.min(column).as_py(), pc.max(column).as_py()) if day is not None]
    if not days:
        raise EvenhandError("No row of the two profiles has a date.", mend="Give files with dates.")
    return Period.whole_months(min(days), max(days))


def _counted(
    inputs: Inputs,
    record: str,
    programme: Programme,
    vocabulary: Vocabulary,
    period: Period,
    stage: str,
    area_level: str | None,
) -> Part:
    table = roll_up_areas(_with_area(inputs.records[record]), areas=vocabulary.areas, level=area_level)
    day = load_coverage().record[record]["date"]
    names = table.schema.names
    lists = {
        name: inputs.code_lists[record, name]
        for name in programme.characteristics
        if name in names and (record, name) in inputs.code_lists
    }
    grouped = [f"select area, '{EVERYONE}' as c, '' as l, '' as e, '{EVERYONE}' as g from once"]
    for name, key in lists.items():
        code_list, _, edition = key.partition(":")
        grouped.append(
            f"select area, '{name}', '{code_list}', '{edition}', coalesce({name}, 'not_known') from once"
        )
    rest = ", ".join(f'"{name}"' for name in names)
    with duckdb.connect() as db:
        db.register("given", table)
        found = db.sql(
            f"""with numbered as (select *, coalesce(person_id, 'row ' || row_number() over ()) as who from given),
            once as (select * from numbered
                qualify row_number() over (partition by who order by {day}, {rest}) = 1)
            select area, '{period}' as period, c as characteristic, l as code_list, e as edition, g as "group",
                '{programme.id}/{stage}' as stage, '{REACHED}' as state, '{programme.unit}' as unit, count(*) as count,
                count(*) as lower, count(*) as upper
            from ({" union all ".join(grouped)}) group by all"""
        ).to_arrow_table()
    return found.select(CELLS.names).cast(CELLS)


def _with_area(table: pa.Table) -> pa.Table:
    """The table with the area that stands for 'not known' where none is given."""
    area = pc.fill_null(table.column("area"), "not_known")
    return table.set_column(table.schema.get_field_index("area"), "area", area)
