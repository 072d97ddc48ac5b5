"""Exact counts of a programme from everything that was read: records, aggregate tables, populations."""

from dataclasses import dataclass, replace
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from evenhand.cube.aggregates import count_aggregates
from evenhand.cube.areas import roll_up_areas
from evenhand.cube.build import build_count_table
from evenhand.cube.journeys import count_journeys
from evenhand.cube.population import count_population
from evenhand.foundations import CountTable, Period
from evenhand.linkage import Unlinked, link_by_person
from evenhand.pathway import Journeys, build_pathways
from evenhand.records import RECORD_SCHEMAS, Inputs
from evenhand.vocabulary import Programme, Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Exact counts with what was left out on the way. For entitled staff; disclosure protects it.

    `inputs` are those that were read, aggregate rows that stand for the same people as records now counted
    among the duplicates.
    """

    counts: CountTable
    inputs: Inputs
    journeys: Journeys | None
    unlinked: tuple[Unlinked, ...]
    warnings: tuple[str, ...]


def count(
    inputs: Inputs,
    *,
    programme: Programme,
    vocabulary: Vocabulary,
    as_at: date,
    area_level: str | None = None,
) -> Counted:
    """Return the exact counts of a programme from records, aggregate tables and populations together."""
    journeys, unlinked = _follow(inputs, programme, vocabulary, as_at, area_level)
    parts = [] if journeys is None else [_count(journeys, inputs, programme)]
    aggregate = _aggregates(inputs, programme, vocabulary, area_level)
    warnings: tuple[str, ...] = ()
    if parts and aggregate.num_rows:
        aggregate, inputs, warnings = _set_aside(aggregate, parts[0], inputs)
    parts.append(aggregate)
    parts += _populations(inputs, programme, vocabulary, pa.concat_tables(parts))
    counts = build_count_table(parts, programme=programme, code_lists=vocabulary.code_lists)
    return Counted(counts=counts, inputs=inputs, journeys=journeys, unlinked=unlinked, warnings=warnings)


def _follow(
    inputs: Inputs, programme: Programme, vocabulary: Vocabulary, as_at: date, area_level: str | None
) -> tuple[Journeys | None, tuple[Unlinked, ...]]:
    """The journeys in their areas, if the inputs hold the record that begins them."""
    record = programme.journey.get("record")
    if record is None or record not in inputs.records or not inputs.records[record].num_rows:
        return None, ()
    linked = link_by_person(inputs.records, programme)
    journeys = build_pathways(linked=linked, programme=programme, as_at=as_at)
    rolled = roll_up_areas(journeys.rows, areas=vocabulary.areas, level=area_level)
    return replace(journeys, rows=rolled), linked.unlinked


def _count(journeys: Journeys, inputs: Inputs, programme: Programme) -> pa.Table:
    record = programme.journey["record"]
    found = {name: inputs.code_lists.get((record, name)) for name in programme.characteristics}
    lists = {name: key for name, key in found.items() if key is not None}
    return count_journeys(journeys=journeys, programme=programme, code_lists=lists)


def _aggregates(
    inputs: Inputs, programme: Programme, vocabulary: Vocabulary, area_level: str | None
) -> pa.Table:
    given = inputs.records.get("count", RECORD_SCHEMAS["count"].empty_table())
    rolled = roll_up_areas(given, areas=vocabulary.areas, level=area_level)
    return count_aggregates(counts=rolled, programme=programme)


def _populations(
    inputs: Inputs, programme: Programme, vocabulary: Vocabulary, counted: pa.Table
) -> list[pa.Table]:
    """The residents of every area and period in which something was counted."""
    population = inputs.records.get("population")
    if population is None:
        return []
    places = counted.group_by(["area", "period"]).aggregate([]).to_pylist()
    periods = sorted({one["period"] for one in places})
    return [
        count_population(
            population=population,
            programme=programme,
            areas=vocabulary.areas,
            wanted=[one["area"] for one in places if one["period"] == period],
            period=Period.parse(period),
        )
        for period in periods
    ]


def _set_aside(
    aggregate: pa.Table, counted: pa.Table, inputs: Inputs
) -> tuple[pa.Table, Inputs, tuple[str, ...]]:
    """Leave out aggregate counts of areas whose people are counted from records: they are the same people."""
    both = pc.is_in(aggregate.column("area"), value_set=counted.column("area").combine_chunks().unique())
    if not pc.any(both).as_py():
        return aggregate, inputs, ()
    files = []
    for one in inputs.files:
        if one.record == "count" and pc.all(both).as_py():
            one = replace(one, accepted=0, duplicates=one.duplicates + one.accepted)
        files.append(one)
    kept = aggregate.filter(pc.invert(both))
    names = [name for name in counted.schema.names if name != "count"]
    joined = aggregate.filter(both).join(counted, names, join_type="inner", right_suffix="_of_records")
    differing = pc.sum(pc.not_equal(joined.column("count"), joined.column("count_of_records"))).as_py() or 0
    said = "they agree" if not differing else f"{differing} of {joined.num_rows} cells differ: look into it"
    note = f"Aggregate counts of areas that records cover were set aside, not added ({said})."
    return kept, replace(inputs, files=tuple(files)), (note,)
