"""People whose group nobody knows, and links that were missed: bounds with chance are to hold the figure of all people."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from evenhand.calibration.draws import reached, recorded
from evenhand.calibration.types import Array, Outcome, Scenario, held
from evenhand.measures.unknowns.bounds import Unknown
from evenhand.measures.unknowns.linkage import LinkQuality, true_share_interval
from evenhand.measures.unknowns.with_chance import (
    difference_with_chance,
    proportion_with_chance,
    ratio_with_chance,
)

_ABOUT = np.array([0.8, 1.2])  # chances of a wrong link are known to a fifth


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """Events of people as recorded (draws, groups), and of the people of no group (draws, 1)."""

    x: Array
    n: Array
    with_it: Array
    without: Array


def draw(scenario: Scenario, rng: np.random.Generator, draws: int) -> Drawn:
    """Return counts as recorded."""
    true = reached(scenario, rng, draws)
    x, n = recorded(scenario, true, rng)
    lost = (true - x).sum(axis=1, keepdims=True)
    gone = (scenario.people - n).sum(axis=1, keepdims=True)
    return Drawn(x=x, n=n, with_it=lost, without=gone - lost)


def cover(drawn: Drawn, scenario: Scenario) -> Iterator[Outcome]:
    """Yield the coverage of bounds for the true share of each group, and its difference and ratio to the first."""
    p, said = scenario.shares, scenario.condition.figures
    if "missed" in said:
        missed, wrong = (_between(said[name], drawn.x.shape) for name in ("missed", "wrong"))
        low, high = true_share_interval(drawn.x, drawn.n, LinkQuality(missed=missed, false=wrong))
        yield held("proportion, bounds for wrong links", low, high, p, at_least=True)
        return
    shape = drawn.x.shape
    unknown = _unknown(drawn, shape)
    low, high = proportion_with_chance(drawn.x, drawn.n, unknown)
    yield held("proportion, bounds for unknown groups", low, high, p, at_least=True)
    others = (shape[0], shape[1] - 1)
    four = (
        drawn.x[:, 1:], drawn.n[:, 1:],
        np.broadcast_to(drawn.x[:, :1], others), np.broadcast_to(drawn.n[:, :1], others),
    )  # fmt: skip
    low, high = difference_with_chance(*four, _unknown(drawn, others))
    yield held("difference, bounds for unknown groups", low, high, p[1:] - p[0], at_least=True)
    low, high = ratio_with_chance(*four, _unknown(drawn, others))
    yield held("ratio, bounds for unknown groups", low, high, p[1:] / p[0], at_least=True)


def _unknown(drawn: Drawn, shape: tuple[int, ...]) -> Unknown:
    return Unknown(
        with_it=np.broadcast_to(drawn.with_it, shape), without=np.broadcast_to(drawn.without, shape)
    )


def _between(chance: float, shape: tuple[int, ...]) -> tuple[Array, Array]:
    """The least and the greatest chance of a wrong link that are thought possible."""
    least, most = chance * _ABOUT
    return np.full(shape, least), np.full(shape, most)
