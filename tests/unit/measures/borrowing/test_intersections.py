"""Strata of several characteristics at once: what is found again of made-up ones, and where nothing is said."""

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.special import expit
from scipy.stats import binom, norm

from evenhand.measures.borrowing import intersections
from evenhand.measures.borrowing.stratum_effects import stratum_effects

LATENT = np.pi**2 / 3


def design(*levels: int) -> np.ndarray:
    parts = np.stack([one.ravel() for one in np.meshgrid(*map(np.arange, levels), indexing="ij")], axis=1)
    columns = [parts[:, [place]] == np.arange(1, size) for place, size in enumerate(levels)]
    return np.hstack([np.ones((len(parts), 1)), *columns]).astype(float)


def drawn(deviation: float, tables: int, *levels: int, most: float = 200) -> tuple[np.ndarray, ...]:
    rng = np.random.default_rng(6)
    parts = design(*levels)
    fixed = np.r_[-0.5, rng.normal(0, 0.4, parts.shape[1] - 1)]
    n = np.exp(rng.uniform(np.log(5), np.log(most), (tables, len(parts)))).round()
    effect = rng.normal(0, deviation, n.shape)
    share = expit(parts @ fixed + effect)
    return rng.binomial(n.astype(int), share).astype(float), n, parts, share, effect


def test_the_integral_of_a_stratum_is_that_of_numerical_integration() -> None:
    x, n, linear, deviation = 3.0, 11.0, -0.4, 0.8
    found = stratum_effects(
        np.full((1, 1, 1), x),
        np.full((1, 1, 1), n),
        np.full((1, 1, 1), linear),
        np.full((1, 1, 1), deviation),
        nodes=15,
    )

    def chance(effect: float, power: int = 0) -> float:
        return float(
            effect**power * binom.pmf(x, n, expit(linear + effect)) * norm.pdf(effect, scale=deviation)
        )

    whole, first = (quad(chance, -8, 8, args=(power,))[0] for power in (0, 1))
    assert np.exp(found.log_chance[0, 0, 0]) == pytest.approx(whole, rel=1e-6)
    assert found.mean[0, 0, 0] == pytest.approx(first / whole, rel=1e-5)


def test_strata_and_the_part_between_them_are_held() -> None:
    x, n, parts, share, effect = drawn(0.5, 10, 5, 2, 3)
    found = intersections(x, n, parts)
    assert np.mean((found.share.lower <= share) & (share <= found.share.upper)) == pytest.approx(
        0.95, abs=0.035
    )
    assert np.mean((found.beyond.lower <= effect) & (effect <= found.beyond.upper)) == pytest.approx(
        0.95, abs=0.04
    )
    true = 0.25 / (0.25 + LATENT)
    assert np.mean((found.between_left.lower <= true) & (true <= found.between_left.upper)) > 0.8
    assert np.mean(found.between_left.value) == pytest.approx(true, abs=0.03)
    assert (found.between.value > 0.02).all()


def test_where_parts_say_it_all_the_interval_begins_at_nothing() -> None:
    x, n, parts, share, _ = drawn(0.0, 8, 5, 2, 3)
    found = intersections(x, n, parts)
    assert np.mean(found.between_left.lower == 0) >= 0.75
    told = np.isfinite(found.explained.lower)
    assert told.any()
    assert (found.explained.upper[told] <= 1).all()
    assert np.mean((found.share.lower <= share) & (share <= found.share.upper)) > 0.93


def test_strata_of_one_or_two_people_are_withheld_though_they_count() -> None:
    x, n, parts, _, _ = drawn(0.5, 1, 5, 2, 3)
    x[0, :3], n[0, :3] = [0, 1, 0], [1, 2, 0]
    found = intersections(x, n, parts)
    assert found.share.reason[0, :4].tolist() == ["withheld_stratum", "withheld_stratum", "nobody", ""]
    assert np.isnan(found.share.value[0, :3]).all()
    assert np.isnan(found.beyond.value[0, :3]).all()
    x[0, 1] = 2
    assert not np.allclose(
        found.share.value[0, 3:], intersections(x, n, parts).share.value[0, 3:], atol=1e-12
    )


def test_too_few_strata_have_figures_and_no_intervals() -> None:
    x, n, parts, _, _ = drawn(0.5, 2, 2, 2)
    found = intersections(x, n, parts)
    assert set(found.share.reason.ravel().tolist()) == {"too_few_strata"}
    assert np.isnan(found.between.lower).all()
    assert np.isnan(found.explained.lower).all()
    assert np.isfinite(found.share.value).all()


def test_where_strata_may_not_differ_at_all_nothing_is_explained() -> None:
    rng = np.random.default_rng(2)
    parts = design(3, 2, 3)
    n = np.full((4, 18), 12.0)
    found = intersections(rng.binomial(12, 0.4, (4, 18)).astype(float), n, parts)
    assert "no_variation_seen" in found.explained.reason.tolist()


def test_a_characteristic_whose_people_never_got_there_is_not_fitted() -> None:
    x, n, parts, _, _ = drawn(0.5, 1, 3, 2, 3)
    x[0, parts[:, 1] == 1] = 0
    found = intersections(x, n, parts)
    assert found.between_left.reason[0] == "model_not_fitted"
    assert np.isnan(found.share.value).all()
