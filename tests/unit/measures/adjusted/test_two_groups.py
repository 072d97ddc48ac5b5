"""The model of two groups is the general one, at every end too."""

import numpy as np
import pytest

from evenhand.measures.adjusted import adjusted
from evenhand.measures.adjusted.two_groups import limits_of, standardised
from evenhand.measures.intervals import wilson, z_of

Z = z_of(0.95)


def row(*numbers: float) -> np.ndarray:
    return np.array([numbers], dtype=float)


def test_drawn_tables_give_what_the_general_model_gives() -> None:
    rng = np.random.default_rng(4)
    n = rng.integers(20, 90, (60, 2, 4)).astype(float)
    x = rng.binomial(n.astype(int), 0.4).astype(float)
    right, found = adjusted(x, n, adjusted_for=("age",)), standardised(x[:, 1], n[:, 1], x[:, 0], n[:, 0])
    assert found.own - found.base == pytest.approx(right.difference.value[:, 1], abs=1e-12)
    assert limits_of(found, Z, ratio=False)[0] == pytest.approx(right.difference.lower[:, 1], abs=1e-10)
    assert limits_of(found, Z, ratio=True)[1] == pytest.approx(right.ratio.upper[:, 1], rel=1e-10)


def test_one_stratum_is_no_adjustment() -> None:
    found = standardised(row(12), row(30), row(50), row(80))
    assert (found.own[0], found.base[0]) == (pytest.approx(0.4), pytest.approx(0.625))
    assert (found.own_worth[0], found.base_worth[0]) == (pytest.approx(30), pytest.approx(80))
    assert found.alike[0] == pytest.approx(0, abs=1e-9)


def test_a_side_that_nobody_of_got_there_is_worth_its_people() -> None:
    found = standardised(row(0, 0), row(12, 18), row(20, 10), row(40, 40))
    assert found.own[0] == 0
    assert found.own_worth[0] == 30
    weight = np.array([52, 58]) / 110
    assert found.base[0] == pytest.approx(weight @ [0.5, 0.25])
    low, high = limits_of(found, Z, ratio=False)
    assert high[0] > -found.base[0] + wilson(row(0)[0], row(30)[0], Z)[1][0] * 0.9
    assert low[0] < -found.base[0] < high[0]


def test_a_side_that_all_of_got_there() -> None:
    found = standardised(row(6, 9), row(12, 18), row(40, 40), row(40, 40))
    assert found.base[0] == 1
    assert found.base_worth[0] == 80
    assert found.own[0] == pytest.approx(0.5)


def test_strata_of_all_or_none_count_as_they_are() -> None:
    found = standardised(row(0, 5, 6), row(10, 10, 6), row(0, 6, 4), row(10, 12, 4))
    one = standardised(row(5), row(10), row(6), row(12))
    weight = np.array([20, 22, 10]) / 52
    assert found.own[0] == pytest.approx(weight @ [0, one.own[0], 1])


def test_sides_that_never_meet_are_not_compared() -> None:
    found = standardised(row(5, 0), row(10, 0), row(0, 3), row(0, 9))
    assert np.isnan(found.own[0])
    assert np.isnan(standardised(row(0), row(0), row(3), row(9)).base[0])
