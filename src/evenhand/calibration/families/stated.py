"""What a report states: how often it states any difference where there is none, and how many true ones it states."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from evenhand.calibration.counts import (
    STEP,
    Areas,
    draw_areas,
    groups_of,
    known,
    stratum_people,
    stratum_shares,
    table_of,
)
from evenhand.calibration.types import Array, Outcome, Scenario, alarm, figure
from evenhand.disclosure import load_policy, protect
from evenhand.findings.candidates import Tested, test_all
from evenhand.measures import Family, Pairs, family_of, load_rules
from evenhand.measures.subset import pairs_of


def draw(scenario: Scenario, rng: np.random.Generator, draws: int) -> Areas:
    """Return areas with groups at every step; each is a report of its own."""
    return draw_areas(scenario, rng, draws)


def cover(drawn: Areas, scenario: Scenario) -> Iterator[Outcome]:
    """Yield false alarms where no group differs; otherwise true differences stated, and false statements."""
    rules = load_rules()
    tested = list(_tested(drawn, scenario))
    if np.ptp(scenario.shares) == 0:
        yield alarm(
            "a report states any difference", [bool(one.held) for one in tested], nominal=rules.test_level
        )
        yield figure("comparisons in a report", np.array([one.made for one in tested], np.float64))
        return
    gaps = _gaps(scenario)
    right = [[_is_true(one.pairs, one.row, gaps) for one in report.held] for report in tested]
    # Later steps are the same in all groups: what is stated of them, or the wrong way round, is false.
    false = [1 - sum(one) / len(one) if one else 0.0 for one in right]
    yield alarm("share of what a report states that is false", false, nominal=rules.test_level)
    yield alarm("a report states anything false", [not all(one) for one in right], nominal=None)
    there = sum(gap != 0 for gap in gaps.values())
    yield figure(
        "true differences that are stated, of 100", np.array([100 * sum(one) / there for one in right])
    )


def _tested(drawn: Areas, scenario: Scenario) -> Iterator[Tested]:
    """The tests of each area, as a report of that area alone would make them."""
    vocabulary, programme = known()
    counts = table_of(drawn, scenario, divided=False)
    policy = scenario.condition.figures.get("policy")
    if policy:
        counts = protect(counts, policy=load_policy(policy), programme=programme)
    family = family_of(counts, programme=programme, vocabulary=vocabulary, rules=load_rules())
    rows = {name: _rows_by_area(one, len(drawn.people)) for name, one in family.pairs.items()}
    for number in range(len(drawn.people)):
        yield test_all(_of_area(family, {name: one[number] for name, one in rows.items()}))


def _rows_by_area(pairs: Pairs, areas: int) -> list[np.ndarray]:
    """The numbers of the rows of each area."""
    area = np.array([int(name.removeprefix("draw ")) for name in pairs.columns["area"].tolist()], np.int64)
    order = np.argsort(area, kind="stable")
    return np.split(order, np.searchsorted(area[order], np.arange(1, areas)))


def _of_area(family: Family, rows: Mapping[str, np.ndarray]) -> Family:
    return replace(family, pairs={name: pairs_of(one, rows[name]) for name, one in family.pairs.items()})


def _gaps(scenario: Scenario) -> Mapping[str, float]:
    """The true difference of each group to the first at the first step."""
    people: Array = stratum_people(scenario)
    share = (stratum_shares(scenario) * people).sum(axis=1) / people.sum(axis=1)
    groups = groups_of(scenario)
    return {code: float(share[place] - share[0]) for place, code in enumerate(groups) if place}


def _is_true(pairs: Pairs, row: int, gaps: Mapping[str, float]) -> bool:
    """Whether a stated difference is at the step at which there is one, and goes the way it truly goes."""
    base = int(pairs.reference[row])
    seen = pairs.x.point[row] / pairs.n.point[row] - pairs.x.point[base] / pairs.n.point[base]
    gap = gaps[str(pairs.columns["group"][row])] if pairs.stage.id == STEP else 0.0
    return bool(seen * gap > 0)
