"""The gap that an exact test sees, against a search over every gap."""

import numpy as np
import pytest
from scipy.stats import binom, poisson

from evenhand.measures.exact_test import chance_of_more, chance_of_more_events
from evenhand.measures.least_seen import least_seen


def one(n1: float, x2: float, n2: float, sign: int, *, is_rate: bool = False) -> float:
    counts = (np.array([float(number)]) for number in (n1, x2, n2))
    return float(least_seen(*counts, level=0.001, power=0.8, sign=sign, is_rate=is_rate)[0])


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize(("n1", "x2", "n2"), [(40, 300, 1000), (25, 100, 400), (300, 50, 90)])
def test_a_share_reaches_a_count_that_is_seen_with_that_power(
    n1: float, x2: float, n2: float, sign: int
) -> None:
    counts = np.arange(n1 + 1)
    mine, size = (counts, np.full(len(counts), n1)), np.full(len(counts), n2)
    other = (np.full(len(counts), x2), size)
    chance = chance_of_more(*mine, *other) if sign > 0 else chance_of_more(*other, *mine)
    gap = one(n1, x2, n2, sign)
    power = binom.pmf(counts, n1, x2 / n2 + sign * gap)[chance <= 0.001].sum()
    assert power == pytest.approx(0.8)


@pytest.mark.parametrize("sign", [1, -1])
def test_a_rate_reaches_a_count_that_is_seen_with_that_power(sign: int) -> None:
    counts = np.arange(200.0)
    mine, other = (counts, np.full(200, 5000.0)), (np.full(200, 500.0), np.full(200, 50_000.0))
    chance = chance_of_more_events(*mine, *other) if sign > 0 else chance_of_more_events(*other, *mine)
    gap = one(5000, 500, 50_000, sign, is_rate=True)
    assert poisson.pmf(counts, 50 + sign * 5000 * gap)[chance <= 0.001].sum() == pytest.approx(0.8)


def test_where_no_count_would_be_seen_there_is_none() -> None:
    assert np.isnan(one(3, 500, 1000, 1))
    assert np.isnan(one(3, 500, 1000, -1))
    assert np.isnan(one(0, 500, 1000, 1))
    assert np.isnan(one(50, 0, 1000, -1))
    assert np.isnan(one(50, 0, 0, -1, is_rate=True))


def test_of_large_groups_it_leaves_the_word_to_the_normal_approximation() -> None:
    assert one(6000, 300, 1000, 1) == 0
