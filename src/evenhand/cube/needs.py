"""Needs assessment tables: residents, estimated need and the people who came to each step, side by side. Exact counts."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib import resources
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from evenhand.cube.population import count_population
from evenhand.foundations import EVERYONE, REACHED, CountTable, Period, Tally
from evenhand.records import Inputs
from evenhand.vocabulary import Programme, Stage, StageKind, Vocabulary

RESIDENTS = "residents"


@cache
def load_needs() -> Mapping[str, Mapping[str, Any]]:
    """Return the words of each table that comes with Evenhand, by its id."""
    text = (resources.files("evenhand.cube") / "data" / "needs-2026-11.toml").read_text("utf-8")
    words: Mapping[str, Mapping[str, Any]] = tomllib.loads(text)["tally"]
    return words


def needs_assessment(
    inputs: Inputs, counts: CountTable, programme: Programme, vocabulary: Vocabulary
) -> tuple[Tally, ...]:
    """Return up to three tables of the areas that are counted: residents, estimated need, people at each step.

    Where `counts` are protected, nothing stands here that is withheld there: give those for a release. The tables
    are kept apart because they are of different people and times: setting one against another is the measures'
    work. An estimate keeps the range its source gives. What was not given is left out. Source: C11; 001 3.25.
    """
    made = (
        ("needs-residents", _residents(inputs, counts, programme, vocabulary)),
        ("needs-estimated", _estimated(inputs, counts, vocabulary)),
        ("needs-reached", _reached(counts, programme)),
    )
    return tuple(_tally(name, table, programme) for name, table in made if table.num_rows)


def _tally(name: str, table: pa.Table, programme: Programme) -> Tally:
    words = load_needs()[name]
    keys = words["keys"]
    lower, upper = table.column("lower"), table.column("upper")
    known = pc.equal(lower, upper)
    arrays = [*(table.column(key).cast(pa.string()) for key in keys), table.column("count"), lower, upper]
    if name == "needs-reached":  # of counts that may be protected already: they say themselves what was done
        arrays.append(table.column("status"))
    else:
        said = "estimated" if name == "needs-estimated" else "rounded_at_source"
        arrays.append(pc.if_else(known, "exact", said))
    rows = pa.table(arrays, names=[*keys, "value", "lower", "upper", "status"])
    return Tally(
        id=name,
        title=words["title"],
        keys=tuple(keys),
        headings=tuple(words["headings"]),
        unit=programme.unit if name == "needs-reached" else words["unit"],
        rows=rows.sort_by([(key, "ascending") for key in keys]).combine_chunks(),
        note=words["note"],
    )


def _reached(counts: CountTable, programme: Programme) -> pa.Table:
    """The people at each step that is not residents, by area, period and group."""
    cells = counts.crossings(only=False).cells
    steps = [programme.stage_key(stage) for stage in programme.stages if stage.unit != RESIDENTS]
    chosen = pc.and_(
        pc.equal(cells.column("state"), REACHED),
        pc.is_in(cells.column("stage"), value_set=pa.array(steps, pa.string())),
    )
    found = cells.filter(chosen)
    names = {"stage": "step", "value": "count"}
    return found.rename_columns([names.get(name, name) for name in found.schema.names])


def _residents(inputs: Inputs, counts: CountTable, programme: Programme, vocabulary: Vocabulary) -> pa.Table:
    """The residents of every area and period in which something is counted."""
    population = inputs.records.get("population")
    stage = Stage(id=RESIDENTS, label="", people="", did="", kind=StageKind.EXPOSURE, unit=RESIDENTS)
    alone = replace(programme, stages=(stage,))
    parts = [
        count_population(
            population=population,
            programme=alone,
            areas=vocabulary.areas,
            counted={area: area for area in areas},
            period=Period.parse(period),
        )
        for period, areas in _places(counts)
        if population is not None
    ]
    return pa.concat_tables(parts) if parts else pa.table({})


def _estimated(inputs: Inputs, counts: CountTable, vocabulary: Vocabulary) -> pa.Table:
    """The estimates of areas that are counted, or hold one that is; the period is the estimate's own."""
    given = inputs.records.get("estimate")
    if given is None or not given.num_rows:
        return pa.table({})
    wanted = {
        holder for _, areas in _places(counts) for area in areas for holder in vocabulary.areas.holders(area)
    }
    found = given.filter(pc.is_in(given.column("area"), value_set=pa.array(sorted(wanted), pa.string())))
    count = found.column("count")
    total = pc.is_null(found.column("drug_group"))
    return pa.table(
        {
            "area": found.column("area"),
            "period": pc.fill_null(found.column("period"), ""),
            "characteristic": pc.if_else(total, EVERYONE, "drug_group"),
            "group": pc.fill_null(found.column("drug_group"), EVERYONE),
            "source": pc.fill_null(found.column("source"), ""),
            "count": count,
            "lower": pc.coalesce(found.column("lower"), count),
            "upper": pc.coalesce(found.column("upper"), count),
        }
    )


def _places(counts: CountTable) -> Iterator[tuple[str, list[str]]]:
    """Yield each period with the areas that are counted in it, in order."""
    rows = counts.cells.group_by(["period", "area"]).aggregate([]).to_pylist()
    for period in sorted({row["period"] for row in rows}):
        yield period, sorted(row["area"] for row in rows if row["period"] == period)
