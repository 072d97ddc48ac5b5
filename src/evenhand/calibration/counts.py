"""Made-up areas as one table of counts, as a report takes them: groups at every step, and divided by drug group."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from evenhand.calibration.types import Array, Scenario
from evenhand.foundations import AT_RISK, KEY_COLUMNS, REACHED, CountTable, cross
from evenhand.vocabulary import Programme, Vocabulary, load_vocabulary

PROGRAMME = "arrest-to-treatment"
STEP = "assessed"
LATER = 0.85
"""The share that takes every later step, in all groups."""
LISTED = ("ethnicity", "ethnicity-18+1", "2011")
DIVIDED = ("drug_group", "drug-group", "2026")
_STRATA = np.array([0.45, 0.30, 0.25])  # of each group's people
_LEVELS = np.array([-0.05, 0.0, 0.05])  # by how much a stratum's share is apart from its group's


@dataclass(frozen=True, slots=True, kw_only=True)
class Areas:
    """People at risk of the first step and who took it, (areas, groups, strata); later steps, (steps, areas, groups)."""

    people: Array
    reached: Array
    later: Array


@cache
def known() -> tuple[Vocabulary, Programme]:
    """Return the vocabulary and the programme whose counts are made up."""
    vocabulary = load_vocabulary()
    return vocabulary, vocabulary.programme(PROGRAMME)


def groups_of(scenario: Scenario) -> tuple[str, ...]:
    """Return the codes of the scenario's groups, the reference first."""
    vocabulary, _ = known()
    listed = vocabulary.code_lists[f"{LISTED[1]}:{LISTED[2]}"]
    codes = sorted((one.code for one in listed.values), key=lambda code: code != listed.reference)
    return tuple(codes[: len(scenario.size.groups)])


def stratum_shares(scenario: Scenario) -> Array:
    """Return the true share of each group in each stratum, (groups, strata)."""
    reach = min(1.0, float(np.minimum(scenario.shares, 1 - scenario.shares).min()) / 0.1)
    return np.asarray(scenario.shares[:, None] + reach * _LEVELS)


def stratum_people(scenario: Scenario) -> Array:
    """Return whole people of each group in each stratum, (groups, strata)."""
    people = np.round(scenario.people[:, None] * _STRATA)
    people[:, 0] += scenario.people - people.sum(axis=1)
    return np.asarray(people)


def draw_areas(scenario: Scenario, rng: np.random.Generator, draws: int) -> Areas:
    """Return areas of the scenario's size, drawn from its shares."""
    people = np.broadcast_to(stratum_people(scenario), (draws, len(scenario.people), len(_STRATA)))
    reached = rng.binomial(people.astype(np.int64), stratum_shares(scenario))
    later, here = [], reached.sum(axis=2)
    for _ in range(len(_later_steps())):
        here = rng.binomial(here, LATER)
        later.append(here.astype(np.float64))
    return Areas(people=people, reached=reached.astype(np.float64), later=np.stack(later))


def table_of(areas: Areas, scenario: Scenario, *, divided: bool) -> CountTable:
    """Return the counts of areas ('draw 0', ...), every step of every group; with `divided` the first in strata too."""
    _, programme = known()
    groups = np.array(groups_of(scenario))
    steps = {STEP: (areas.people.sum(axis=2), areas.reached.sum(axis=2))}
    before = steps[STEP][1]
    for name, taken in zip(_later_steps(), areas.later, strict=True):
        steps[name] = (before, taken)
        before = taken
    parts = [
        _cells(counts, programme, step, state, groups, LISTED)
        for step, both in steps.items()
        for state, counts in zip((AT_RISK, REACHED), both, strict=True)
    ]
    if divided:
        parts += _in_strata(areas, programme, groups)
    joined = {name: np.concatenate([one[name] for one in parts]) for name in (*KEY_COLUMNS, "count")}
    columns = {name: pa.array(joined[name].tolist(), pa.string()) for name in KEY_COLUMNS}
    return CountTable.exact(columns, pa.array(joined["count"].astype(np.int64)))


def _later_steps() -> tuple[str, ...]:
    """The steps after the first service step, in their order."""
    _, programme = known()
    names = [stage.id for stage in programme.stages]
    return tuple(names[names.index(STEP) + 1 :])


def _in_strata(
    areas: Areas, programme: Programme, groups: NDArray[np.str_]
) -> list[Mapping[str, NDArray[np.str_]]]:
    vocabulary, _ = known()
    strata = [one.code for one in vocabulary.code_lists[f"{DIVIDED[1]}:{DIVIDED[2]}"].values][: len(_STRATA)]
    both = tuple(cross(own, other) for own, other in zip(LISTED, DIVIDED, strict=True))
    names = np.array([cross(str(group), stratum) for group in groups for stratum in strata])
    return [
        _cells(counts.reshape(len(counts), -1), programme, STEP, state, names, (both[0], both[1], both[2]))
        for state, counts in ((AT_RISK, areas.people), (REACHED, areas.reached))
    ]


def _cells(
    counts: Array,
    programme: Programme,
    step: str,
    state: str,
    groups: NDArray[np.str_],
    of: tuple[str, str, str],
) -> Mapping[str, NDArray[np.str_]]:
    """The cells of one step and state, as columns; `counts` has the shape (areas, groups)."""
    areas, many = counts.shape
    stage = programme.stage(step)
    constant = {
        "period": "2024-01-01/2024-12-31",
        "characteristic": of[0],
        "code_list": of[1],
        "edition": of[2],
        "stage": programme.stage_key(stage),
        "state": state,
        "unit": stage.unit,
    }
    columns = {name: np.full(areas * many, value) for name, value in constant.items()}
    columns["area"] = np.repeat(np.array([f"draw {one}" for one in range(areas)]), many)
    columns["group"] = np.tile(groups, areas)
    columns["count"] = counts.reshape(-1)
    return columns
