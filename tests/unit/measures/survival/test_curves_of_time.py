"""Curves by hand: the share still there, the shares that left by each way, and where limits are given."""

import numpy as np
import pytest

from evenhand.measures.intervals import wilson, z_of
from evenhand.measures.survival import counts_by_time, cumulative_incidence, kaplan_meier, median_time

Z = z_of(0.95)


def everybody_seen(people: int = 40) -> tuple[list[float], list[str]]:
    """One leaves each day, every fourth by finishing."""
    return list(range(1, people + 1)), [
        "finished" if day % 4 == 0 else "stopped" for day in range(1, people + 1)
    ]


def test_a_curve_by_hand() -> None:
    found = kaplan_meier(counts_by_time([1, 2, 2, 3, 4], [1, 1, 0, 0, 1]))
    assert found.value.tolist() == [pytest.approx([0.8, 0.8 * 3 / 4, 0.6, 0.0])]
    assert set(found.reason.ravel()) == {"too_few_followed"}


def test_with_nobody_lost_limits_are_those_of_a_share() -> None:
    by_time = counts_by_time(*everybody_seen())
    found = kaplan_meier(by_time)
    lower, upper = wilson(np.array([30.0]), np.array([40.0]), Z)
    assert (found.lower[0, 9], found.upper[0, 9]) == pytest.approx((lower[0], upper[0]))
    ways = cumulative_incidence(by_time)
    lower, upper = wilson(np.array([5.0]), np.array([40.0]), Z)
    assert ways.value[0, 0, 19] == pytest.approx(5 / 40)
    assert (ways.lower[0, 0, 19], ways.upper[0, 0, 19]) == pytest.approx((lower[0], upper[0]))


def test_no_limits_where_few_are_left() -> None:
    found = kaplan_meier(counts_by_time(*everybody_seen()))
    assert found.reason[0, 34] == ""
    assert (found.reason[0, 35:] == "few_at_risk").all()
    assert np.isfinite(found.value).all()


def test_while_nobody_has_left_the_upper_limit_is_all() -> None:
    found = kaplan_meier(counts_by_time([5] * 20 + [9] * 20, [0] * 20 + [1] * 20))
    assert (found.value[0, 0], found.upper[0, 0]) == (1, 1)
    assert found.lower[0, 0] == pytest.approx(wilson(np.array([40.0]), np.array([40.0]), Z)[0][0])


def test_a_way_that_nobody_took_has_limits() -> None:
    found = cumulative_incidence(counts_by_time([*range(1, 41)], ["stopped"] * 40, ways=("died", "stopped")))
    assert found.value[0, 0, 9] == 0
    assert 0 < found.upper[0, 0, 9] < 0.12


def test_a_wider_level_is_wider() -> None:
    by_time = counts_by_time(*everybody_seen())
    usual, wide = kaplan_meier(by_time), kaplan_meier(by_time, level=0.99)
    assert (wide.lower[0, :20] < usual.lower[0, :20]).all()


def test_medians_and_their_limits() -> None:
    found = median_time(counts_by_time(*everybody_seen()))
    assert found.value.tolist() == [20]
    assert found.lower[0] < 20 < found.upper[0]


def test_a_median_that_is_not_reached_is_none() -> None:
    found = median_time(counts_by_time([1, 2] + [9] * 38, [1, 1] + [0] * 38))
    assert np.isnan(found.value[0])
    assert found.reason.tolist() == ["median_not_reached"]
    assert np.isnan(median_time(counts_by_time([], [])).value[0])
