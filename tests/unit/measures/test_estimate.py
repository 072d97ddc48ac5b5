"""Figures with their intervals, and the reason why either is missing."""

import numpy as np

from evenhand.measures.estimate import estimate, estimate_alone


def test_a_figure_with_both_limits_is_ok() -> None:
    made = estimate([0.5], [0.4], [0.6])
    assert made.state.tolist() == ["ok"]
    assert made.reason.tolist() == [""]


def test_nothing_is_not_less_than_nothing() -> None:
    made = estimate([-0.0], [-0.0], [0.6])
    assert not np.signbit(made.value[0])
    assert not np.signbit(made.lower[0])


def test_an_endless_limit_takes_the_whole_interval_away() -> None:
    made = estimate([2.0], [0.4], [np.inf])
    assert made.state.tolist() == ["interval_not_estimable"]
    assert np.isnan(made.lower[0])
    assert np.isnan(made.upper[0])
    assert made.reason.tolist() == ["no_limits"]


def test_no_figure_is_not_estimable() -> None:
    made = estimate([np.nan], [0.0], [1.0], reason="nobody")
    assert made.state.tolist() == ["not_estimable"]


def test_the_first_reason_stays() -> None:
    made = estimate_alone([1.0, 2.0], reason="no_order").without(np.array([True, False]), "too_few_people")
    assert made.reason.tolist() == ["no_order", "no_order"]


def test_without_takes_the_interval_and_if_asked_the_figure() -> None:
    made = estimate([1.0, 2.0], [0.0, 1.0], [2.0, 3.0])
    few = made.without(np.array([True, False]), "too_few_people")
    assert few.state.tolist() == ["interval_not_estimable", "ok"]
    assert few.value.tolist() == [1.0, 2.0]
    none = made.without(np.array([False, True]), "nobody", value=True)
    assert none.state.tolist() == ["ok", "not_estimable"]
