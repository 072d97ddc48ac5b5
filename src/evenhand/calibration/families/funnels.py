"""Areas beside each other: the share of points that limits hold, where areas differ by chance and where they vary."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from evenhand.calibration.types import Array, Kind, Outcome, Scenario
from evenhand.measures.funnels import Funnel, funnel

_RESIDENTS = 100  # for each person who was counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """Who got there of each area's people, and events among its residents, (draws, areas)."""

    x: Array
    events: Array


def draw(scenario: Scenario, rng: np.random.Generator, draws: int) -> Drawn:
    """Return counts of areas; the groups of the scenario's size are its areas.

    Where areas vary, each has a share drawn from a beta, a rate from a gamma distribution.
    """
    people, share = scenario.people, scenario.shares
    spread = float(scenario.condition.figures.get("spread", 0.0))
    shape = (draws, len(people))
    if spread:
        more = (1 - spread) / spread
        own = rng.beta(share * more, (1 - share) * more, shape)
        rates = rng.gamma(share / spread, spread / share, shape) * share
    else:
        own = rates = np.broadcast_to(share, shape)
    x = rng.binomial(people.astype(np.int64), own)
    return Drawn(x=x.astype(np.float64), events=rng.poisson(people * rates).astype(np.float64))


def cover(drawn: Drawn, scenario: Scenario) -> Iterator[Outcome]:
    """Yield the share of points within the limits of each kind of funnel."""
    people = np.broadcast_to(scenario.people, drawn.x.shape)
    yield from _within("funnel of proportions", funnel(drawn.x, people, kind="proportion"))
    yield from _within("funnel of rates", funnel(drawn.events, people * _RESIDENTS, kind="rate"))
    yield from _within("funnel of ratios", funnel(drawn.events, people * scenario.shares, kind="ratio"))


def _within(name: str, made: Funnel) -> Iterator[Outcome]:
    for place, level in enumerate(made.levels):
        given = ~np.isnan(made.lower[place]) & ~np.isnan(made.upper[place])
        inside = (made.outside[place] == 0).astype(np.float64)
        yield Outcome(
            measure=f"{name}, {level:.1%} limits",
            values=inside,
            given=given,
            kind=Kind.COVERAGE,
            nominal=level,
        )
