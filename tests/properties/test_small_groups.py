"""Every count that rounding allows: adjusted, borrowed and worst-case figures hold that of each of them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.measures.adjusted.possible import adjusted_ranges
from evenhand.measures.adjusted.two_groups import standardised
from evenhand.measures.borrowing import shrunken_proportions, shrunken_rates
from evenhand.measures.borrowing.possible import shrunken_range
from evenhand.measures.intervals import z_of
from evenhand.measures.pairs import Known
from evenhand.measures.stratified import Box
from evenhand.measures.unknowns import (
    Unknown,
    difference_bounds,
    difference_with_chance,
    proportion_bounds,
)

Z = z_of(0.95)
FEW = settings(max_examples=12, deadline=None)


def rounded(exact: np.ndarray) -> Known:
    """Counts as rounding to five shows them."""
    middle = 5 * np.round(exact / 5)
    low = np.maximum(middle - 2, 0)
    return Known(value=middle, lower=low, upper=middle + 2, status=np.full(exact.shape, "rounded"))


def possible(
    rng: np.random.Generator, x: Known, n: Known, *, within: bool = True
) -> tuple[np.ndarray, np.ndarray]:
    """One table that rounding allows, in its corners or anywhere; no more events than people `within`."""
    people = rng.integers(n.lower, n.upper + 1).astype(float)
    events = np.where(rng.random(x.lower.shape) < 0.5, x.lower, rng.integers(x.lower, x.upper + 1)).astype(
        float
    )
    people = np.maximum(people, x.lower) if within else people
    return (np.minimum(events, people) if within else events), people


@FEW
@given(st.integers(0, 10**6), st.integers(1, 4), st.floats(0.1, 0.9))
def test_adjusted_figures_hold_those_of_every_table(seed: int, strata: int, share: float) -> None:
    rng = np.random.default_rng(seed)
    n1, n0 = rng.integers(12, 60, (2, 20, strata)).astype(float)
    a, c = (rng.binomial(n.astype(int), share).astype(float) for n in (n1, n0))
    x1, m1, x0, m0 = (rounded(one) for one in (a, n1, c, n0))
    box = Box(
        a=(x1.lower, x1.upper), n1=(m1.lower, m1.upper), c=(x0.lower, x0.upper), n0=(m0.lower, m0.upper)
    )
    middle = (np.minimum(x1.point, m1.point), m1.point, np.minimum(x0.point, m0.point), m0.point)
    difference, ratio = adjusted_ranges(middle, box, Z)
    for _ in range(10):
        found = standardised(*possible(rng, x1, m1), *possible(rng, x0, m0))
        gap = found.own - found.base
        assert (difference[1] <= gap + 1e-9).all()
        assert (gap <= difference[2] + 1e-9).all()
        told = (found.own > 0) & (found.base > 0)
        times = np.where(told, found.own, 1) / np.where(told, found.base, 1)
        assert (ratio[1] <= times + 1e-9)[told].all()
        assert (times <= ratio[2] + 1e-9)[told].all()


@FEW
@given(st.integers(0, 10**6), st.integers(5, 18), st.booleans())
def test_borrowed_intervals_hold_those_of_every_table(seed: int, groups: int, is_rate: bool) -> None:
    rng = np.random.default_rng(seed)
    n = np.exp(rng.uniform(np.log(8), np.log(300), (10, groups))).round()
    exact = rng.binomial(n.astype(int), np.clip(rng.normal(0.4, 0.12, n.shape), 0.02, 0.98)).astype(float)
    x, m = rounded(exact), rounded(n)
    wide = shrunken_range(x, m, level=0.95, is_rate=is_rate)
    shrunken = shrunken_rates if is_rate else shrunken_proportions
    for _ in range(5):
        each = shrunken(*possible(rng, x, m, within=not is_rate)).figures
        # Peers between those that are tried may reach a hair further.
        arm = wide.upper - wide.lower
        assert (wide.lower <= each.lower + 0.05 * arm).all()
        assert (each.upper <= wide.upper + 0.05 * arm).all()


@FEW
@given(st.integers(0, 10**6))
def test_bounds_hold_every_assignment_of_unknown_people_and_lie_within_those_with_chance(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n, n0 = rng.integers(1, 60, (2, 50)).astype(float)
    x, x0 = (rng.binomial(one.astype(int), 0.5).astype(float) for one in (n, n0))
    with_it, without = rng.integers(0, 20, (2, 50)).astype(float)
    unknown = Unknown(with_it=with_it, without=without)
    low, high = difference_bounds(proportion_bounds(x, n, unknown), proportion_bounds(x0, n0, unknown))
    a, c = rng.binomial(with_it.astype(int), 0.5), rng.binomial(without.astype(int), 0.5)
    b, d = rng.binomial((with_it - a).astype(int), 0.7), rng.binomial((without - c).astype(int), 0.7)
    gap = (x + a) / (n + a + c) - (x0 + b) / (n0 + b + d)
    assert (low <= gap + 1e-12).all()
    assert (gap <= high + 1e-12).all()
    wide = difference_with_chance(x, n, x0, n0, unknown)
    assert (wide[0] <= low + 1e-9).all()
    assert (high <= wide[1] + 1e-9).all()


def test_exact_counts_are_not_widened() -> None:
    x, n = np.array([[1.0, 20, 200, 10, 40]]), np.array([[4.0, 50, 400, 30, 60]])
    exact = [Known(value=one, lower=one, upper=one, status=np.full(one.shape, "exact")) for one in (x, n)]
    found, right = shrunken_range(*exact, level=0.95), shrunken_proportions(x, n).figures
    assert found.lower == pytest.approx(right.lower)
    assert found.upper == pytest.approx(right.upper)
