"""A change beside that of other areas, held against the same reckoned here from its formulas, step by step."""

import numpy as np
import pytest
from scipy import stats

from evenhand.planning.effects.areas import compare
from evenhand.planning.effects.course import Course

PERIODS = 8


def area(people: int, events: np.ndarray) -> Course:
    number = 2 * PERIODS
    return Course(
        time=np.arange(float(number)) - PERIODS,
        year=np.zeros(number),
        figure=events / people,
        people=np.full(number, float(people)),
        off=np.zeros(number),
        events=events,
    )


@pytest.mark.parametrize(("others", "spread"), [(5, 0.0), (8, 0.05), (15, 0.1)])
def test_the_change_and_its_range(others: int, spread: float) -> None:
    """DerSimonian and Laird's variance between areas, weights by it, and Student's t with one degree less than others."""
    draw = np.random.default_rng(7)
    areas = []
    for people in draw.integers(80, 600, others + 1):
        shares = np.where(np.arange(2 * PERIODS) < PERIODS, 0.5, 0.5 + draw.normal(0, spread))
        areas.append(area(int(people), draw.binomial(people, np.clip(shares, 0, 1)).astype(float)))
    found = compare(areas[0], areas[1:], level=0.95, variance=0.25)

    gained = [one.figure[PERIODS:].mean() - one.figure[:PERIODS].mean() for one in areas]
    chance = [2 * 0.25 / (PERIODS * one.people[0]) for one in areas]
    weight = [1 / one for one in chance[1:]]
    mean = np.average(gained[1:], weights=weight)
    q = sum(w * (one - mean) ** 2 for w, one in zip(weight, gained[1:], strict=True))
    between = max(0, (q - (others - 1)) / (sum(weight) - sum(w * w for w in weight) / sum(weight)))
    weight = [1 / (one + between) for one in chance[1:]]
    beyond = gained[0] - np.average(gained[1:], weights=weight)
    reach = stats.t.ppf(0.975, others - 1) * np.sqrt(chance[0] + between + 1 / sum(weight))
    assert (found.change, found.lower, found.upper) == pytest.approx((beyond, beyond - reach, beyond + reach))
