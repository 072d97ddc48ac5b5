"""Bounds with chance: the quantile, and how often the interval holds the truth where it lies at an end."""

import numpy as np
import pytest
from scipy.stats import norm

from evenhand.measures import score
from evenhand.measures.intervals import wilson, z_of
from evenhand.measures.unknowns import (
    Unknown,
    difference_with_chance,
    one_sided_z,
    proportion_with_chance,
    ratio_with_chance,
)

DRAWS = 4000


def test_the_quantile_runs_from_two_sided_to_one_sided() -> None:
    width = np.array([0.0, 0.05, 0.5, 50.0])
    found = one_sided_z(width, np.full(4, 0.1), 0.95)
    assert found[0] == pytest.approx(1.959964, abs=1e-6)
    assert found[-1] == pytest.approx(1.644854, abs=1e-6)
    assert norm.cdf(found + width / 0.1) - norm.cdf(-found) == pytest.approx(0.95, abs=1e-9)


def test_an_end_without_error_has_the_two_sided_quantile() -> None:
    assert one_sided_z(np.array([0.2]), np.array([0.0]), 0.95)[0] == pytest.approx(1.959964, abs=1e-6)


def test_without_unknown_people_it_is_the_ordinary_interval() -> None:
    x, n, x0, n0 = (np.array([one]) for one in (8.0, 30.0, 100.0, 200.0))
    nobody = Unknown(with_it=np.zeros(1), without=np.zeros(1))
    z = z_of(0.95)
    for found, right in (
        (proportion_with_chance(x, n, nobody), wilson(x, n, z)),
        (difference_with_chance(x, n, x0, n0, nobody), score.difference_of_proportions(x, n, x0, n0, z)),
        (ratio_with_chance(x, n, x0, n0, nobody), score.ratio_of_proportions(x, n, x0, n0, z)),
    ):
        assert np.concatenate(found) == pytest.approx(np.concatenate(right), rel=1e-6)


@pytest.mark.parametrize(
    ("n", "n0", "p", "p0", "missing"), [(40, 200, 0.5, 0.5, 0.1), (100, 800, 0.9, 0.8, 0.2)]
)
def test_the_truth_at_an_end_is_held_in_95_of_100(
    n: int, n0: int, p: float, p0: float, missing: float
) -> None:
    rng = np.random.default_rng(8)
    x, x0 = rng.binomial(n, p, DRAWS), rng.binomial(n0, p0, DRAWS)
    gone, gone0 = rng.binomial(n - x, missing), rng.binomial(x0, missing)
    unknown = Unknown(with_it=gone0.astype(float), without=gone.astype(float))
    known = [one.astype(float) for one in (x, n - gone, x0 - gone0, n0 - gone0)]
    low, high = difference_with_chance(*known, unknown)
    assert 0.935 < np.mean((low <= p - p0) & (p - p0 <= high)) < 0.965
    low, high = ratio_with_chance(*known, unknown)
    assert 0.935 < np.mean((low <= p / p0) & (p / p0 <= high)) < 0.965
