"""Directly standardised rates: Dobson's interval, repeated events, and where no interval is given."""

import numpy as np
import pytest

from evenhand.measures.estimate import Holds
from evenhand.measures.standardised import direct, direct_of_repeated, load_settings

EVENTS, PEOPLE, STANDARD = [[30, 60, 40]], [[600, 900, 500]], [3000, 5000, 2000]


def test_rate_is_that_of_the_standard_population() -> None:
    found = direct(EVENTS, PEOPLE, STANDARD)
    assert found.value == pytest.approx([(3000 * 30 / 600 + 5000 * 60 / 900 + 2000 * 40 / 500) / 10_000])
    assert found.state.tolist() == [Holds.OK]


def test_with_its_own_people_as_standard_it_is_the_crude_rate() -> None:
    found = direct(EVENTS, PEOPLE, PEOPLE[0])
    assert found.value == pytest.approx([130 / 2000])


def test_interval_holds_the_rate_and_widens_with_the_level() -> None:
    narrow, wide = direct(EVENTS, PEOPLE, STANDARD), direct(EVENTS, PEOPLE, STANDARD, level=0.998)
    assert wide.lower[0] < narrow.lower[0] < narrow.value[0] < narrow.upper[0] < wide.upper[0]


def test_many_cells_are_those_of_one_at_a_time() -> None:
    x = np.array([[30, 60, 40], [20, 80, 10], [15, 31, 22]], np.float64)
    n = np.array([[600, 900, 500], [500, 800, 400], [700, 650, 300]], np.float64)
    together = direct(x, n, STANDARD)
    alone = [direct(x[[row]], n[[row]], STANDARD) for row in range(3)]
    for name in ("value", "lower", "upper"):
        assert getattr(together, name) == pytest.approx([getattr(one, name)[0] for one in alone])


def test_few_events_have_a_rate_and_no_interval() -> None:
    found = direct([[2, 4, 3]], PEOPLE, STANDARD)
    assert np.isfinite(found.value).all()
    assert found.state.tolist() == [Holds.NO_INTERVAL]
    assert found.reason.tolist() == ["few_events"]


def test_no_event_is_a_rate_of_none() -> None:
    found = direct([[0, 0, 0]], PEOPLE, STANDARD)
    assert found.value.tolist() == [0]
    assert found.state.tolist() == [Holds.NO_INTERVAL]


def test_stratum_without_people_leaves_no_rate() -> None:
    found = direct([[30, 0, 40]], [[600, 0, 500]], STANDARD)
    assert found.state.tolist() == [Holds.NOT_AT_ALL]
    assert found.reason.tolist() == ["stratum_without_people"]
    unweighted = direct([[30, 0, 40]], [[600, 0, 500]], [3000, 0, 2000])
    assert unweighted.state.tolist() == [Holds.OK]


def test_standard_of_nobody_leaves_no_rate() -> None:
    assert direct(EVENTS, PEOPLE, [0, 0, 0]).reason.tolist() == ["stratum_without_people"]


@pytest.mark.parametrize(
    ("people", "standard"),
    [([[20, 1000]], [500, 500]), ([[10, 2000]], [900, 1100])],
    ids=["few events are worth it", "a sparse stratum holds most of the variance"],
)
def test_weights_that_leave_too_little_have_no_interval(people: list, standard: list) -> None:
    found = direct([[1, 29]], people, standard)
    assert found.reason.tolist() == ["unequal_weights"]
    assert np.isfinite(found.value).all()


def test_events_fall_where_they_may_the_interval_is_decided_by_sizes() -> None:
    one, other = direct([[0, 60]], [[300, 700]], [400, 600]), direct([[30, 30]], [[300, 700]], [400, 600])
    assert one.state.tolist() == other.state.tolist() == [Holds.OK]


def test_repeated_events_widen_the_interval() -> None:
    once = [[[30, 0], [60, 0], [40, 0]]]
    several = [[[10, 10], [20, 20], [20, 10]]]
    single = direct_of_repeated(once, [1, 2], PEOPLE, STANDARD)
    repeated = direct_of_repeated(several, [1, 2], PEOPLE, STANDARD)
    plain = direct(EVENTS, PEOPLE, STANDARD)
    assert single.value == pytest.approx(plain.value)
    assert single.lower == pytest.approx(plain.lower)
    assert repeated.value == pytest.approx(plain.value)
    assert repeated.upper[0] - repeated.lower[0] > 1.1 * (plain.upper[0] - plain.lower[0])


def test_repeated_events_have_the_variance_of_their_squares() -> None:
    several = np.array([[[10, 10], [20, 20], [20, 10]]], np.float64)
    n, s = np.array(PEOPLE, np.float64), np.array(STANDARD, np.float64)
    found = direct_of_repeated(several, [1, 2], n, s)
    per_person = several @ np.array([1.0, 4.0])
    ratio = np.sqrt((s**2 * per_person / n**2).sum() / (s**2 * np.array(EVENTS) / n**2).sum())
    plain = direct(EVENTS, PEOPLE, STANDARD)
    assert found.upper - found.value == pytest.approx(ratio * (plain.upper - plain.value))


def test_one_cell_has_two_dimensions() -> None:
    with pytest.raises(ValueError, match="cells, strata"):
        direct([1, 2], [3, 4], [5, 6])


def test_coverage_holds_at_twenty_events_and_more() -> None:
    rng = np.random.default_rng(7)
    for total in (20, 40, 150):
        n, s = np.array([210.0, 640, 580, 120]), np.array([4000.0, 11000, 9500, 3200])
        rates = np.array([1, 1.3, 1.6, 2]) * total / (np.array([1, 1.3, 1.6, 2]) * n).sum()
        found = direct(rng.poisson(n * rates, (8000, 4)), n, s)
        truth = (s * rates).sum() / s.sum()
        given = found.state == Holds.OK
        share = ((found.lower <= truth) & (truth <= found.upper))[given].mean()
        assert 0.93 <= share <= 0.972, (total, share)


def test_settings_say_where_they_come_from() -> None:
    assert "Dobson" in load_settings().source
