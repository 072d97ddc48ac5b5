"""Every count that rounding allows: the published interval holds the interval of each of them."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import product

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from evenhand.measures import score
from evenhand.measures.intervals import rate, wilson, z_of
from evenhand.measures.pairs import Known
from evenhand.measures.widen import high_corner, low_corner, widen_one, widen_two

Z = z_of(0.95)
Range = tuple[int, int]
Box = tuple[Range, Range]
"""The range of events and the range of people."""


@st.composite
def boxes(draw: st.DrawFn, most: int = 24) -> Box:
    """Events and people as a policy may show them: each in a range of at most five whole numbers."""
    fewest = draw(st.integers(1, most))
    people = (fewest, fewest + draw(st.integers(0, 4)))
    fewest = draw(st.integers(0, people[1]))
    return (fewest, fewest + draw(st.integers(0, 4))), people


def allowed(box: Box, *, within: bool) -> Iterator[tuple[int, int]]:
    """Every pair of whole numbers in the box; `within` leaves out more events than people."""
    (x_low, x_high), (n_low, n_high) = box
    for x, n in product(range(x_low, x_high + 1), range(n_low, n_high + 1)):
        if x <= n or not within:
            yield x, n


def known(limits: Range) -> Known:
    low, high = (np.array([float(limit)]) for limit in limits)
    return Known(value=(low + high) / 2, lower=low, upper=high, status=np.array(["rounded"]))


def holds(wide: tuple[np.ndarray, np.ndarray], each: tuple[np.ndarray, np.ndarray]) -> None:
    """Assert that `wide` holds `each`; an unknown limit is no limit, and a limit may differ by rounding of floats."""
    low, high = np.where(np.isnan(wide[0]), -np.inf, wide[0]), np.where(np.isnan(wide[1]), np.inf, wide[1])
    assert np.all(np.isnan(each[0]) | (low <= each[0] + 1e-9 * np.maximum(1, np.abs(each[0]))))
    assert np.all(np.isnan(each[1]) | (high + 1e-9 * np.maximum(1, np.abs(each[1])) >= each[1]))


def columns(*boxes: Box, within: bool) -> list[np.ndarray]:
    """One array per count, with every combination of what the boxes allow."""
    every = [sum(one, ()) for one in product(*(list(allowed(box, within=within)) for box in boxes))]
    return list(np.array(every, dtype=float).T)


@given(boxes(most=400))
def test_the_interval_of_a_proportion_holds_that_of_every_count(box: Box) -> None:
    interval = partial(wilson, z=Z)
    holds(
        widen_one(interval, *map(known, box), within=True),
        wilson(*columns(box, within=True), Z),
    )


@given(boxes(most=400))
def test_the_interval_of_a_rate_holds_that_of_every_count(box: Box) -> None:
    holds(widen_one(partial(rate, z=Z), *map(known, box), within=False), rate(*columns(box, within=False), Z))


NOBODY_REACHED_IT = ((0, 4), (8, 12))
COMPARISONS = [
    (score.difference_of_proportions, True),
    (score.ratio_of_proportions, True),
    (score.difference_of_rates, False),
    (score.ratio_of_rates, False),
]


@pytest.mark.parametrize(("interval", "within"), COMPARISONS)
@given(own=boxes(), base=boxes())
@example(own=NOBODY_REACHED_IT, base=NOBODY_REACHED_IT)
@example(own=((0, 0), (5, 6)), base=((16, 17), (25, 27)))
@example(own=((12, 12), (21, 23)), base=((0, 2), (11, 15)))
def test_the_interval_of_a_comparison_holds_that_of_every_count(
    interval: Callable, within: bool, own: Box, base: Box
) -> None:
    ranges = [known(limits) for limits in (*own, *base)]
    wide = widen_two(partial(interval, z=Z), *ranges, within=within)
    holds(wide, interval(*columns(own, base, within=within), Z))


@pytest.mark.parametrize(("test", "within"), [(score.z_of_proportions, True), (score.z_of_rates, False)])
@given(own=boxes(), base=boxes())
def test_the_nearest_statistic_is_that_of_some_allowed_count_and_none_is_nearer(
    test: Callable, within: bool, own: Box, base: Box
) -> None:
    each = test(*columns(own, base, within=within))
    x1, n1, x2, n2 = (known(limits) for limits in (*own, *base))
    low = test(*low_corner(x1, n1), *high_corner(x2, n2, within=within))[0]
    high = test(*high_corner(x1, n1, within=within), *low_corner(x2, n2))[0]
    assert low <= each.min() + 1e-9 or low <= 0
    assert high >= each.max() - 1e-9 or high >= 0
    if each.min() <= 0 <= each.max():
        assert low <= 1e-9
        assert high >= -1e-9


@given(boxes(), st.integers(0, 3), st.integers(0, 3))
def test_more_that_is_hidden_makes_no_interval_narrower(box: Box, more: int, people: int) -> None:
    (x_low, x_high), (n_low, n_high) = box
    wider = ((max(x_low - more, 0), x_high + more), (max(n_low - people, 1), n_high + people))
    interval = partial(wilson, z=Z)
    narrow = widen_one(interval, *map(known, box), within=True)
    holds(widen_one(interval, *map(known, wider), within=True), narrow)
