"""How long people stay and how they leave: curves at every week, restricted means, medians, the log-rank test.

People leave in one of 26 weeks by one of two ways, or are lost from sight after a week; the truth follows from the
chances of a week by multiplication.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from evenhand.calibration.types import Array, Outcome, Scenario, alarm, held
from evenhand.measures.survival import (
    ByTime,
    cumulative_incidence,
    kaplan_meier,
    log_rank,
    median_time,
    restricted_mean,
    restricted_mean_difference,
)

_WEEKS = 26
_STOPPING = 0.02  # leave each week by the other way
_LOST = 0.01  # are lost from sight each week
_SINGLY = 300  # draws of what is reckoned one draw at a time
_WAYS = ("completed", "stopped")


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """Counts by week: at risk (draws, groups, weeks), who left by each way (ways, draws, groups, weeks)."""

    at_risk: Array
    left: Array


def draw(scenario: Scenario, rng: np.random.Generator, draws: int) -> Drawn:
    """Return counts by week of people of each group."""
    there = np.broadcast_to(scenario.people.astype(np.int64), (draws, len(scenario.people))).copy()
    at_risk, left = [], []
    for _ in range(_WEEKS):
        completed = rng.binomial(there, _completing(scenario))
        stopped = rng.binomial(there - completed, _STOPPING / (1 - _completing(scenario)))
        at_risk.append(there)
        left.append((completed, stopped))
        there = there - completed - stopped
        there = there - rng.binomial(there, _LOST)
    ways = [np.stack([one[way] for one in left], axis=-1).astype(np.float64) for way in range(2)]
    return Drawn(at_risk=np.stack(at_risk, axis=-1).astype(np.float64), left=np.stack(ways))


def cover(drawn: Drawn, scenario: Scenario) -> Iterator[Outcome]:
    """Yield the coverage of curves, means and medians; false alarms of the log-rank test where no group differs."""
    shape = drawn.at_risk.shape
    every = _by_time(drawn.at_risk.reshape(-1, _WEEKS), drawn.left.reshape(2, -1, _WEEKS))
    hazard = _completing(scenario)[:, None] + _STOPPING * np.ones(_WEEKS)
    stay: Array = np.cumprod(1 - hazard, axis=1, dtype=np.float64)
    before = np.concatenate([np.ones((len(stay), 1)), stay[:, :-1]], axis=1)
    curve = kaplan_meier(every)
    yield _weekly("km", curve.lower, curve.upper, stay, shape)
    by_way = cumulative_incidence(every)
    for place, chance in enumerate((_completing(scenario), np.full(len(stay), _STOPPING))):
        truth = np.cumsum(before * chance[:, None], axis=1)
        name = f"cumulative_incidence of those who {_WAYS[place]}"
        yield _weekly(name, by_way.lower[place], by_way.upper[place], truth, shape)
    mean, truth = restricted_mean(every, _WEEKS), before.sum(axis=1)
    yield held("rmst", mean.lower.reshape(shape[:2]), mean.upper.reshape(shape[:2]), truth)
    middle = median_time(every, share=0.8)
    quantile = (stay <= 0.8 + 1e-12).argmax(axis=1) + 1.0
    yield held(
        "time by which a fifth left",
        middle.lower.reshape(shape[:2]),
        middle.upper.reshape(shape[:2]),
        quantile,
    )
    yield from _singly(drawn, scenario, truth)


def _singly(drawn: Drawn, scenario: Scenario, truth: Array) -> Iterator[Outcome]:
    tables = [
        _by_time(*one) for one in zip(drawn.at_risk[:_SINGLY], np.moveaxis(drawn.left, 1, 0), strict=False)
    ]
    gaps = [restricted_mean_difference(one, _WEEKS, reference="0") for one in tables]
    low, high = (np.array([getattr(one, end)[1:] for one in gaps]) for end in ("lower", "upper"))
    yield held("rmst difference", low, high, truth[1:] - truth[0])
    if np.ptp(scenario.shares) == 0:
        yield alarm("log-rank test of all groups", [log_rank(one).p < 0.05 for one in tables], nominal=0.05)


def _weekly(name: str, lower: Array, upper: Array, truth: Array, shape: tuple[int, ...]) -> Outcome:
    """Coverage over groups and weeks."""
    return held(name, lower.reshape(shape), upper.reshape(shape), truth)


def _by_time(at_risk: Array, left: Array) -> ByTime:
    """Counts of (groups, weeks) and (ways, groups, weeks), groups named by their number."""
    return ByTime(
        groups=tuple(map(str, range(len(at_risk)))),
        ways=_WAYS,
        times=np.arange(1, _WEEKS + 1, dtype=np.float64),
        at_risk=at_risk,
        events=left,
        people=at_risk[:, 0],
    )


def _completing(scenario: Scenario) -> Array:
    """The chance of each group to complete in a week: its share, spread over the weeks."""
    return np.asarray(1 - (1 - scenario.shares) ** (1 / _WEEKS))
