"""What always holds of measures: limits in their bounds, parts that add up, no matter of order, mirrors."""

from functools import cache
from itertools import product
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.measures import score, waterfall
from evenhand.measures.intervals import poisson, wilson, z_of
from tests.properties.test_measures_widen import Box, allowed, boxes, known
from tests.unit.measures.counted import groups, measured, programme, steps_of, table

Z = z_of(0.95)
PLAN = programme(steps=("seen", "helped"))
two_groups = st.tuples(
    *(st.integers(1, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),) * 2
)


def arrays(*numbers: float) -> list[np.ndarray]:
    return [np.array([float(number)]) for number in numbers]


@given(two_groups)
def test_limits_stay_in_their_bounds_and_hold_the_estimate(pair: tuple) -> None:
    (x1, n1), (x2, n2) = pair
    low, high = (float(one[0]) for one in wilson(*arrays(x1, n1), Z))
    assert 0 <= low <= x1 / n1 <= high <= 1
    low, high = (float(one[0]) for one in poisson(*arrays(x1), Z))
    assert 0 <= low <= x1 <= high < np.inf
    low, high = (float(one[0]) for one in score.difference_of_proportions(*arrays(x1, n1, x2, n2), Z))
    assert -1 <= low <= x1 / n1 - x2 / n2 + 1e-12
    assert x1 / n1 - x2 / n2 - 1e-12 <= high <= 1
    if x2:
        for interval in (score.ratio_of_proportions, score.ratio_of_rates):
            low, high = (float(one[0]) for one in interval(*arrays(x1, n1, x2, n2), Z))
            ratio = (x1 / n1) / (x2 / n2)
            assert 0 <= low <= ratio * (1 + 1e-9)
            assert ratio <= high * (1 + 1e-9) < np.inf


@given(two_groups)
def test_group_and_reference_in_each_others_place(pair: tuple) -> None:
    (x1, n1), (x2, n2) = pair
    counts, swapped = arrays(x1, n1, x2, n2), arrays(x2, n2, x1, n1)
    for interval in (score.difference_of_proportions, score.difference_of_rates):
        (low, high), (other_low, other_high) = interval(*counts, Z), interval(*swapped, Z)
        assert (float(low[0]), float(high[0])) == pytest.approx(
            (-float(other_high[0]), -float(other_low[0])), rel=1e-7, abs=1e-7
        )
    for interval in (score.ratio_of_proportions, score.ratio_of_rates):
        (low, high), (other_low, other_high) = interval(*counts, Z), interval(*swapped, Z)
        if x1 and x2:
            assert (float(low[0]), float(high[0])) == pytest.approx(
                (1 / float(other_high[0]), 1 / float(other_low[0])), rel=1e-7
            )
        elif x1 or x2:
            assert float(low[0]) == (0 if x1 == 0 else pytest.approx(1 / float(other_high[0]), rel=1e-7))
    for test in (score.z_of_proportions, score.z_of_rates):
        assert float(test(*counts)[0]) == pytest.approx(-float(test(*swapped)[0]), abs=1e-9)


shares = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=5)


@given(shares)
def test_parts_of_a_gap_add_to_the_whole(steps: list) -> None:
    own, other = np.array(steps).T[:, :, None]
    parts = waterfall.shapley(own, other)
    assert abs(parts.sum() - (own.prod() - other.prod())) < 1e-12


@given(shares)
def test_parts_of_the_opposite_gap_are_the_opposite_parts(steps: list) -> None:
    own, other = np.array(steps).T[:, :, None]
    assert np.allclose(waterfall.shapley(own, other), -waterfall.shapley(other, own), atol=1e-12)


@given(st.lists(boxes(most=12), min_size=4, max_size=4))
def test_the_interval_of_a_whole_gap_holds_that_of_every_count(drawn: list[Box]) -> None:
    sides = [[SimpleNamespace(x=known(x), n=known(n)) for x, n in part] for part in (drawn[:2], drawn[2:])]
    ends = [[waterfall._product(side, Z, highest=high) for high in (False, True)] for side in sides]
    low = waterfall._mover(ends[0][0], ends[1][1])[0]
    high = waterfall._mover(ends[0][1], ends[1][0])[1]
    each = []
    for part in (drawn[:2], drawn[2:]):
        first, second = (list(allowed(box, within=True)) for box in part)
        cells = np.array([(*a, *b) for a, b in product(first, second)], dtype=float).T
        chain = [
            SimpleNamespace(x=_exact(cells[0]), n=_exact(cells[1])),
            SimpleNamespace(x=_exact(cells[2]), n=_exact(cells[3])),
        ]
        each.append(waterfall._product(chain, Z, highest=False))
    lows, highs = waterfall._mover(
        tuple(one[:, None] for one in each[0]), tuple(one[None, :] for one in each[1])
    )
    if not np.isnan(low[0] + high[0]):
        assert low[0] <= np.nanmin(lows) + 1e-9
        assert high[0] >= np.nanmax(highs) - 1e-9


def _exact(counts: np.ndarray) -> SimpleNamespace:
    return SimpleNamespace(value=counts, lower=counts, upper=counts)


ORDERED = {"A": (300, 200, 120), "B": (80, 40, 9), "C": (15, 15, 3), "not_stated": (60, 30, 20)}


@cache
def in_order() -> list[dict]:
    return measured(groups(PLAN, ORDERED, policy="open-5"), PLAN).to_rows()


@settings(max_examples=max(5, settings().max_examples // 4))
@given(st.permutations(["A", "B", "C", "not_stated"]), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(order: list[str], random) -> None:
    cells = [cell for group in order for cell in steps_of(PLAN, group, *ORDERED[group])]
    random.shuffle(cells)
    assert measured(table(cells, policy="open-5", plan=PLAN), PLAN).to_rows() == in_order()


@settings(max_examples=max(8, settings().max_examples // 4))
@given(st.integers(0, 60), st.integers(0, 400), st.integers(0, 400))
def test_what_is_published_holds_what_is_exact(first: int, second: int, third: int) -> None:
    counts = {"A": (500, 420, min(third, 420)), "B": (first + second, first, min(first, third))}
    exact = {_name(row): row for row in measured(groups(PLAN, counts), PLAN).to_rows()}
    for row in measured(groups(PLAN, counts, policy="open-5"), PLAN).to_rows():
        inner = exact[_name(row)]
        if row["lower"] is None:
            assert row["upper"] is None
        elif inner["lower"] is not None:
            assert row["lower"] <= inner["lower"] + 1e-12
            assert row["upper"] >= inner["upper"] - 1e-12
            assert row["lower"] <= inner["estimate"] <= row["upper"]


def _name(row: dict) -> tuple[str, str]:
    return row["cell_id"], row["measure"]
