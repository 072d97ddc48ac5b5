"""Residents and estimates of need beside the people a programme counts, so that a group's share of each can be seen."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pyarrow as pa

from evenhand.cube.population import count_population
from evenhand.cube.types import CELLS, Part
from evenhand.foundations import EVERYONE, REACHED, EvenhandError, Period
from evenhand.records import Inputs
from evenhand.vocabulary import Programme, Stage, StageKind, Vocabulary

RESIDENTS, NEED_ESTIMATE = "residents", "need_estimate"
"""Names of the stages, and units, of what stands beside a programme that has no such stage."""
_LIST = "drug-group:2026"

Homes = Mapping[str, Mapping[str, str]]
"""For each period the areas that are counted, and the area that each is put in."""


def residents_beside(
    inputs: Inputs, programme: Programme, vocabulary: Vocabulary, homes: Homes
) -> Iterator[Part]:
    """Yield the residents of every area and period that is counted; of the programme's own stage, if it has one."""
    population = inputs.records.get("population")
    if population is None:
        return
    if all(stage.unit != RESIDENTS for stage in programme.stages):
        stage = Stage(id=RESIDENTS, label="", people="", did="", kind=StageKind.EXPOSURE, unit=RESIDENTS)
        programme = replace(programme, stages=(stage,))
    for period in sorted(homes):
        yield count_population(
            population=population,
            programme=programme,
            areas=vocabulary.areas,
            counted=homes[period],
            period=Period.parse(period),
        )


def estimates_beside(
    inputs: Inputs, programme: Programme, vocabulary: Vocabulary, homes: Homes
) -> tuple[Part, list[str]]:
    """Return the estimates of people in need of each counted area, and sentences on what they are of.

    To a period belongs the latest estimate of its area that does not begin after it. Of an estimate by drug group
    the groups of the drug group list are taken: others overlap with these. Its range stands as bounds.
    """
    given = inputs.records.get("estimate")
    if given is None or not given.num_rows:
        return CELLS.empty_table(), []
    rows, said = [], set()
    for period in sorted(homes):
        for area in sorted(set(homes[period].values())):
            latest = _latest(given.to_pylist(), area, Period.parse(period))
            for one in latest:
                cell = _cell(one, area, period, programme, vocabulary)
                if cell is not None:
                    rows.append(cell)
                    when = f" for {Period.parse(one['period']).words}" if one["period"] else ""
                    said.add(f"Estimated need is that of {one['source'] or 'the file'}{when}.")
    return pa.Table.from_pylist(rows, schema=CELLS), sorted(said)


def _latest(rows: list[dict[str, Any]], area: str, period: Period) -> list[dict[str, Any]]:
    """The estimates of an area that are of the latest time which does not begin after the period."""
    mine = [
        row for row in rows if row["area"] == area and (row["count"] is not None or row["upper"] is not None)
    ]
    dated = [(_first_day(row), row) for row in mine]
    fitting = [(day, row) for day, row in dated if day <= period.last.isoformat()]
    last = max((day for day, _ in fitting), default="")
    return [row for day, row in fitting if day == last]


def _first_day(row: Mapping[str, Any]) -> str:
    try:
        return Period.parse(row["period"]).first.isoformat() if row["period"] else ""
    except EvenhandError:
        return ""


def _cell(
    row: Mapping[str, Any], area: str, period: str, programme: Programme, vocabulary: Vocabulary
) -> dict[str, Any] | None:
    """One estimate as a cell; None for a group that the drug group list does not have."""
    group, listed = row["drug_group"], vocabulary.code_lists.get(_LIST)
    if group is not None and (listed is None or group not in {value.code for value in listed.values}):
        return None
    characteristic = EVERYONE if group is None else "drug_group"
    code_list, _, edition = ("", "", "") if group is None else _LIST.partition(":")
    bounds = [row["count"] if row[name] is None else row[name] for name in ("lower", "upper")]
    return {
        "area": area,
        "period": period,
        "characteristic": characteristic,
        "code_list": code_list,
        "edition": edition,
        "group": group or EVERYONE,
        "stage": f"{programme.id}/{NEED_ESTIMATE}",
        "state": REACHED,
        "unit": NEED_ESTIMATE,
        "count": row["count"],
        "lower": bounds[0],
        "upper": bounds[1],
    }
