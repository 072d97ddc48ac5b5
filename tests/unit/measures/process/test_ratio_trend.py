"""The disparity over time: ratios, their trend a year, their chart."""

import numpy as np
import pytest
import statsmodels.api as sm

from evenhand.foundations import EvenhandError
from evenhand.measures.process import ratio_trend
from evenhand.measures.process.line import fitted

YEARS = np.arange(8) / 4


def test_a_line_is_that_of_weighted_least_squares() -> None:
    rng = np.random.default_rng(3)
    y, variance = rng.normal(0, 0.2, (3, 8)), rng.uniform(0.3, 0.9, (3, 8))
    line = fitted(y, variance, np.broadcast_to(YEARS, (3, 8)))
    for row in range(3):
        weight = 1 / (variance[row] + line.heterogeneity[row])
        found = sm.WLS(y[row], sm.add_constant(YEARS), weights=weight).fit()
        assert line.slope[row] == pytest.approx(found.params[1])
        assert line.error[row] == pytest.approx(found.bse[1])
        assert line.interval(0.95)[0][row] == pytest.approx(found.conf_int()[1][0])


def test_heterogeneity_is_what_makes_the_scatter_as_great_as_it_is_by_chance() -> None:
    rng = np.random.default_rng(5)
    y = rng.normal(0, 0.5, (1, 200))
    line = fitted(y, np.full((1, 200), 0.04), np.arange(200.0)[None] / 12)
    assert line.heterogeneity[0] == pytest.approx(0.25 - 0.04, abs=0.05)
    assert fitted(y / 100, np.full((1, 200), 0.04), np.arange(200.0)[None]).heterogeneity[0] == 0


def test_a_ratio_that_grows_is_seen_to() -> None:
    n = np.full(8, 4000.0)
    x = np.round(n * 0.2 * 1.3**YEARS)
    made = ratio_trend(x, n, np.full(8, 800.0), n, YEARS)
    assert made.per_year.value[0] == pytest.approx(1.3, abs=0.01)
    assert made.per_year.lower[0] < 1.3 < made.per_year.upper[0]
    assert made.ratio.value[0, 0] == pytest.approx(1.0)
    assert made.ratio.lower[0, 0] < 1 < made.ratio.upper[0, 0]


def test_few_periods_or_events_have_no_trend_and_the_ratios_stay() -> None:
    few = ratio_trend([30, 32, 31], [90] * 3, [60, 61, 62], [200] * 3, [0, 1, 2])
    assert few.per_year.reason.tolist() == ["few_periods_for_trend"]
    assert np.isnan(few.per_year.value).all()
    rare = ratio_trend([1, 0, 1, 2], [90] * 4, [60, 61, 62, 60], [200] * 4, [0, 1, 2, 3])
    assert rare.per_year.reason.tolist() == ["few_events_for_trend"]
    assert not np.isnan(rare.ratio.value).any()


def test_periods_without_a_figure_are_left_out() -> None:
    x, n = np.array([30.0, np.nan, 31, 29, 33]), np.array([90.0, 90, 90, 90, 0])
    made = ratio_trend(x, n, np.full(5, 60.0), np.full(5, 200.0), np.arange(5.0))
    assert made.ratio.reason[0].tolist() == ["", "nobody", "", "", "nobody"]
    assert made.per_year.reason.tolist() == ["few_periods_for_trend"]


def test_the_chart_has_no_limits_where_few_events_are_counted() -> None:
    rng = np.random.default_rng(6)
    n = np.full(24, 200.0)
    many = ratio_trend(rng.binomial(200, 0.3, 24), n, rng.binomial(200, 0.4, 24), n, np.arange(24) / 12)
    assert not np.isnan(many.chart.upper).any()
    rare = ratio_trend(rng.binomial(200, 0.02, 24), n, rng.binomial(200, 0.4, 24), n, np.arange(24) / 12)
    assert set(rare.chart.reason.ravel().tolist()) == {"few_events_for_limits"}


@pytest.mark.parametrize("people", [True, False])
def test_the_interval_of_a_trend_covers(people: bool) -> None:
    rng = np.random.default_rng(8)
    years, truth = np.arange(12) / 4, -0.15
    own = 0.2 * np.exp(truth * (years - years.mean()) + 0.1 * rng.standard_normal((1500, 12)))
    n, n0 = rng.integers(30, 120, (1500, 12)), rng.integers(300, 700, (1500, 12))
    draw = rng.binomial if people else (lambda size, share: rng.poisson(size * share))
    made = ratio_trend(draw(n, own), n, draw(n0, 0.25), n0, years, people=people).per_year
    covered = (made.lower <= np.exp(truth)) & (np.exp(truth) <= made.upper)
    assert 0.93 < covered[made.reason == ""].mean() < 0.97


def test_impossible_counts_are_refused() -> None:
    with pytest.raises(EvenhandError, match="Some periods"):
        ratio_trend([9.0] * 4, [8.0] * 4, [1.0] * 4, [8.0] * 4, [0, 1, 2, 3])
