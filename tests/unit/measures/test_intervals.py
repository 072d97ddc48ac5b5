"""Intervals of one proportion and one rate: edges, order, what is not known."""

import numpy as np
import pytest

from evenhand.measures.intervals import poisson, rate, wilson, z_of

Z = z_of(0.95)


def of(interval: object, *counts: float, **more: float) -> tuple[float, float]:
    low, high = interval(*(np.array([float(one)]) for one in counts), Z, **more)  # type: ignore[operator]
    return float(low[0]), float(high[0])


def test_the_quantile_of_a_two_sided_level() -> None:
    assert z_of(0.95) == pytest.approx(1.959963984540054, abs=1e-12)
    assert z_of(0.998) == pytest.approx(3.090232306167813, abs=1e-12)
    assert z_of(0) == pytest.approx(0, abs=1e-12)


def test_wilsons_interval_of_wilsons_kind_of_example() -> None:
    """81 of 263: Newcombe 1998, table I, method 3."""
    assert of(wilson, 81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert of(wilson, 15, 148) == pytest.approx((0.0624, 0.1605), abs=5e-5)


def test_none_of_some_begins_at_nought_and_has_an_upper_limit() -> None:
    assert of(wilson, 0, 20) == pytest.approx((0, 0.1611), abs=5e-5)


def test_all_of_some_ends_at_one_and_has_a_lower_limit() -> None:
    assert of(wilson, 29, 29) == pytest.approx((0.8830, 1), abs=5e-5)


def test_one_of_one_says_next_to_nothing() -> None:
    low, high = of(wilson, 1, 1)
    assert low < 0.21
    assert high == 1


@pytest.mark.parametrize("interval", [wilson, rate])
def test_of_nobody_there_is_no_interval(interval: object) -> None:
    assert np.isnan(of(interval, 0, 0)).all()
    assert np.isnan(of(interval, np.nan, 10)).all()
    assert np.isnan(of(interval, 3, np.nan)).all()


def test_half_counts_lie_between_their_neighbours() -> None:
    assert of(wilson, 2, 20) < of(wilson, 2.5, 20) < of(wilson, 3, 20)


def test_no_event_has_the_upper_limit_of_minus_log_half_the_tail() -> None:
    assert of(poisson, 0) == pytest.approx((0, -np.log(0.025)), rel=1e-12)


def test_limits_of_a_count_known_from_tables() -> None:
    """Exact limits of 5 events: 1.6235 and 11.6683 (Pearson and Hartley, table 40)."""
    assert of(poisson, 5) == pytest.approx((1.6235, 11.6683), abs=5e-5)


def test_the_exact_limits_end_where_byars_begin_and_neither_jumps_back() -> None:
    counts = np.arange(0, 200, dtype=float)
    low, high = poisson(counts, Z)
    assert (np.diff(low) > 0).all()
    assert (np.diff(high) > 0).all()
    exact = poisson(counts, Z, exact_below=1e9)
    assert np.abs(low / np.where(exact[0] > 0, exact[0], 1) - 1)[10:].max() < 0.01
    assert np.abs(high / exact[1] - 1)[10:].max() < 0.01


def test_where_the_exact_limits_end_is_a_rule_not_a_habit() -> None:
    assert of(poisson, 9) != of(poisson, 9, exact_below=9)
    assert of(poisson, 10) == of(poisson, 10, exact_below=9)


def test_an_unknown_count_has_no_interval() -> None:
    assert np.isnan(of(poisson, np.nan)).all()


def test_a_rate_is_its_count_over_its_people() -> None:
    assert of(rate, 40, 8000) == pytest.approx(tuple(limit / 8000 for limit in of(poisson, 40)))


def test_no_rows_give_no_rows() -> None:
    nothing = np.zeros(0)
    for low, high in (wilson(nothing, nothing, Z), rate(nothing, nothing, Z)):
        assert low.shape == high.shape == (0,)
