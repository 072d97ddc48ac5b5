"""Exact counts of a programme from everything that was read: records, aggregate tables, populations."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from evenhand.cube.aggregates import count_aggregates
from evenhand.cube.areas import roll_up_areas
from evenhand.cube.beside import estimates_beside, residents_beside
from evenhand.cube.build import build_count_table
from evenhand.cube.crossings import count_crossings
from evenhand.cube.journeys import count_journeys
from evenhand.cube.overlap import set_aside
from evenhand.cube.types import Part
from evenhand.foundations import CROSS, CountTable, EvenhandError, is_crossing
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
    area_of: str = "residence",
    period: str = "whole",
    home: Collection[str] = (),
) -> Counted:
    """Return the exact counts of a programme from records, aggregate tables and populations together.

    `area_of` says by which of a record's areas people are counted (residence, happened, provided), `period` whether
    for all of them together or by the year, financial-year, quarter or month in which a journey begins; `home` are
    the areas of this partnership: who lives in another is counted `elsewhere`. Aggregate tables keep their periods.
    Stages that rest on records of which none were given are left out, with a warning: nobody's absence from a
    file that is not there says anything of them.
    """
    _refuse_crossings(inputs)
    areas = vocabulary.areas
    journeys, unlinked = _follow(inputs, programme, as_at, area_of=area_of, period=period, home=home)
    given = inputs.records.get("count", RECORD_SCHEMAS["count"].empty_table())
    warnings: list[str] = []
    parts: list[Part] = []
    homes: dict[str, dict[str, str]] = {}
    if journeys is not None:
        lists, strata = code_lists_of(journeys, inputs, programme, vocabulary)
        own = count_journeys(journeys=journeys, programme=programme, code_lists=lists)
        given, inputs, notes = set_aside(
            given, own, inputs=inputs, programme=programme, areas=areas, level=area_level
        )
        journeys = replace(journeys, rows=roll_up_areas(journeys.rows, areas=areas, level=area_level))
        parts.append(count_journeys(journeys=journeys, programme=programme, code_lists=lists))
        parts.append(
            count_crossings(journeys=journeys, programme=programme, code_lists=lists, strata_lists=strata)
        )
        warnings += notes
        _note_homes(homes, own, vocabulary, area_level)
        (parts[0], notes), (parts[1], _) = (_without_unknowable(one, inputs, programme) for one in parts)
        warnings += notes
    rolled = roll_up_areas(given, areas=areas, level=area_level)
    parts.append(count_aggregates(counts=rolled, programme=programme))
    _note_homes(homes, count_aggregates(counts=given, programme=programme), vocabulary, area_level)
    parts += residents_beside(inputs, programme, vocabulary, homes)
    estimates, notes = estimates_beside(inputs, programme, vocabulary, homes)
    parts.append(estimates)
    warnings += notes
    counts = build_count_table(parts, programme=programme, code_lists=vocabulary.code_lists)
    return Counted(
        counts=counts, inputs=inputs, journeys=journeys, unlinked=unlinked, warnings=tuple(warnings)
    )


def _refuse_crossings(inputs: Inputs) -> None:
    """Raise EvenhandError for a characteristic whose name would be taken for two."""
    for record in ("count", "population"):
        table = inputs.records.get(record)
        names = [] if table is None else table.column("characteristic").drop_null().unique().to_pylist()
        if any(is_crossing(name) for name in names):
            raise EvenhandError(
                f"The {record} table names a characteristic with '{CROSS}' in it.",
                mend="Give it a name without that sign: it is kept for counts divided by two characteristics.",
            )


def _follow(
    inputs: Inputs, programme: Programme, as_at: date, *, area_of: str, period: str, home: Collection[str]
) -> tuple[Journeys | None, tuple[Unlinked, ...]]:
    """The journeys, if the inputs hold the record that begins them."""
    record = programme.journey.get("record")
    if record is None or record not in inputs.records or not inputs.records[record].num_rows:
        return None, ()
    linked = link_by_person(inputs.records, programme)
    journeys = build_pathways(
        linked=linked, programme=programme, as_at=as_at, area_of=area_of, period=period, home=home
    )
    return journeys, linked.unlinked


def code_lists_of(
    journeys: Journeys, inputs: Inputs, programme: Programme, vocabulary: Vocabulary
) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return the list and edition (`id:edition`) of each characteristic of the journeys, and of each stratum column.

    A stratum column without a list of its own has that of the vocabulary, if there is one only.
    """
    start = programme.journey["record"]
    names = dict.fromkeys((*programme.characteristics, *programme.within))
    found = {name: inputs.code_lists.get((journeys.characteristics.get(name, start), name)) for name in names}
    lists = {
        name: key
        for name in programme.characteristics
        if (key := found[name]) is not None and name in journeys.rows.schema.names
    }
    fitting = {
        name: [key for key, one in vocabulary.code_lists.items() if one.characteristic == name]
        for name in programme.within
    }
    only = {name: keys[0] if len(keys) == 1 else "" for name, keys in fitting.items()}
    return lists, {name: found[name] or only[name] for name in programme.within}


def _without_unknowable(part: Part, inputs: Inputs, programme: Programme) -> tuple[Part, list[str]]:
    """Leave out the stages that rest on a record of which no row was given, and those that follow from them."""
    needed = dict.fromkeys(link["record"] for link in programme.links if not link.get("optional"))
    empty = [name for name in needed if name not in inputs.records or not inputs.records[name].num_rows]
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
        homes.setdefault(place["period"], {})[area] = home or area
