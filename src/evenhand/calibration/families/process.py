"""Charts over time: how often a series in which nothing changes has a point outside its limits, or a signal of runs.

The groups of the scenario's size are series of their own; people in a period vary by season. No chart states an error
rate for a series, so that none is held against it but that of runs.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from evenhand.calibration.types import Array, Mask, Outcome, Scenario, alarm, figure
from evenhand.measures.process import (
    Chart,
    p_chart,
    p_prime_chart,
    run_chart,
    u_chart,
    u_prime_chart,
    xmr_chart,
)

_PERIODS = 24
_RESIDENTS = 100  # for each person who was counted
_SEASON = np.tile([0.8, 1.0, 1.2, 1.0], _PERIODS // 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """People and who of them got there, events among residents; (series, periods)."""

    n: Array
    x: Array
    events: Array
    residents: Array


def draw(scenario: Scenario, rng: np.random.Generator, draws: int) -> Drawn:
    """Return series of 24 periods; where areas vary, each period has a share and a rate of its own."""
    people = np.maximum(np.round(scenario.people[:, None] * _SEASON), 1)
    people = np.broadcast_to(people, (draws, *people.shape)).reshape(-1, _PERIODS)
    share = np.tile(scenario.shares, draws)[:, None] * np.ones(_PERIODS)
    spread = float(scenario.condition.figures.get("spread", 0.0))
    rate = share
    if spread:
        more = (1 - spread) / spread
        share, rate = (
            rng.beta(share * more, (1 - share) * more),
            rng.gamma(share / spread, spread / share) * share,
        )
    return Drawn(
        n=people,
        x=rng.binomial(people.astype(np.int64), share).astype(np.float64),
        events=rng.poisson(people * rate).astype(np.float64),
        residents=people * _RESIDENTS,
    )


def cover(drawn: Drawn, scenario: Scenario) -> Iterator[Outcome]:
    """Yield the share of series with a point outside, of points outside, and of series with a signal of runs."""
    groups = len(scenario.size.groups)
    shares = drawn.x / drawn.n
    charts = {
        "p": p_chart(drawn.x, drawn.n),
        "p_prime": p_prime_chart(drawn.x, drawn.n),
        "u": u_chart(drawn.events, drawn.residents),
        "u_prime": u_prime_chart(drawn.events, drawn.residents),
        "xmr": xmr_chart(shares),
    }
    for name, chart in charts.items():
        outside = _outside(chart)
        yield alarm(
            f"{name}: any of 24 points outside",
            _by_draw(np.asarray(outside.any(axis=1)), groups),
            nominal=None,
        )
        yield figure(f"{name}: points outside, of 100", 100 * _by_draw(outside.mean(axis=1), groups))
    runs = run_chart(shares).runs.signal[..., 0]
    yield alarm("run: a signal in a series", _by_draw(runs, groups), nominal=None)


def _outside(chart: Chart) -> Mask:
    return np.asarray(chart.signals.outside != 0)


def _by_draw(values: Array | Mask, groups: int) -> Array:
    return np.asarray(values, np.float64).reshape(-1, groups)
