"""Funnels: target, limits, spread and what lies outside, against numbers found another way."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import betabinom, binom, false_discovery_control, nbinom, poisson

from evenhand.foundations import EvenhandError
from evenhand.measures.funnels import Adjustment, FunnelRules, Kind, funnel, load_funnel_rules

N = np.array([120.0, 98, 310, 75, 640, 205, 88, 151, 420, 266, 97, 133])
EVEN = np.array([37.0, 28, 95, 21, 190, 63, 25, 47, 128, 77, 31, 40])
WIDE = np.array([60.0, 11, 140, 8, 320, 40, 44, 30, 70, 120, 9, 70])


def middle_of(cdf: Callable[[np.ndarray], np.ndarray], count: np.ndarray) -> np.ndarray:
    """The mid-distribution at a count that need not be whole, by the straight line."""
    low = np.floor(count)
    ends = [(cdf(one) + cdf(one - 1)) / 2 for one in (low, low + 1)]
    return ends[0] + (count - low) * (ends[1] - ends[0])


def test_the_target_is_pooled_unless_it_is_given_and_one_for_ratios() -> None:
    assert funnel(EVEN, N, kind="proportion").target == pytest.approx(EVEN.sum() / N.sum())
    assert funnel(EVEN, N, kind="rate", per=1000).target == pytest.approx(1000 * EVEN.sum() / N.sum())
    assert funnel(EVEN, N, kind="ratio").target == 1
    assert funnel(EVEN, N, kind="proportion", target=0.4).target == pytest.approx(0.4)


def test_limits_without_spread_are_those_of_the_binomial_itself() -> None:
    made = funnel(EVEN, N, kind="proportion", overdispersion=False)
    share = float(made.target)
    for place, level in enumerate(made.levels):
        for limits, tail in ((made.lower, (1 - level) / 2), (made.upper, (1 + level) / 2)):
            found = [
                middle_of(lambda k, n=n: binom.cdf(k, n, share), y * n)
                for y, n in zip(limits[place], N, strict=True)
            ]
            assert found == pytest.approx([tail] * len(N), abs=1e-9)


@pytest.mark.parametrize("kind", ["rate", "ratio"])
def test_limits_of_events_without_spread_are_those_of_the_poisson(kind: str) -> None:
    made = funnel(EVEN, N if kind == "rate" else N * 0.3, kind=kind, overdispersion=False)
    sizes = N if kind == "rate" else N * 0.3
    mean = sizes * float(made.target)
    found = middle_of(lambda k: poisson.cdf(k, mean), made.upper[0] * sizes)
    assert found == pytest.approx(np.full(len(N), 0.975), abs=1e-9)


def test_limits_with_spread_are_those_of_the_beta_binomial() -> None:
    made = funnel(WIDE, N, kind="proportion")
    assert made.spread > 0.01
    rho, share = float(made.spread), float(made.target)
    a, b = share * (1 / rho - 1), (1 - share) * (1 / rho - 1)
    small = N < 400  # larger ones are a beta of the same moments
    found = middle_of(lambda k: betabinom.cdf(k, N[small], a, b), made.upper[1][small] * N[small])
    assert found == pytest.approx(np.full(small.sum(), 0.999), abs=1e-8)


def test_a_beta_stands_close_to_the_sum_where_areas_are_large() -> None:
    few, all_ = (
        funnel(WIDE * 3, N * 3, kind="proportion", rules=replace_columns(columns)) for columns in (1, 100_000)
    )
    assert few.lower == pytest.approx(all_.lower, abs=0.006)
    assert few.upper == pytest.approx(all_.upper, abs=0.006)


def replace_columns(columns: int) -> FunnelRules:
    return replace(load_funnel_rules(), most_columns=columns)


def test_limits_of_rates_with_spread_are_those_of_the_negative_binomial() -> None:
    made = funnel(WIDE, N, kind="rate")
    spread, mean = float(made.spread), N * float(made.target)
    size = 1 / spread
    found = middle_of(lambda k: nbinom.cdf(k, size, size / (size + mean)), made.lower[0] * N)
    assert found == pytest.approx(np.full(len(N), 0.025), abs=1e-9)


def test_more_than_half_is_as_less_than_half_turned_round() -> None:
    one = funnel(WIDE, N, kind="proportion")
    other = funnel(N - WIDE, N, kind="proportion")
    assert other.lower == pytest.approx(1 - one.upper, abs=1e-9)
    assert other.spread == pytest.approx(one.spread, rel=1e-6)
    assert other.outside.tolist() == (-one.outside).tolist()


def test_what_lies_outside_the_limits_is_what_is_said_to() -> None:
    for x in (EVEN, WIDE):
        for kind in Kind:
            for how in Adjustment:
                size = N * x.sum() / N.sum() if kind is Kind.RATIO else N
                made = funnel(x, size, kind=kind, adjustment=how)
                beyond = (made.value > made.upper).astype(int) - (made.value < made.lower)
                assert made.outside.tolist() == beyond.tolist(), (kind, how)


def test_areas_that_lie_apart_by_chance_get_the_limits_of_chance() -> None:
    made = funnel(EVEN, N, kind="proportion")
    assert made.spread == 0
    assert made.phi < 1
    assert made.tau2 == 0
    assert (made.outside == 0).all()


def test_many_funnels_at_once_are_each_as_by_itself() -> None:
    x, n = np.stack([EVEN, WIDE]), np.stack([N, N])
    n[0, 3] = 0
    x[1, 5] = np.nan
    both = funnel(x, n, kind="proportion")
    assert both.lower.shape == (2, 2, 12)
    assert both.reason[0, 3] == both.reason[1, 5] == "nobody"
    assert np.isnan(both.upper[0, 0, 3])
    assert both.outside[0, 0, 3] == 0
    for row, gap in ((0, 3), (1, 5)):
        one = funnel(np.delete(x[row], gap), np.delete(n[row], gap), kind="proportion")
        for name in ("phi", "tau2", "target", "spread"):
            assert getattr(both, name)[row] == pytest.approx(getattr(one, name)), name
        assert np.delete(both.lower[:, row], gap, axis=-1) == pytest.approx(one.lower)
        assert np.delete(both.q_value[row], gap) == pytest.approx(one.q_value)


def test_few_areas_have_limits_of_chance_and_it_is_said_that_their_spread_is_not_known() -> None:
    made = funnel(WIDE[:5], N[:5], kind="proportion")
    assert np.isnan(made.spread)
    assert made.phi > 1
    assert made.tau2 > 0
    assert made.spread_reason == "few_areas"
    alone = funnel(WIDE[:5], N[:5], kind="proportion", overdispersion=False)
    assert made.lower.tolist() == alone.lower.tolist()


def test_q_values_are_those_of_benjamini_and_hochberg() -> None:
    made = funnel(WIDE, N, kind="proportion", overdispersion=False)
    assert made.q_value == pytest.approx(false_discovery_control(made.p_value))


def test_upper_limits_go_as_far_as_they_do_whatever_the_multiple() -> None:
    made = funnel([3.0] * 9, [2.5] * 9, kind="ratio", per=100)
    assert (made.upper > 150).all()
    assert (funnel([9.0] * 9, [10] * 9, kind="proportion", per=100).upper <= 100).all()


def test_any_levels_can_be_asked_for() -> None:
    made = funnel(EVEN, N, kind="proportion", levels=(0.8, 0.9, 0.99))
    assert made.lower.shape == (3, 12)
    assert (np.diff(made.upper, axis=0) > 0).all()


def test_nobody_reaching_it_has_limits_and_nothing_outside() -> None:
    made = funnel(np.zeros(9), np.full(9, 40.0), kind="proportion")
    assert (made.lower == 0).all()
    assert (made.outside == 0).all()
    assert (funnel(np.zeros(9), np.full(9, 40.0), kind="rate").upper * 40 < 1).all()
    none = funnel(np.zeros(9), np.full(9, 4.0), kind="ratio", adjustment="additive", trim="winsorise")
    assert none.phi == pytest.approx(4 * np.log(8) ** 2)  # none of four counts as a half of four


def test_a_funnel_of_no_areas_says_nothing() -> None:
    made = funnel([[np.nan, np.nan], [1, 2]], [[0, 0], [10, 10]], kind="proportion")
    assert np.isnan(made.target[0])
    assert np.isnan(made.lower[:, 0]).all()
    assert (made.reason[0] == "nobody").all()


@pytest.mark.parametrize(("x", "n"), [([5.0], [4.0]), ([-1.0], [4.0]), ([1.0], [-4.0])])
def test_impossible_counts_are_refused(x: list[float], n: list[float]) -> None:
    with pytest.raises(EvenhandError, match="areas have counts"):
        funnel(x, n, kind="proportion")
    assert funnel([5.0], [4.0], kind="rate").value == 1.25
