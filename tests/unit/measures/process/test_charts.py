"""Charts over time: centre, limits, small counts, stretches, missing periods."""

from collections.abc import Callable

import numpy as np
import pytest
from scipy.stats import binom

from evenhand.foundations import EvenhandError
from evenhand.measures.process import (
    Chart,
    ChartKind,
    load_process_rules,
    p_chart,
    p_prime_chart,
    run_chart,
    u_chart,
    u_prime_chart,
    xmr_chart,
)

RNG = np.random.default_rng(4)
N = RNG.integers(150, 400, 24).astype(float)
X = RNG.binomial(N.astype(int), 0.3).astype(float)
OF_COUNTS = [p_chart, p_prime_chart, u_chart, u_prime_chart]


@pytest.mark.parametrize("chart", OF_COUNTS)
def test_many_series_at_once_are_each_as_by_itself(chart: Callable[..., Chart]) -> None:
    x, n = np.stack([X, X[::-1]]), np.stack([N, N[::-1]])
    x[1, 7] = np.nan
    both = chart(x, n)
    for row in range(2):
        one = chart(x[row], n[row])
        for name in ("centre", "lower", "upper", "near_lower", "scatter"):
            expected = getattr(one, name)
            assert getattr(both, name)[row] == pytest.approx(expected, nan_ok=True), name
        assert both.runs.longest[row].tolist() == one.runs.longest.tolist()
        assert both.signals.anywhere[row].tolist() == one.signals.anywhere.tolist()
    assert both.reason[1, 7] == "nobody"
    assert np.isnan(both.upper[1, 7])


def test_limits_are_the_wider_the_fewer_people() -> None:
    made = p_chart([30, 3, 60] * 5, [100, 10, 200] * 5)
    width = made.upper - made.lower
    assert width[1] > width[0] > width[2]


def test_where_few_are_expected_limits_are_those_of_the_counts_themselves() -> None:
    n = np.full(24, 30.0)
    x = np.tile([1.0, 2, 0, 1], 6)
    made = p_chart(x, n)
    assert made.exact.all()
    centre = float(made.centre[0])
    most = made.upper[0] * 30
    low = np.floor(most)
    ends = [(binom.cdf(k, 30, centre) + binom.cdf(k - 1, 30, centre)) / 2 for k in (low, low + 1)]
    assert ends[0] + (most - low) * (ends[1] - ends[0]) == pytest.approx(0.99865, abs=1e-5)
    assert (made.lower == 0).all()
    assert most > 30 * (centre + 3 * np.sqrt(centre * (1 - centre) / 30))


@pytest.mark.parametrize("chart", OF_COUNTS)
def test_limits_stay_within_what_is_possible(chart: Callable[..., Chart]) -> None:
    n = np.full(24, 12.0)
    made = chart(np.tile([9.0, 12, 10, 11], 6), n)
    assert (made.lower >= 0).all()
    if made.kind in (ChartKind.P, ChartKind.P_PRIME):
        assert (made.upper <= 1).all()


def test_prime_limits_follow_the_scatter_of_the_series_itself() -> None:
    share = np.clip(0.3 + 0.12 * RNG.standard_normal(24), 0.05, 0.9)
    x = np.round(4 * N * share)
    plain, prime = p_chart(x, 4 * N), p_prime_chart(x, 4 * N)
    assert prime.scatter[0] > 2
    assert (prime.upper - prime.centre) / (plain.upper - plain.centre) == pytest.approx(prime.scatter)


def test_stretches_have_a_centre_and_limits_of_their_own_and_runs_end_with_them() -> None:
    x = np.concatenate([0.2 * N[:12], 0.5 * N[12:]]).round()
    whole = p_chart(x, N)
    parts = p_chart(x, N, segments=[0] * 12 + [1] * 12)
    assert whole.signals.one_side.all()
    assert whole.runs.signal.tolist() == [True]
    assert not parts.signals.one_side.any()
    assert parts.runs.signal.shape == (2,)
    assert parts.centre[[0, 12]] == pytest.approx([x[:12].sum() / N[:12].sum(), x[12:].sum() / N[12:].sum()])


def test_a_baseline_holds_within_each_stretch() -> None:
    x = np.concatenate([0.2 * N[:12], 0.5 * N[12:]]).round()
    fixed = p_chart(x, N, baseline=12)
    assert fixed.centre == pytest.approx(np.full(24, x[:12].sum() / N[:12].sum()))
    assert (fixed.signals.outside[12:] == 1).all()
    both = xmr_chart(np.tile(x, 2), segments=[0] * 24 + [1] * 24, baseline=[12, 24])
    assert both.centre[0] == pytest.approx(x[:12].mean())
    assert both.centre[-1] == pytest.approx(x.mean())


def test_short_stretches_have_a_centre_and_no_limits_nor_signals() -> None:
    made = p_chart(X[:11], N[:11])
    assert np.isnan(made.lower).all()
    assert set(made.reason.tolist()) == {"few_periods"}
    assert not made.signals.anywhere.any()
    assert not made.runs.signal.any()
    assert not np.isnan(made.centre).any()


@pytest.mark.parametrize("count", [0.0, 10.0])
def test_a_series_without_scatter_has_no_limits(count: float) -> None:
    made = p_chart(np.full(14, count), np.full(14, 10.0))
    assert set(made.reason.tolist()) == {"no_scatter"}
    assert np.isnan(made.upper).all()


def test_the_widest_moving_ranges_are_left_out_once() -> None:
    value = np.tile([10.0, 11], 10)
    value[9] = 40
    made = xmr_chart(value)
    assert made.upper[0] == pytest.approx(value.mean() + 2.66 * 1.0)
    assert made.signals.outside[9] == 1


@pytest.mark.parametrize("last", [3.0, 40.0])
def test_figures_that_are_all_the_same_but_one_have_no_limits(last: float) -> None:
    made = xmr_chart([*[3.0] * 14, last, *[3.0] * 9])
    assert np.isnan(made.lower).all()
    assert np.isnan(made.upper).all()
    assert set(made.reason.tolist()) == {"no_scatter"}
    assert not made.signals.outside.any()


def test_a_run_chart_has_the_median_and_no_limits() -> None:
    value = np.array([3.0, 5, 4, np.nan, 6, 4, 4, 7, 2, 9, 1, 8, 5, 3])
    made = run_chart(value)
    assert made.centre[0] == np.nanmedian(value)
    assert np.isnan(made.upper).all()
    assert made.reason[0] == ""
    assert made.runs.useful.tolist() == [10]
    assert not made.signals.anywhere.any()


def test_figures_are_times_what_is_asked() -> None:
    made, plain = u_chart(X, N, per=1000), u_chart(X, N)
    for name in ("value", "centre", "lower", "upper", "near_upper"):
        assert getattr(made, name) == pytest.approx(1000 * getattr(plain, name))


def test_impossible_counts_are_refused() -> None:
    with pytest.raises(EvenhandError, match="1 periods"):
        p_chart([5, 3], [4, 4])
    assert u_chart([5, 3], [4, 4]).value.tolist() == [1.25, 0.75]


@pytest.mark.parametrize("chart", OF_COUNTS)
def test_false_alarms_without_change_are_few(chart: Callable[..., Chart]) -> None:
    rng = np.random.default_rng(11)
    n = rng.integers(60, 400, (800, 24))
    share = 0.2 if chart in (p_chart, p_prime_chart) else 0.02
    made = chart(rng.binomial(n, share), n)
    assert (made.signals.outside != 0).mean() < 0.004
    assert (made.signals.outside != 0).any(axis=1).mean() < 0.09
    assert made.runs.signal.mean() < 0.09


def test_the_rules_say_where_they_are_from() -> None:
    rules = load_process_rules()
    assert "Anhoej" in rules.source
    assert rules.near_of == (2, 3)
