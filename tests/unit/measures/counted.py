"""Small count tables, written as people of groups at steps, and the measures made from them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import pyarrow as pa

from evenhand.disclosure import load_policy, protect
from evenhand.findings import Findings, find
from evenhand.foundations import AT_RISK, EVERYONE, KEY_COLUMNS, REACHED, CountTable, cross
from evenhand.measures import MeasureTable, all_pairs, measure
from evenhand.measures.pairs import Pairs
from evenhand.vocabulary import (
    Area,
    CodeList,
    CodeListValue,
    Polarity,
    Programme,
    Stage,
    StageKind,
    Vocabulary,
    load_vocabulary,
)

PERIOD = "2024-04-01/2026-03-31"
LISTS = {
    "ethnicity": ("ethnicity-18+1", "2011"),
    "ethnicity_broad": ("ethnicity-5", "2011"),
    "sex": ("sex", "2021"),
    "letter": ("letters", "1"),
    "stranger": ("unheard-of", "1"),
    EVERYONE: ("", ""),
}
Cell = tuple[Mapping[str, str], int]


def letters(reference: str | None = "A") -> CodeList:
    """A list of made-up groups, A to E."""
    values = tuple(CodeListValue(code=one, label=one, people=f"people of group {one}") for one in "ABCDE")
    return CodeList(
        id="letters",
        edition="1",
        characteristic="letter",
        title="Letters",
        source="made up",
        valid_from=None,
        valid_to=None,
        verified=False,
        values=values,
        reference=reference,
    )


def words(reference: str | None = "A") -> Vocabulary:
    """The vocabulary with the list of letters and the areas X1 and X2."""
    loaded = load_vocabulary()
    more = {
        code: Area(code=code, name=name, level="partnership")
        for code, name in (("X1", "Riverside"), ("X2", "Hillside"))
    }
    return replace(
        loaded,
        areas=loaded.areas.with_more(more),
        code_lists={**loaded.code_lists, "letters:1": letters(reference)},
        characteristics={**loaded.characteristics, "letter": "letter"},
    )


def programme(
    *,
    polarity: Polarity = Polarity.FAVOURABLE,
    kind: StageKind = StageKind.SERVICE,
    steps: Sequence[str] = ("helped",),
    unit: str = "people",
    compare: Sequence[str] = ("letter",),
) -> Programme:
    """People asked, then one or more steps, each of those who took the one before."""
    stages = [
        Stage(
            id="asked", label="Asked", people=f"{unit} asked", did="asked", kind=StageKind.EXPOSURE, unit=unit
        )
    ]
    for step in steps:
        stages.append(
            Stage(
                id=step,
                label=step.capitalize(),
                people=f"{unit} {step}",
                did=f"were {step}",
                kind=kind,
                polarity=polarity,
                unit=unit,
                of=stages[-1].id,
            )
        )
    return _programme("steps", unit, tuple(stages), tuple(compare))


def visits(
    *,
    per: int = 1000,
    polarity: Polarity = Polarity.ADVERSE,
    note: str = "",
    compare: Sequence[str] = ("letter",),
) -> Programme:
    """Residents and visits among them: a rate."""
    residents = Stage(
        id="residents",
        label="Residents",
        people="people who live in the area",
        did="live in the area",
        kind=StageKind.EXPOSURE,
        unit="residents",
    )
    visited = Stage(
        id="visited",
        label="Visits",
        people="visits",
        did="were visited",
        kind=StageKind.SERVICE,
        polarity=polarity,
        unit="visits",
        of="residents",
        measure="rate",
        per=per,
        note=note,
    )
    return _programme("visits", "visits", (residents, visited), tuple(compare))


def _programme(name: str, unit: str, stages: tuple[Stage, ...], compare: tuple[str, ...]) -> Programme:
    return Programme(
        id=name,
        version="1",
        title="Made up",
        question="Who?",
        source="made up",
        valid_from=None,
        valid_to=None,
        verified=False,
        unit=unit,
        stages=stages,
        characteristics=("letter", "sex", "ethnicity", "ethnicity_broad", "stranger"),
        compare=compare,
    )


def steps_of(
    plan: Programme,
    group: str,
    *counts: int,
    at_risk: Sequence[int] | None = None,
    characteristic: str = "letter",
    area: str = "X1",
    period: str = PERIOD,
) -> list[Cell]:
    """The cells of one group: how many were there at each step; `at_risk` where not all of the step before."""
    cells = []
    for place, (stage, count) in enumerate(zip(plan.stages, counts, strict=False)):
        states = [(REACHED, count)]
        if stage.of is not None and stage.measure == "proportion":
            before = counts[place - 1] if at_risk is None else at_risk[place - 1]
            states.append((AT_RISK, before))
        for state, number in states:
            cells.append((_key(plan, stage, state, group, characteristic, area, period), number))
    return cells


def _key(
    plan: Programme, stage: Stage, state: str, group: str, characteristic: str, area: str, period: str
) -> Mapping[str, str]:
    code_list, edition = LISTS[characteristic]
    return {
        "area": area,
        "period": period,
        "characteristic": characteristic,
        "code_list": code_list,
        "edition": edition,
        "group": group,
        "stage": plan.stage_key(stage),
        "state": state,
        "unit": stage.unit,
    }


def table(cells: Iterable[Cell], *, policy: str | None = None, plan: Programme | None = None) -> CountTable:
    """The cells as exact counts, or protected under a policy."""
    cells = list(cells)
    columns = {name: pa.array([key[name] for key, _ in cells], pa.string()) for name in KEY_COLUMNS}
    exact = CountTable.exact(columns, pa.array([count for _, count in cells], pa.int64()))
    if policy is None:
        return exact
    assert plan is not None
    return protect(exact, policy=load_policy(policy), programme=plan)


def groups(
    plan: Programme, counts: Mapping[str, Sequence[int]], *, policy: str | None = None, **where: str
) -> CountTable:
    """Several groups of one area in one table: group -> how many at each step."""
    cells = [cell for group, many in counts.items() for cell in steps_of(plan, group, *many, **where)]
    return table(cells, policy=policy, plan=plan)


def in_strata(
    plan: Programme,
    people: Mapping[str, Mapping[str, tuple[int, int]]],
    *,
    left_out: float = 0.0,
    policy: str | None = None,
) -> CountTable:
    """Groups of one area within drug groups, with their sums: group -> drug group -> (there, reached) of the last step.

    A part `left_out` of each group is in no drug group.
    """
    cells: list[Cell] = []
    for group, strata in people.items():
        whole = [round(sum(one[place] for one in strata.values()) / (1 - left_out)) for place in (0, 1)]
        cells += steps_of(plan, group, *whole)
        for stratum, numbers in strata.items():
            for state, count in zip((AT_RISK, REACHED), numbers, strict=True):
                key = _key(plan, plan.stages[-1], state, group, "letter", "X1", PERIOD)
                divided = {
                    "characteristic": cross("letter", "drug_group"),
                    "code_list": cross("letters", "drug-group"),
                    "edition": cross("1", "2026"),
                    "group": cross(group, stratum),
                }
                cells.append(({**key, **divided}, count))
    return table(cells, policy=policy, plan=plan)


def measured(counts: CountTable, plan: Programme, *, reference: str | None = "A") -> MeasureTable:
    """All measures of the table."""
    return measure(counts, programme=plan, vocabulary=words(reference))


def found(counts: CountTable, plan: Programme, *, reference: str | None = "A") -> Findings:
    """All findings of the table."""
    known = words(reference)
    return find(counts, measure(counts, programme=plan, vocabulary=known), programme=plan, vocabulary=known)


def pairs(counts: CountTable, plan: Programme, *, reference: str | None = "A") -> Pairs:
    """Numerators and denominators of the last stage."""
    return all_pairs(counts, plan, words(reference))[plan.stages[-1].id]


def one_row(measures: MeasureTable, measure_name: str, group: str, **equal: str) -> dict:
    """The only row of a measure and group."""
    rows = measures.where(measure=measure_name, group=group, **equal).to_rows()
    assert len(rows) == 1, f"{len(rows)} rows of {measure_name} for {group}"
    return rows[0]
