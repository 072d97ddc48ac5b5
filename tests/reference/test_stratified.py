"""Mantel-Haenszel against statsmodels, on published tables and drawn ones; its errors against repeated draws."""

import numpy as np
import pytest
from statsmodels.stats.contingency_tables import StratifiedTable

from evenhand.measures import stratified as mh

# Bickel, Hammel and O'Connell 1975, doi:10.1126/science.187.4175.398, table 'UCBAdmissions': six departments,
# admitted of applicants, women and men. Women are admitted less often in all, and not within departments.
ADMITTED = [[89, 17, 202, 131, 94, 24], [512, 353, 120, 138, 53, 22]]
APPLIED = [[108, 25, 593, 375, 393, 341], [825, 560, 325, 417, 191, 373]]
DRAWS = 4000


def sides(a: object, n1: object, c: object, n0: object) -> list[np.ndarray]:
    return [np.atleast_2d(np.asarray(one, dtype=np.float64)) for one in (a, n1, c, n0)]


def statsmodels_ratio(a: np.ndarray, n1: np.ndarray, c: np.ndarray, n0: np.ndarray) -> float:
    tables = [np.array([[w, x - w], [y, z - y]]) for w, x, y, z in zip(a[0], n1[0], c[0], n0[0], strict=True)]
    return float(StratifiedTable(tables).riskratio_pooled)


def test_ratio_of_berkeley_admissions_is_that_of_statsmodels_and_turns_round() -> None:
    a, n1, c, n0 = sides(ADMITTED[0], APPLIED[0], ADMITTED[1], APPLIED[1])
    ratio = mh.pooled(mh.ratio_terms(a, n1, c, n0))[0]
    assert ratio == pytest.approx(statsmodels_ratio(a, n1, c, n0), rel=1e-12)
    assert (a.sum() / n1.sum()) / (c.sum() / n0.sum()) < 0.70
    assert ratio > 1


@pytest.mark.parametrize("seed", range(5))
def test_ratio_of_drawn_tables_is_that_of_statsmodels(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n1, n0 = rng.integers(1, 60, (2, 1, 6))
    a, c = rng.binomial(n1, 0.4), rng.binomial(n0, 0.5)
    given = sides(a, n1, c, n0)
    assert mh.pooled(mh.ratio_terms(*given))[0] == pytest.approx(statsmodels_ratio(*given), rel=1e-12)


@pytest.mark.parametrize(
    ("n1", "n0"),
    [([40, 60, 25], [300, 150, 80]), ([12] * 20, [20] * 20), ([3] * 80, [6] * 80)],
    ids=["few large strata", "strata of thirty", "many small strata"],
)
def test_errors_are_the_spread_of_repeated_draws(n1: list[int], n0: list[int]) -> None:
    rng = np.random.default_rng(7)
    base = np.linspace(0.3, 0.7, len(n1))
    a = rng.binomial(n1, base * 0.8, (DRAWS, len(n1))).astype(float)
    c = rng.binomial(n0, base, (DRAWS, len(n0))).astype(float)
    people = (np.broadcast_to(np.asarray(one, dtype=float), a.shape) for one in (n1, n0))
    n1s, n0s = people
    difference = mh.pooled(mh.difference_terms(a, n1s, c, n0s))
    ratio = np.log(mh.pooled(mh.ratio_terms(a, n1s, c, n0s)))
    for figure, error in (
        (difference, mh.difference_error(a, n1s, c, n0s)),
        (ratio, mh.log_ratio_error(a, n1s, c, n0s)),
    ):
        assert np.sqrt(np.mean(error**2)) == pytest.approx(figure.std(), rel=0.05)
        covered = (
            np.abs(figure - (base * -0.2 @ _weights(n1, n0) if figure is difference else np.log(0.8)))
            <= 1.96 * error
        )
        assert 0.935 <= covered.mean() <= 0.965


def _weights(n1: list[int], n0: list[int]) -> np.ndarray:
    weights = np.asarray(n1) * np.asarray(n0) / (np.asarray(n1) + np.asarray(n0))
    return weights / weights.sum()
