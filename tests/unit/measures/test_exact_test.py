"""The exact test behind a finding: against another implementation, and never below its level by chance."""

import numpy as np
import pytest
from scipy.stats import binomtest, fisher_exact

from evenhand.measures.exact_test import chance_of_more, chance_of_more_events, surest_chances
from tests.unit.measures.counted import groups, pairs, programme, visits

PLAN = programme()


def floats(*numbers: float) -> list[np.ndarray]:
    return [np.array([float(one)]) for one in numbers]


def test_shares_agree_with_fishers_test_elsewhere() -> None:
    random = np.random.default_rng(4)
    n1, n2 = random.integers(1, 80, 60), random.integers(1, 500, 60)
    x1, x2 = random.binomial(n1, 0.4), random.binomial(n2, 0.2)
    ours = chance_of_more(*(one.astype(float) for one in (x1, n1, x2, n2)))
    for row, chance in enumerate(ours):
        table = [[x1[row], n1[row] - x1[row]], [x2[row], n2[row] - x2[row]]]
        theirs = fisher_exact(table, alternative="greater").pvalue
        is_above = x1[row] * n2[row] > x2[row] * n1[row]
        assert chance == pytest.approx(theirs if is_above else 1, rel=1e-9)


def test_rates_agree_with_the_binomial_test_elsewhere() -> None:
    for x1, n1, x2, n2 in ((12, 1000, 3, 1000), (5, 900, 40, 90_000), (0, 10, 4, 10), (3, 10, 0, 10)):
        theirs = binomtest(x1, x1 + x2, n1 / (n1 + n2), alternative="greater").pvalue
        ours = chance_of_more_events(*floats(x1, n1, x2, n2))[0]
        assert ours == pytest.approx(theirs if x1 / n1 > x2 / n2 else 1, rel=1e-9)


def test_of_millions_it_has_an_answer() -> None:
    (chance,) = chance_of_more(*floats(915_000, 9_000_000, 900_000, 9_000_000))
    assert 0 < chance < 1e-20


def test_of_nobody_it_says_nothing() -> None:
    assert chance_of_more(*floats(0, 0, 3, 10)) == 1
    assert chance_of_more_events(*floats(3, 10, 0, 0)) == 1


@pytest.mark.slow
@pytest.mark.parametrize(("own", "share"), [(12, 0.05), (30, 0.1), (60, 0.3)])
def test_small_groups_cross_a_small_level_no_oftener_than_it_says(own: int, share: float) -> None:
    random = np.random.default_rng(5)
    counts = np.stack([random.binomial(own, share, 200_000), random.binomial(1000, share, 200_000)])
    kinds, times = np.unique(counts, axis=1, return_counts=True)
    size1, size2 = np.full(kinds.shape[1], float(own)), np.full(kinds.shape[1], 1000.0)
    chance = chance_of_more(kinds[0].astype(float), size1, kinds[1].astype(float), size2)
    for level in (0.025, 0.0025, 0.00025):
        assert times[chance <= level].sum() <= 200_000 * level * 1.1


def test_the_chance_is_the_largest_of_all_counts_that_the_protection_allows() -> None:
    exact = surest_chances(pairs(groups(PLAN, {"A": (400, 300), "B": (200, 100)}), PLAN))
    rounded = surest_chances(pairs(groups(PLAN, {"A": (400, 300), "B": (200, 100)}, policy="open-5"), PLAN))
    assert 0 < exact[1][1] < rounded[1][1] < 0.001
    assert exact[0][1] == rounded[0][1] == 1
    assert np.isnan(exact[0][0])


@pytest.mark.parametrize("policy", [None, "open-5"])
def test_of_rates_each_direction_has_its_chance(policy: str | None) -> None:
    plan = visits()
    more, fewer = surest_chances(
        pairs(groups(plan, {"A": (20_000, 100), "B": (5000, 100), "C": (5000, 0)}, policy=policy), plan)
    )
    assert (more[1] < 1e-6, fewer[1], more[2], fewer[2] < 1e-4) == (True, 1, 1, True)
