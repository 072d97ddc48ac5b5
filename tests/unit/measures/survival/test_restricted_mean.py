"""How many days of the first so many people stay: by hand, its differences, and where it is not told."""

import numpy as np
import pytest

from evenhand.measures.survival import counts_by_time, restricted_mean, restricted_mean_difference
from evenhand.measures.survival.restricted_mean import mean_and_variance

DAYS = np.arange(1, 41, dtype=float)


def test_with_nobody_lost_it_is_the_mean_and_its_variance_that_of_a_mean() -> None:
    value, variance = mean_and_variance(counts_by_time(DAYS, np.ones(40)), 25)
    held = np.minimum(DAYS, 25)
    assert value[0] == pytest.approx(held.mean())
    assert variance[0] == pytest.approx(held.var(ddof=1) / 40)


def test_limits_lie_around_it_and_within_the_time() -> None:
    found = restricted_mean(counts_by_time(DAYS, np.ones(40)), 25)
    assert 0 < found.lower[0] < found.value[0] < found.upper[0] < 25
    assert found.reason.tolist() == [""]


def test_a_difference_is_that_of_the_means_and_none_of_the_reference_itself() -> None:
    by_time = counts_by_time(np.tile(DAYS, 2) + np.repeat([0, 9], 40), np.ones(80), ["a"] * 40 + ["b"] * 40)
    means = restricted_mean(by_time, 30)
    found = restricted_mean_difference(by_time, 30, reference="a")
    assert found.value == pytest.approx([0, means.value[1] - means.value[0]])
    assert (found.lower[0], found.upper[0]) == (0, 0)
    assert found.lower[1] < found.value[1] < found.upper[1]
    wide = restricted_mean_difference(by_time, 30, reference="a", level=0.99)
    assert wide.lower[1] < found.lower[1]


def test_it_is_not_told_where_nobody_is_followed_so_long() -> None:
    by_time = counts_by_time(
        np.concatenate([DAYS, DAYS]), [1] * 40 + [1] * 30 + [0] * 10, ["a"] * 40 + ["b"] * 40
    )
    found = restricted_mean(by_time, 60)
    assert found.reason.tolist() == ["", "not_followed_so_long"]
    assert np.isnan(found.value[1])
    against = restricted_mean_difference(by_time, 60, reference="b")
    assert against.reason.tolist() == ["not_followed_so_long"] * 2


def test_no_limits_for_few_people_or_few_who_left() -> None:
    assert restricted_mean(counts_by_time([1, 2, 3], [1, 1, 1]), 2).reason.tolist() == ["too_few_followed"]
    few = counts_by_time([5] * 3 + [90] * 37, [1] * 3 + [0] * 37)
    assert restricted_mean(few, 60).reason.tolist() == ["few_left"]
    nobody = restricted_mean(counts_by_time([90] * 40, [0] * 40), 60)
    assert nobody.value.tolist() == [60]
    assert not np.isfinite(nobody.lower).any()
