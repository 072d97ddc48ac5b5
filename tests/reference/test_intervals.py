"""Intervals against statsmodels, against quantiles of scipy, and against a search for the likeliest pair."""

import numpy as np
import pytest
from scipy import optimize, stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
from statsmodels.stats.rates import confint_poisson_2indep

from evenhand.measures import score
from evenhand.measures.intervals import poisson, wilson, z_of

Z = z_of(0.95)
LEVELS = (0.8, 0.95, 0.998)
TWO_GROUPS = [
    (56, 70, 48, 80),
    (9, 10, 3, 10),
    (5, 56, 0, 29),
    (0, 10, 7, 40),
    (10, 10, 12, 40),
    (1, 200, 9, 900),
    (30, 100, 300, 1000),
    (2, 15, 14, 15),
    (187, 14552, 5073, 1305303),
]


def arrays(*numbers: float) -> list[np.ndarray]:
    return [np.array([float(number)]) for number in numbers]


def limits(interval: object, *counts: float, z: float = Z) -> tuple[float, float]:
    low, high = interval(*arrays(*counts), z)  # type: ignore[operator]
    return float(low[0]), float(high[0])


@pytest.mark.parametrize("level", LEVELS)
def test_wilson_agrees_with_statsmodels(level: float) -> None:
    n = np.repeat(np.array([1, 2, 7, 30, 1000, 1_000_000]), 5)
    x = np.round(n * np.tile([0, 0.1, 0.5, 0.9, 1], 6))
    theirs = proportion_confint(x, n, alpha=1 - level, method="wilson")
    for ours, other in zip(wilson(x, n.astype(float), z_of(level)), theirs, strict=True):
        assert np.abs(ours - np.asarray(other)).max() < 1e-12


def test_wilsons_limits_are_where_the_score_test_turns() -> None:
    for x, n in [(1, 12), (5, 9), (40, 41)]:
        for limit in limits(wilson, x, n):
            assert abs((x / n - limit) / np.sqrt(limit * (1 - limit) / n)) == pytest.approx(Z, abs=1e-9)


@pytest.mark.parametrize("level", LEVELS)
def test_few_events_have_the_exact_limits_of_the_poisson_distribution(level: float) -> None:
    for x in range(10):
        low, high = limits(poisson, x, z=z_of(level))
        assert stats.poisson.cdf(x, high) == pytest.approx((1 - level) / 2, rel=1e-9)
        assert x == 0 or stats.poisson.sf(x - 1, low) == pytest.approx((1 - level) / 2, rel=1e-9)
        by_quantile = (
            stats.chi2.ppf((1 - level) / 2, 2 * x) / 2 if x else 0,
            stats.chi2.isf((1 - level) / 2, 2 * x + 2) / 2,
        )
        assert (low, high) == pytest.approx(by_quantile, rel=1e-9)


def test_many_events_have_byars_limits_near_the_exact_ones() -> None:
    for x in (10, 25, 100, 5073):
        low, high = limits(poisson, x)
        assert low == pytest.approx(stats.chi2.ppf(0.025, 2 * x) / 2, rel=3e-3)
        assert high == pytest.approx(stats.chi2.isf(0.025, 2 * x + 2) / 2, rel=3e-3)
    assert limits(poisson, 10) == pytest.approx(
        (10 * (1 - 1 / 90 - Z / (3 * 10**0.5)) ** 3, 11 * (1 - 1 / 99 + Z / (3 * 11**0.5)) ** 3)
    )


@pytest.mark.parametrize("counts", [c for c in TWO_GROUPS if c[2] and c[0] and c[0] < c[1]])
def test_the_ratio_of_proportions_agrees_with_statsmodels(counts: tuple) -> None:
    """Not where all of a group got there: statsmodels 0.15 then ends at the edge (see the search below)."""
    theirs = confint_proportions_2indep(*counts, compare="ratio", method="score", correction=False)
    assert limits(score.ratio_of_proportions, *counts) == pytest.approx(tuple(map(float, theirs)), rel=1e-5)


@pytest.mark.parametrize("counts", [c for c in TWO_GROUPS if c[2] and c[0]])
@pytest.mark.parametrize("compare", ["ratio", "diff"])
def test_ratio_and_difference_of_rates_agree_with_statsmodels(counts: tuple, compare: str) -> None:
    theirs = confint_poisson_2indep(*counts, method="score", compare=compare)
    interval = score.ratio_of_rates if compare == "ratio" else score.difference_of_rates
    assert limits(interval, *counts) == pytest.approx(tuple(map(float, theirs)), rel=1e-5, abs=1e-9)


def likeliest_score(counts: tuple, delta: float) -> float:
    """Miettinen and Nurminen's statistic with the likeliest pair that differs by `delta` searched for, not solved."""
    x1, n1, x2, n2 = counts

    def unlikely(p2: float) -> float:
        p1 = p2 + delta
        terms = ((x1, p1), (n1 - x1, 1 - p1), (x2, p2), (n2 - x2, 1 - p2))
        return -sum(x * np.log(max(p, 1e-300)) for x, p in terms if x)

    low, high = max(0, -delta), min(1, 1 - delta)
    found = optimize.minimize_scalar(unlikely, bounds=(low, high), method="bounded", options={"xatol": 1e-13})
    p2 = min([found.x, low, high], key=unlikely)
    p1, total = p2 + delta, n1 + n2
    variance = (p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2) * total / (total - 1)
    return (x1 / n1 - x2 / n2 - delta) / np.sqrt(max(variance, 1e-300))


def likeliest_ratio_score(counts: tuple, ratio: float) -> float:
    """Koopman's statistic with the likeliest pair of that ratio searched for."""
    x1, n1, x2, n2 = counts

    def unlikely(p2: float) -> float:
        p1 = ratio * p2
        terms = ((x1, p1), (n1 - x1, 1 - p1), (x2, p2), (n2 - x2, 1 - p2))
        return -sum(x * np.log(max(p, 1e-300)) for x, p in terms if x)

    high = min(1, 1 / ratio)
    found = optimize.minimize_scalar(unlikely, bounds=(0, high), method="bounded", options={"xatol": 1e-13})
    p2 = min([found.x, high], key=unlikely)
    variance = ratio * p2 * (1 - ratio * p2) / n1 + ratio**2 * p2 * (1 - p2) / n2
    return (x1 / n1 - ratio * x2 / n2) / np.sqrt(max(variance, 1e-300))


@pytest.mark.parametrize("counts", [c for c in TWO_GROUPS if c[2] and c[0] and c[1] < 1000])
def test_the_ratio_of_proportions_agrees_with_a_search_for_the_likeliest_pair(counts: tuple) -> None:
    for limit in limits(score.ratio_of_proportions, *counts):
        assert abs(likeliest_ratio_score(counts, limit)) == pytest.approx(Z, abs=2e-5)


@pytest.mark.parametrize("counts", TWO_GROUPS)
def test_the_difference_of_proportions_agrees_with_a_search_for_the_likeliest_pair(counts: tuple) -> None:
    """statsmodels 0.15 is no reference here: see the test below."""
    gap = counts[0] / counts[1] - counts[2] / counts[3]
    low, high = limits(score.difference_of_proportions, *counts)
    for limit, sign in ((low, 1), (high, -1)):
        other = -1 + 1e-9 if sign > 0 else 1 - 1e-9
        searched = optimize.brentq(
            lambda d, s=sign: likeliest_score(counts, d) - s * Z, *sorted((other, gap)), xtol=1e-12
        )
        assert limit == pytest.approx(searched, abs=2e-6)


def test_the_statistic_of_equal_proportions_is_pearsons_but_for_one_of_all() -> None:
    for x1, n1, x2, n2 in [(56, 70, 48, 80), (5, 56, 1, 29)]:
        chi2 = stats.chi2_contingency([[x1, n1 - x1], [x2, n2 - x2]], correction=False).statistic
        z = float(score.z_of_proportions(*arrays(x1, n1, x2, n2))[0])
        assert z**2 * (n1 + n2) / (n1 + n2 - 1) == pytest.approx(chi2, rel=1e-10)


def test_statsmodels_limits_of_a_difference_are_not_where_its_likeliest_pair_turns() -> None:
    """Why it is no reference: its limits for 56/70 - 48/80 leave the statistic far from the quantile, ours do not."""
    counts = (56, 70, 48, 80)
    assert [
        abs(likeliest_score(counts, d)) for d in limits(score.difference_of_proportions, *counts)
    ] == pytest.approx([Z, Z], abs=1e-5)
    try:
        theirs = confint_proportions_2indep(*counts, compare="diff", method="score", correction=True)
    except (ValueError, RuntimeError, RuntimeWarning):
        return
    assert max(abs(abs(likeliest_score(counts, float(d))) - Z) for d in theirs) > 1e-4
