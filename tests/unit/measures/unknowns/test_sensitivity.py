"""The sensitivity curve against figures worked out by hand, and where it turns."""

import numpy as np
import pytest

from evenhand.measures.unknowns import Unknown, sensitivity_curve


def arrays(*numbers: float) -> list[np.ndarray]:
    return [np.array([float(one)]) for one in numbers]


def test_the_ends_and_the_middle_of_the_curve() -> None:
    x, n, x0, n0, others, with_it, without = arrays(20, 60, 100, 200, 40, 50, 10)
    found = sensitivity_curve(x, n, x0, n0, Unknown(with_it=with_it, without=without), others)
    part = 200 / 240
    assert found.ratio[0, 0] == pytest.approx((20 / 60) / ((100 + part * 50) / (200 + part * 60)))
    assert found.ratio[0, -1] == pytest.approx((70 / 120) / (100 / 200))
    assert found.part[0, [0, 10, 20]] == pytest.approx([0, 0.5, 1])
    assert found.relative[0, 4] == pytest.approx(0.2 / (60 / 300))


def test_at_the_tipping_point_the_ratio_is_one() -> None:
    x, n, x0, n0, others, with_it, without = arrays(20, 60, 100, 200, 40, 50, 10)
    found = sensitivity_curve(x, n, x0, n0, Unknown(with_it=with_it, without=without), others)
    at = found.tipping[0]
    base = 200 / 240 * (1 - at)
    assert (20 + at * 50) / (60 + at * 60) == pytest.approx((100 + base * 50) / (200 + base * 60))


def test_there_may_be_no_tipping_point() -> None:
    x, n, x0, n0, others, with_it, without = arrays(5, 60, 150, 200, 0, 5, 5)
    found = sensitivity_curve(x, n, x0, n0, Unknown(with_it=with_it, without=without), others)
    assert np.isnan(found.tipping[0])
    assert (found.ratio < 1).all()


def test_people_without_a_group_who_never_got_there_turn_the_sign_where_the_line_says() -> None:
    # A straight line: nobody unknown has it, and no others: x / (n + t u) = x0 / (n0 + (1 - t) u).
    x, n, x0, n0, others, with_it, without = arrays(30, 50, 50, 100, 0, 0, 40)
    found = sensitivity_curve(x, n, x0, n0, Unknown(with_it=with_it, without=without), others)
    assert found.tipping[0] == pytest.approx((30 * 140 - 50 * 50) / (40 * 80))
