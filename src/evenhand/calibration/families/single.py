"""One group by itself: the share that got there, its share of all who did, events per resident."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from evenhand.calibration.draws import events, reached, recorded
from evenhand.calibration.types import Array, Outcome, Scenario, held
from evenhand.measures.intervals import rate, wilson
from evenhand.measures.rules import load_rules

_RESIDENTS = 100  # for each person who was counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """Events `x` of `n` people, events among residents, people of each group at the step; all (draws, groups)."""

    x: Array
    n: Array
    events: Array
    expected: Array
    at_step: Array


def draw(scenario: Scenario, rng: np.random.Generator, draws: int) -> Drawn:
    """Return counts as recorded."""
    x, n = recorded(scenario, reached(scenario, rng, draws), rng)
    happened, expected = events(scenario, rng, draws)
    people = scenario.people
    at_step = rng.multinomial(int(people.sum()), people / people.sum(), draws).astype(np.float64)
    return Drawn(x=x, n=n, events=happened, expected=expected, at_step=at_step)


def cover(drawn: Drawn, scenario: Scenario) -> Iterator[Outcome]:
    """Yield the coverage of Wilson's interval of a proportion and a share, and of Byar's of a rate."""
    rules, condition = load_rules(), scenario.condition.name
    if condition != "repeated events":
        low, high = wilson(drawn.x, drawn.n, rules.z)
        yield held("proportion", low, high, scenario.shares, drawn.n >= rules.least_people)
    if condition in ("as recorded", "repeated events"):
        residents = scenario.people * _RESIDENTS
        low, high = rate(
            drawn.events, np.broadcast_to(residents, drawn.events.shape), rules.z, rules.exact_below
        )
        yield held("rate", low, high, drawn.expected / residents)
    if condition == "as recorded":
        everyone = np.broadcast_to(drawn.at_step.sum(axis=1, keepdims=True), drawn.at_step.shape)
        low, high = wilson(drawn.at_step, everyone, rules.z)
        yield held(
            "share", low, high, scenario.people / scenario.people.sum(), everyone >= rules.least_people
        )
