"""A group beside its reference: differences and ratios of proportions and of rates, all groups against the first."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from evenhand.calibration.draws import events, reached, recorded
from evenhand.calibration.types import Array, Outcome, Scenario, held
from evenhand.measures import score
from evenhand.measures.rules import load_rules

_RESIDENTS = 100  # for each person who was counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """Events `x` of `n` people and events among residents, (draws, groups); what is expected of the latter, (groups,)."""

    x: Array
    n: Array
    events: Array
    expected: Array


def draw(scenario: Scenario, rng: np.random.Generator, draws: int) -> Drawn:
    """Return counts as recorded."""
    x, n = recorded(scenario, reached(scenario, rng, draws), rng)
    happened, expected = events(scenario, rng, draws)
    return Drawn(x=x, n=n, events=happened, expected=expected)


def cover(drawn: Drawn, scenario: Scenario) -> Iterator[Outcome]:
    """Yield the coverage of the score intervals of every group against the first."""
    condition = scenario.condition.name
    if condition != "repeated events":
        yield from _proportions(drawn, scenario)
    if condition in ("as recorded", "repeated events"):
        yield from _rates(drawn, scenario)


def _proportions(drawn: Drawn, scenario: Scenario) -> Iterator[Outcome]:
    rules, p = load_rules(), scenario.shares
    four = *_beside(drawn.x, drawn.n), rules.z
    enough = (drawn.n[:, 1:] >= rules.least_people) & (drawn.n[:, :1] >= rules.least_people)
    some = drawn.x[:, 1:] + drawn.x[:, :1] >= rules.least_events
    low, high = score.difference_of_proportions(*four)
    yield held("difference", low, high, p[1:] - p[0], enough)
    low, high = score.ratio_of_proportions(*four)
    yield held("ratio", low, high, p[1:] / p[0], enough & some & np.isfinite(high))


def _rates(drawn: Drawn, scenario: Scenario) -> Iterator[Outcome]:
    rules, residents = load_rules(), scenario.people * _RESIDENTS
    truth = drawn.expected / residents
    four = *_beside(drawn.events, np.broadcast_to(residents, drawn.events.shape)), rules.z
    low, high = score.difference_of_rates(*four)
    yield held("difference of rates", low, high, truth[1:] - truth[0])
    low, high = score.ratio_of_rates(*four)
    yield held("ratio of rates", low, high, truth[1:] / truth[0], np.isfinite(high))


def _beside(x: Array, n: Array) -> tuple[Array, Array, Array, Array]:
    """Counts of every group but the first, and of the first beside each."""
    others = x.shape[1] - 1
    return x[:, 1:], n[:, 1:], np.repeat(x[:, :1], others, axis=1), np.repeat(n[:, :1], others, axis=1)
