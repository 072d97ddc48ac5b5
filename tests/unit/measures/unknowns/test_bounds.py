"""Bounds over unknown groups against every assignment, one by one."""

from itertools import product

import numpy as np
import pytest

from evenhand.measures.unknowns import (
    Unknown,
    difference_bounds,
    proportion_bounds,
    rate_bounds,
    ratio_bounds,
)

CASES = [(3, 5, 4, 9, 2, 3), (0, 4, 2, 2, 1, 1), (2, 2, 0, 3, 3, 0), (1, 6, 5, 7, 0, 4), (0, 0, 1, 2, 2, 2)]


def array(number: float) -> np.ndarray:
    return np.array([float(number)])


def assignments(with_it: int, without: int) -> list[tuple[int, int, int, int]]:
    """How many of those with it and without go to the group and to the reference; the rest are of others."""
    pairs = [
        [(one, other) for one, other in product(range(many + 1), repeat=2) if one + other <= many]
        for many in (with_it, without)
    ]
    return [(a, b, c, d) for (a, b), (c, d) in product(*pairs)]


@pytest.mark.parametrize(("x", "n", "x0", "n0", "with_it", "without"), CASES)
def test_bounds_are_those_of_the_best_and_worst_assignment(
    x: int, n: int, x0: int, n0: int, with_it: int, without: int
) -> None:
    unknown = Unknown(with_it=array(with_it), without=array(without))
    own, base = (proportion_bounds(array(a), array(b), unknown) for a, b in ((x, n), (x0, n0)))
    shares = [
        ((x + a) / (n + a + c), (x0 + b) / (n0 + b + d))
        for a, b, c, d in assignments(with_it, without)
        if n + a + c and n0 + b + d
    ]
    assert own[0][0] == pytest.approx(min(one for one, _ in shares))
    assert own[1][0] == pytest.approx(max(one for one, _ in shares))
    low, high = difference_bounds(own, base)
    assert low[0] == pytest.approx(min(one - other for one, other in shares))
    assert high[0] == pytest.approx(max(one - other for one, other in shares))
    ratios = [one / other if other else np.inf for one, other in shares if one or other]
    low, high = ratio_bounds(own, base)
    assert low[0] == pytest.approx(min(ratios))
    assert high[0] == pytest.approx(max(ratios))


def test_an_unknown_event_is_the_groups_or_is_not() -> None:
    unknown = Unknown(with_it=array(5), without=array(0))
    low, high = rate_bounds(array(10), array(1000), unknown)
    assert (low[0], high[0]) == (0.01, 0.015)


def test_without_unknown_people_both_cases_are_the_figure() -> None:
    nobody = Unknown(with_it=array(0), without=array(0))
    assert proportion_bounds(array(3), array(8), nobody) == (array(0.375), array(0.375))
