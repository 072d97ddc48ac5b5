"""The rules by which points are more than chance would often give."""

from dataclasses import replace

import numpy as np
import pytest

from evenhand.measures.process import load_process_rules, run_chart, xmr_chart

STEADY = np.tile([1.0, -1.0], 10)


def test_seven_on_one_side_are_marked_and_six_are_not() -> None:
    for many in (6, 7, 9):
        value = np.concatenate([0.1 * STEADY - 0.2, np.full(many, 2.0), -np.ones(10)])
        side = xmr_chart(value).signals.one_side[20 : 20 + many]
        assert (side == (1 if many >= 7 else 0)).all(), many


def test_the_number_on_one_side_can_be_chosen() -> None:
    value = np.concatenate([STEADY, [0.9, 0.8, 0.9, 0.8, 0.9, -1, 1, -1]])
    eight = replace(load_process_rules(), one_side=5)
    assert not xmr_chart(value).signals.one_side.any()
    assert xmr_chart(value, rules=eight).signals.one_side[20:25].tolist() == [1] * 5


def test_a_run_goes_on_over_a_period_without_a_figure() -> None:
    value = np.concatenate([-np.ones(10), [2, 2, 2, np.nan, 2, 2, 2, 2], -np.ones(6)])
    assert xmr_chart(value).signals.one_side[10:18].tolist() == [1, 1, 1, 0, 1, 1, 1, 1]


@pytest.mark.parametrize("sign", [1, -1])
def test_seven_that_each_rise_or_fall_are_marked(sign: int) -> None:
    value = np.concatenate([STEADY * 5, sign * np.arange(-4, 4) * 1.0, STEADY])
    found = xmr_chart(value).signals.trend
    assert (found[20:28] == sign).all()
    assert (found[:19] == 0).all()


def test_two_of_three_near_a_limit_on_one_side_are_marked() -> None:
    base = np.tile([1.0, -1.0], 12)
    spread = 2.66 * 2  # of moving ranges of two
    near = 0.8 * spread
    one = np.concatenate([base, [near, 0.5, near, -1.0], -base])
    made = xmr_chart(one, baseline=24)
    assert made.signals.near_limit[24:28].tolist() == [1, 0, 1, 0]
    other = np.concatenate([base, [near, -0.5, near, -1.0], -base])
    assert not xmr_chart(other, baseline=24).signals.near_limit.any()


def test_beyond_a_limit_is_higher_or_lower_and_neither_better_nor_worse() -> None:
    value = np.concatenate([STEADY, [9.0, -9.0]])
    made = xmr_chart(value, baseline=20)
    assert made.signals.outside[-2:].tolist() == [1, -1]
    assert made.signals.anywhere[-2:].all()


@pytest.mark.parametrize(
    ("value", "longest", "crossings", "signal"),
    [
        (np.tile([1.0, 2.0], 10), 1, 19, False),
        (np.concatenate([np.full(10, 1.0), np.full(10, 2.0)]), 10, 1, True),
        (np.concatenate([np.tile([1.0, 2.0], 4), np.full(8, 2.5), np.full(8, 0.5)]), 9, 8, True),
    ],
)
def test_runs_by_the_rules_of_anhoej(value: np.ndarray, longest: int, crossings: int, signal: bool) -> None:
    made = run_chart(value)
    assert float(made.centre[0]) == 1.5
    assert made.runs.longest.tolist() == [longest]
    assert made.runs.crossings.tolist() == [crossings]
    assert made.runs.signal.tolist() == [signal]


def test_points_on_the_centre_are_not_counted() -> None:
    value = np.array([1.0, 2, 2, 3, 1, 2, 3, 2, 1, 2, 3, 2, 1, 3, 2])
    runs = run_chart(value).runs
    assert runs.useful.tolist() == [8]
    assert not runs.signal.any()


def test_one_period_has_no_trend() -> None:
    assert not xmr_chart([3.0]).signals.anywhere.any()
