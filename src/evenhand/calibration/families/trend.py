"""The trend of a disparity: by what a ratio to the reference changes in a year, over six years of quarters."""

from collections.abc import Iterator

import numpy as np

from evenhand.calibration.types import Array, Outcome, Scenario, held
from evenhand.measures.process import ratio_trend

_YEARS = np.arange(24) / 4
_CHANGE = -0.1  # of the log ratio in a year, where groups differ


def draw(scenario: Scenario, rng: np.random.Generator, draws: int) -> Array:
    """Return who got there in each quarter, (draws, groups, quarters); the first group stays as it is."""
    people = np.broadcast_to(scenario.people.astype(np.int64)[:, None], (len(scenario.people), len(_YEARS)))
    change = np.exp(_change(scenario) * _YEARS)
    shares = scenario.shares[0] * np.vstack([np.ones_like(change), np.tile(change, (len(people) - 1, 1))])
    return rng.binomial(people, shares, (draws, *people.shape)).astype(np.float64)


def cover(drawn: Array, scenario: Scenario) -> Iterator[Outcome]:
    """Yield the coverage of the yearly change of the ratio."""
    shape = (len(drawn), drawn.shape[1] - 1)
    own, base = drawn[:, 1:].reshape(-1, len(_YEARS)), np.repeat(drawn[:, 0], shape[1], axis=0)
    people = np.tile(np.repeat(scenario.people[1:, None], len(_YEARS), axis=1), (shape[0], 1))
    found = ratio_trend(own, people, base, np.full_like(base, scenario.people[0]), _YEARS).per_year
    truth = float(np.exp(_change(scenario)))
    yield held("yearly change of a ratio", found.lower.reshape(shape), found.upper.reshape(shape), truth)


def _change(scenario: Scenario) -> float:
    return _CHANGE if np.ptp(scenario.shares) > 0 else 0.0
