"""Small groups drawn to their peers: intervals are to hold in 95 of 100 groups of a table whose groups differ by chance."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from evenhand.calibration.types import Array, Outcome, Scenario, held
from evenhand.measures.borrowing.shrunken import shrunken_proportions, shrunken_rates

_RESIDENTS = 100  # for each person who was counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """True shares and who got there, true rates and events; (draws, groups)."""

    share: Array
    x: Array
    rate: Array
    events: Array


def draw(scenario: Scenario, rng: np.random.Generator, draws: int) -> Drawn:
    """Return counts of groups; where they vary, around the scenario's shares, otherwise with these shares."""
    spread = float(scenario.condition.figures.get("spread", 0.0))
    share = rate = np.broadcast_to(scenario.shares, (draws, len(scenario.people)))
    if spread:
        more = (1 - spread) / spread
        rate = rng.gamma(share / spread, spread / share) * share
        share = rng.beta(share * more, (1 - share) * more)
    return Drawn(
        share=share,
        x=rng.binomial(scenario.people.astype(np.int64), share).astype(np.float64),
        rate=rate / _RESIDENTS,
        events=rng.poisson(scenario.people * rate).astype(np.float64),
    )


def cover(drawn: Drawn, scenario: Scenario) -> Iterator[Outcome]:
    """Yield the coverage of each group's own true share and rate."""
    people = np.broadcast_to(scenario.people, drawn.x.shape)
    shares = shrunken_proportions(drawn.x, people).figures
    yield held("proportion, drawn to the peers", shares.lower, shares.upper, drawn.share)
    rates = shrunken_rates(drawn.events, people * _RESIDENTS).figures
    yield held("rate, drawn to the peers", rates.lower, rates.upper, drawn.rate)
