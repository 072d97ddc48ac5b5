"""What readers of a report see: its rows made from exact counts, and from counts that were protected first.

Protected counts stand for every count that they may be, so that their intervals are wider than their level by intent.
"""

from collections.abc import Iterator, Mapping

import numpy as np

from evenhand.calibration.counts import (
    LATER,
    STEP,
    Areas,
    draw_areas,
    groups_of,
    known,
    stratum_people,
    stratum_shares,
    table_of,
)
from evenhand.calibration.families.inequality import true_values
from evenhand.calibration.types import Array, Outcome, Scenario, held
from evenhand.disclosure import load_policy, protect
from evenhand.measures import MeasureTable, measure

_EVERYONE = ""


def draw(scenario: Scenario, rng: np.random.Generator, draws: int) -> Areas:
    """Return areas with groups at every step and in strata at the first."""
    return draw_areas(scenario, rng, draws)


def cover(drawn: Areas, scenario: Scenario) -> Iterator[Outcome]:
    """Yield the coverage of the report's rows about the first service step, and of the whole waterfall."""
    vocabulary, programme = known()
    counts = table_of(drawn, scenario, divided=True)
    policy = scenario.condition.figures.get("policy")
    if policy:
        counts = protect(counts, policy=load_policy(policy), programme=programme)
    measures = measure(counts, programme=programme, vocabulary=vocabulary)
    stage = programme.stage_key(programme.stage(STEP))
    last = programme.stage_key(programme.stages[-1])
    for name, truth in _truths(scenario).items():
        rows = measures.where(measure=name, stage=last if name == "waterfall_total" else stage)
        if len(rows):
            yield _of(rows, name, truth, scenario, len(drawn.people), at_least=bool(policy))


def _of(
    rows: MeasureTable, name: str, truth: Array, scenario: Scenario, draws: int, *, at_least: bool
) -> Outcome:
    """Intervals put in their places, (areas, groups); a group without a row has none."""
    groups = groups_of(scenario) if truth.ndim else (_EVERYONE,)
    place = {code: number for number, code in enumerate(groups)}
    columns = {one: rows.rows.column(one).to_pylist() for one in ("area", "group", "lower", "upper")}
    chosen = [number for number, code in enumerate(columns["group"]) if code in place]
    area = [int(str(columns["area"][number]).removeprefix("draw ")) for number in chosen]
    group = [place[columns["group"][number]] for number in chosen]
    ends = []
    for end in ("lower", "upper"):
        filled = np.full((draws, len(groups)), np.nan)
        values = [columns[end][number] for number in chosen]
        filled[area, group] = [np.nan if one is None else one for one in values]
        ends.append(filled)
    first = len(groups) - truth.shape[0] if truth.ndim else 0
    return held(name, ends[0][:, first:], ends[1][:, first:], truth, at_least=at_least)


def _truths(scenario: Scenario) -> Mapping[str, Array]:
    """The truth of each measure: one figure per group (of comparisons: per group but the first), or one of all."""
    p, n = scenario.shares, scenario.people
    own, base = stratum_shares(scenario)[1:], stratum_shares(scenario)[:1]
    people = stratum_people(scenario)
    weight = people[1:] * people[:1] / (people[1:] + people[:1])
    seen = (stratum_shares(scenario) * people).sum(axis=1) / n
    truths: dict[str, Array] = {
        "proportion": seen,
        "difference": seen[1:] - seen[0],
        "ratio": seen[1:] / seen[0],
        "relative_rate": seen[1:] / seen[0],
        "difference_within": (weight * (own - base)).sum(axis=1) / weight.sum(axis=1),
        "waterfall_total": (seen[1:] - seen[0]) * LATER**3,
    }
    if np.ptp(p) == 0:  # elsewhere strata have no ratio in common
        truths["ratio_within"] = np.ones(len(p) - 1)
    of_all = true_values(seen, n, np.arange(len(p), dtype=np.float64), favourable=True)
    return truths | {name: np.asarray(value) for name, value in of_all.items() if np.isfinite(value)}
