"""The gap crude, within areas, and between areas: Simpson's reversal, a ratio that shrinks, and coverage."""

import numpy as np
import pytest

from evenhand.measures.estimate import Holds
from evenhand.measures.standardised import within_areas
from evenhand.measures.standardised.stratified_score import difference_limits, ratio_limits
from evenhand.measures.stratified import difference_terms, pooled

# University of California, Berkeley, admissions of autumn 1973 to its six largest departments, men and women.
# Source: Bickel, Hammel and O'Connell 1975, doi:10.1126/science.187.4175.398; R's datasets::UCBAdmissions.
MEN = [[512, 353, 120, 138, 53, 22]], [[825, 560, 325, 417, 191, 373]]
WOMEN = [[89, 17, 202, 131, 94, 24]], [[108, 25, 593, 375, 393, 341]]


def test_berkeley_crude_and_within_departments_stand_side_by_side() -> None:
    found = within_areas(*MEN, *WOMEN)
    assert found.crude.value == pytest.approx([1198 / 2691 - 557 / 1835])
    assert found.crude.lower[0] > 0.1
    assert found.within.value[0] < 0 < found.within.upper[0]
    assert found.within.value[0] + found.between.value[0] == pytest.approx(found.crude.value[0])
    assert found.between.lower[0] > 0.14
    assert found.crude_ratio.lower[0] > 1.3
    assert found.within_ratio.value[0] < 1 < found.within_ratio.upper[0]


def test_ratio_shrinks_where_a_group_lives_where_more_are_stopped() -> None:
    """Made up: two areas, in each of which the group's share is 1.25 times the other's; crude it is 4.8 times."""
    found = within_areas([[200, 5]], [[800, 100]], [[40, 160]], [[200, 4000]])
    assert found.crude_ratio.value[0] == pytest.approx((205 / 900) / (200 / 4200))
    assert found.crude_ratio.lower[0] > 3.9
    assert found.within_ratio.value[0] == pytest.approx(1.25, abs=0.02)
    assert found.between.value[0] / found.crude.value[0] > 0.7


def test_alike_in_all_areas_nothing_lies_between_them() -> None:
    found = within_areas([[30, 20]], [[100, 100]], [[50, 30]], [[100, 100]])
    assert found.between.value.tolist() == [0]
    assert found.within.value == pytest.approx(found.crude.value)


def test_area_with_one_group_counts_in_the_crude_figure_alone() -> None:
    with_it = within_areas([[30, 20, 9]], [[100, 80, 50]], [[50, 30, 0]], [[100, 90, 0]])
    without = within_areas([[30, 20]], [[100, 80]], [[50, 30]], [[100, 90]])
    assert with_it.within.value == pytest.approx(without.within.value)
    assert with_it.within.lower == pytest.approx(without.within.lower)
    assert with_it.crude.value[0] != pytest.approx(without.crude.value[0])


def test_groups_that_share_no_area_cannot_be_compared_within() -> None:
    found = within_areas([[30, 0]], [[100, 0]], [[0, 20]], [[0, 100]])
    assert found.crude.state.tolist() == [Holds.OK]
    for one in (found.within, found.within_ratio, found.between):
        assert one.state.tolist() == [Holds.NOT_AT_ALL]
    assert found.within.reason.tolist() == ["no_area_with_both"]


def test_few_in_the_same_areas_have_figures_and_no_interval() -> None:
    found = within_areas([[10, 1]], [[28, 2]], [[1, 12]], [[2, 28]])
    assert found.within.reason.tolist() == ["few_alike"]
    assert found.within.state.tolist() == [Holds.NO_INTERVAL]


def test_few_of_one_group_anywhere_leave_the_part_between_without_interval() -> None:
    found = within_areas([[2, 15]], [[4, 30]], [[45, 4]], [[90, 10]])
    assert found.within.state.tolist() == [Holds.OK]
    assert found.between.reason.tolist() == ["few_alike"]


def test_with_one_stratum_the_limits_are_those_of_two_groups() -> None:
    counts = tuple(np.array([[one]], np.float64) for one in (12, 60, 45, 120))
    found = within_areas(*counts)
    assert found.within.lower == pytest.approx(found.crude.lower, abs=1e-9)
    assert found.within.upper == pytest.approx(found.crude.upper, abs=1e-9)


def test_nobody_anywhere_still_has_limits() -> None:
    counts = tuple(np.array(one, np.float64) for one in ([[0, 0]], [[20, 30]], [[0, 0]], [[40, 25]]))
    lower, upper = difference_limits(*counts, 1.96)
    assert -0.2 < lower[0] < 0 < upper[0] < 0.2
    assert np.isnan(ratio_limits(*counts, 1.96)).all()


def test_none_on_one_side_leaves_one_end_of_the_ratio_open() -> None:
    n1, n0 = np.array([[20.0, 30]]), np.array([[40.0, 25]])
    none, some = np.zeros((1, 2)), np.array([[5.0, 4]])
    assert ratio_limits(none, n1, some, n0, 1.96)[0].tolist() == [0]
    assert ratio_limits(some, n1, none, n0, 1.96)[1].tolist() == [np.inf]


@pytest.mark.parametrize(("p1", "p0"), [(0.05, 0.1), (0.5, 0.5), (0.9, 0.7)])
def test_coverage_holds_in_three_small_areas(p1: float, p0: float) -> None:
    rng, rows = np.random.default_rng(5), 2500
    n1, n0 = np.array([18.0, 12, 20]), np.array([20.0, 45, 15])
    a, c = (rng.binomial(n.astype(int), p, (rows, 3)).astype(float) for n, p in ((n1, p1), (n0, p0)))
    found = within_areas(a, n1, c, n0)
    truths = ((found.within, p1 - p0), (found.within_ratio, p1 / p0), (found.between, 0.0))
    for one, truth in truths:
        given = one.state == Holds.OK
        share = ((one.lower <= truth + 1e-12) & (truth - 1e-12 <= one.upper))[given].mean()
        assert 0.925 <= share <= 0.98, share


def test_pooled_difference_is_where_the_score_is_nothing() -> None:
    counts = tuple(np.array(one, np.float64) for one in (*MEN, *WOMEN))
    lower, upper = difference_limits(*counts, 1e-9)
    assert lower == pytest.approx(pooled(difference_terms(*counts)), abs=1e-9)
    assert upper == pytest.approx(lower, abs=1e-9)
