"""Exact counts of a programme from everything that was read: records, aggregate tables, populations."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from evenhand.cube.aggregates import count_aggregates
from evenhand.cube.areas import roll_up_areas
from evenhand.cube.build import build_count_table
from evenhand.cube.journeys import count_journeys
from evenhand.cube.overlap import set_aside
from evenhand.cube.population import count_population
from evenhand.cube.types import Part
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
    """Return the exact counts of a programme from records, aggregate tables and populations together.

    Stages that rest on records of which none were given are left out, with a warning: nobody's absence from a
    file that is not there says anything of them.
    """
    areas = vocabulary.areas
    journeys, unlinked = _follow(inputs, programme, as_at)
    given = inputs.records.get("count", RECORD_SCHEMAS["count"].empty_table())
    warnings: list[str] = []
    parts: list[Part] = []
    homes: dict[str, dict[str, str]] = {}
    if journeys is not None:
        lists = _code_lists(inputs, programme)
        own = count_journeys(journeys=journeys, programme=programme, code_lists=lists)
        given, inputs, notes = set_aside(
            given, own, inputs=inputs, programme=programme, areas=areas, level=area_level
        )
        journeys = replace(journeys, rows=roll_up_areas(journeys.rows, areas=areas, level=area_level))
        parts.append(count_journeys(journeys=journeys, programme=programme, code_lists=lists))
        warnings += notes
        _note_homes(homes, own, vocabulary, area_level)
        parts[0], notes = _without_unknowable(parts[0], inputs, programme)
        warnings += notes
    rolled = roll_up_areas(given, areas=areas, level=area_level)
    parts.append(count_aggregates(counts=rolled, programme=programme))
    _note_homes(homes, count_aggregates(counts=given, programme=programme), vocabulary, area_level)
    parts += _populations(inputs, programme, vocabulary, homes)
    counts = build_count_table(parts, programme=programme, code_lists=vocabulary.code_lists)
    return Counted(
        counts=counts, inputs=inputs, journeys=journeys, unlinked=unlinked, warnings=tuple(warnings)
    )


def _follow(
    inputs: Inputs, programme: Programme, as_at: date
) -> tuple[Journeys | None, tuple[Unlinked, ...]]:
    """The journeys, if the inputs hold the record that begins them."""
    record = programme.journey.get("record")
    if record is None or record not in inputs.records or not inputs.records[record].num_rows:
        return None, ()
    linked = link_by_person(inputs.records, programme)
    return build_pathways(linked=linked, programme=programme, as_at=as_at), linked.unlinked


def _code_lists(inputs: Inputs, programme: Programme) -> Mapping[str, str]:
    record = programme.journey["record"]
    found = {name: inputs.code_lists.get((record, name)) for name in programme.characteristics}
    return {name: key for name, key in found.items() if key is not None}


def _without_unknowable(part: Part, inputs: Inputs, programme: Programme) -> tuple[Part, list[str]]:
    """Leave out the stages that rest on a record of which no row was given, and those that follow from them."""
    empty = [
        link["record"]
        for link in programme.links
        if link["record"] not in inputs.records or not inputs.records[link["record"]].num_rows
    ]
    lost = [stage for stage in programme.stages if programme.rests_on(stage, empty)]
    if not lost:
        return part, []
    keys = pa.array([programme.stage_key(stage) for stage in lost])
    steps = ", ".join(f"'{stage.label}'" for stage in lost)
    note = f"Nothing is said of {steps}: no {' or '.join(empty)} record was given."
    return part.filter(pc.invert(pc.is_in(part.column("stage"), value_set=keys))), [note]


def _note_homes(
    homes: dict[str, dict[str, str]], part: Part, vocabulary: Vocabulary, level: str | None
) -> None:
    """Note for each period which areas are counted, and the area that each is put in."""
    for place in part.group_by(["area", "period"]).aggregate([]).to_pylist():
        area = place["area"]
        home = area if level is None else vocabulary.areas.roll_up(area, level)
        homes.setdefault(place["period"], {})[area] = str(home)


def _populations(
    inputs: Inputs, programme: Programme, vocabulary: Vocabulary, homes: Mapping[str, Mapping[str, str]]
) -> list[Part]:
    """The residents of every area and period in which something was counted."""
    population = inputs.records.get("population")
    if population is None:
        return []
    return [
        count_population(
            population=population,
            programme=programme,
            areas=vocabulary.areas,
            counted=homes[period],
            period=Period.parse(period),
        )
        for period in sorted(homes)
    ]
