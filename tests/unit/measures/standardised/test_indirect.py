"""Events beside those expected."""

import numpy as np
import pytest

from evenhand.measures.estimate import Holds
from evenhand.measures.intervals import poisson, z_of
from evenhand.measures.standardised import expected_events, indirect_rate, indirect_ratio


def test_expected_events_are_people_at_the_rates_of_the_standard() -> None:
    found = expected_events([[100, 200], [0, 50]], [30, 40], [1000, 2000])
    assert found == pytest.approx([100 * 0.03 + 200 * 0.02, 50 * 0.02])


def test_stratum_that_the_standard_lacks_is_not_known() -> None:
    assert np.isnan(expected_events([[100, 200]], [30, 0], [1000, 0])).all()
    assert expected_events([[100, 0]], [30, 0], [1000, 0]) == pytest.approx([3])


def test_ratio_has_the_interval_of_its_events() -> None:
    found = indirect_ratio([6, 198], [14.9, 85.1])
    lower, upper = poisson(np.array([6.0, 198]), z_of(0.95), 10)
    assert found.value == pytest.approx([6 / 14.9, 198 / 85.1])
    assert found.lower == pytest.approx(lower / [14.9, 85.1])
    assert found.upper == pytest.approx(upper / [14.9, 85.1])


def test_none_expected_is_no_ratio() -> None:
    found = indirect_ratio([3, 0], [0, 2])
    assert found.state.tolist() == [Holds.NOT_AT_ALL, Holds.OK]
    assert found.reason.tolist() == ["none_expected", ""]
    assert found.lower[1] == 0


def test_rate_is_the_ratio_times_the_rate_of_the_standard() -> None:
    ratio, rate = indirect_ratio([20], [10]), indirect_rate([20], [10], 0.05)
    assert rate.value == pytest.approx([0.1])
    assert rate.lower == pytest.approx(ratio.lower * 0.05)
    assert rate.upper == pytest.approx(ratio.upper * 0.05)


def test_coverage_holds_from_ten_expected() -> None:
    rng = np.random.default_rng(3)
    for hoped, ratio in ((10, 1.4), (25, 1.0), (80, 0.7)):
        found = indirect_ratio(rng.poisson(hoped * ratio, 20_000), np.full(20_000, float(hoped)))
        share = ((found.lower <= ratio) & (ratio <= found.upper)).mean()
        assert 0.93 <= share <= 0.97, (hoped, share)
