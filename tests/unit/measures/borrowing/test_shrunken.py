"""Shares and rates drawn to their peers: how often they hold the truth, what they are near, and where there is none."""

import numpy as np
import pytest
from scipy.integrate import dblquad
from scipy.special import betaln

from evenhand.measures.borrowing import load_borrowing, shrunken_proportions, shrunken_rates

TABLES = 160


def sizes(rng: np.random.Generator, groups: int) -> np.ndarray:
    return np.exp(rng.uniform(np.log(3), np.log(500), (TABLES, groups))).round()


@pytest.mark.parametrize(
    ("groups", "mean", "deviation"),
    [(8, 0.5, 0.15), (8, 0.9, 0.08), (18, 0.1, 0.05), (18, 0.3, 0.3), (50, 0.5, 0.15)],
)
def test_the_interval_of_a_share_holds_the_truth_in_95_of_100_groups(
    groups: int, mean: float, deviation: float
) -> None:
    rng = np.random.default_rng(3)
    n, worth = sizes(rng, groups), mean * (1 - mean) / deviation**2 - 1
    true = rng.beta(mean * worth, (1 - mean) * worth, (TABLES, groups))
    found = shrunken_proportions(rng.binomial(n.astype(int), true).astype(float), n).figures
    assert 0.93 <= np.mean((found.lower <= true) & (true <= found.upper)) <= 0.97


@pytest.mark.parametrize("groups", [8, 18, 50])
def test_the_interval_of_a_rate_holds_the_truth_in_95_of_100_groups(groups: int) -> None:
    rng = np.random.default_rng(3)
    n = sizes(rng, groups)
    true = rng.gamma(4, 0.3 / 4, (TABLES, groups))
    found = shrunken_rates(rng.poisson(n * true).astype(float), n).figures
    assert 0.93 <= np.mean((found.lower <= true) & (true <= found.upper)) <= 0.97


def test_without_any_difference_it_holds_at_least_so_often_and_is_nearer() -> None:
    rng = np.random.default_rng(3)
    n = sizes(rng, 18)
    x = rng.binomial(n.astype(int), 0.3).astype(float)
    found = shrunken_proportions(x, n).figures
    assert np.mean((found.lower <= 0.3) & (found.upper >= 0.3)) >= 0.95
    assert np.mean((found.value - 0.3) ** 2) < 0.2 * np.mean((x / n - 0.3) ** 2)


def test_the_figure_is_the_mean_over_all_possible_peers() -> None:
    x, n = np.array([2.0, 30, 11, 0, 50, 7]), np.array([5.0, 100, 20, 8, 120, 9])
    typical = 1 / np.mean(1 / n)

    def weight(linked: float, logged: float, own: int | None = None) -> float:
        mean, size = 1 / (1 + np.exp(-linked)), np.exp(logged)
        a, b = mean * size, (1 - mean) * size
        chance = np.exp(np.sum(betaln(a + x, b + n - x) - betaln(a, b)) + 300)
        seen = 1.0 if own is None else (a + x[own]) / (size + n[own])
        return float(chance * mean * (1 - mean) * typical / (typical + size) * seen)

    low, high = np.log(load_borrowing().least_worth), np.log(1e4)
    found = shrunken_proportions(x[None], n[None])
    whole = dblquad(weight, low, high, -3, 3, epsrel=1e-4)[0]
    for own in (0, 3):
        part = dblquad(lambda a, b, own=own: weight(a, b, own), low, high, -3, 3, epsrel=1e-4)[0]
        assert found.figures.value[0, own] == pytest.approx(part / whole, abs=4e-3)


def test_small_groups_borrow_more_than_large_ones() -> None:
    x, n = np.array([[1.0, 20, 200, 10, 40]]), np.array([[4.0, 50, 400, 30, 60]])
    found = shrunken_proportions(x, n)
    order = np.argsort(n[0])
    assert (np.diff(found.own_part[0][order]) > 0).all()
    towards = np.abs(found.figures.value - found.peers_mean[:, None])
    assert (towards <= np.abs(x / n - found.peers_mean[:, None]) + 1e-3).all()


def test_a_place_without_a_group_changes_nothing() -> None:
    x, n = np.array([[1.0, 20, 200, 10, 40]]), np.array([[4.0, 50, 400, 30, 60]])
    more = shrunken_proportions(np.append(x, [[0.0]], 1), np.append(n, [[0.0]], 1)).figures
    assert more.value[:, :5] == pytest.approx(shrunken_proportions(x, n).figures.value)
    assert more.reason.tolist() == [["", "", "", "", "", "nobody"]]


def test_fewer_than_five_peers_have_a_figure_and_no_interval() -> None:
    found = shrunken_rates(np.array([[1.0, 20, 9, 7]]), np.array([[4.0, 50, 40, 30]])).figures
    assert set(found.reason[0].tolist()) == {"too_few_peers"}
    assert np.isfinite(found.value).all()
    assert np.isnan(found.lower).all()
