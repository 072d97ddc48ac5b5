"""Adjusted differences and ratios: how often they hold the truth, groups without events, and the design."""

import numpy as np
import pytest
from scipy.special import expit, logit

from evenhand.measures.adjusted import adjusted, each_stratum, fit_log_binomial, fit_logistic, main_effects

DRAWS = 1500


def drawn(
    sizes: tuple[int, int], base: float, effect: float, strata: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Counts of a reference and a group, whose mixes of strata differ, and their true standardised shares."""
    rng = np.random.default_rng(9)
    mix = np.arange(1, strata + 1) / np.arange(1, strata + 1).sum()
    n = np.maximum(np.round(np.stack([sizes[0] * mix, sizes[1] * mix[::-1]])), 1)
    linear = logit(base) + np.linspace(-0.7, 0.7, strata)
    share = expit(np.stack([linear, linear + effect]))
    weight = n.sum(axis=0) / n.sum()
    x = rng.binomial(n.astype(int), share, (DRAWS, 2, strata)).astype(float)
    return x, np.broadcast_to(n, x.shape), (share * weight).sum(axis=1)


@pytest.mark.parametrize(
    ("sizes", "base", "effect", "strata"),
    [
        ((30, 30), 0.3, 0.0, 2),
        ((300, 30), 0.1, 0.7, 5),
        ((200, 60), 0.7, 0.5, 5),
        ((1000, 300), 0.95, -1.0, 2),
    ],
)
def test_intervals_hold_the_truth_in_93_to_97_of_100(
    sizes: tuple[int, int], base: float, effect: float, strata: int
) -> None:
    x, n, true = drawn(sizes, base, effect, strata)
    found = adjusted(x, n, adjusted_for=("age",))
    for one, right in ((found.difference, true[1] - true[0]), (found.ratio, true[1] / true[0])):
        told = one.reason[:, 1] == ""
        held = (one.lower[:, 1] <= right) & (right <= one.upper[:, 1])
        assert told.mean() > 0.4
        assert 0.925 <= held[told].mean() <= 0.975


def test_a_log_binomial_model_holds_its_own_ratio() -> None:
    rng = np.random.default_rng(1)
    n = np.broadcast_to(np.array([[60.0, 80, 60], [50, 30, 20]]), (DRAWS, 2, 3))
    share = np.array([[0.2, 0.3, 0.4], [0.3, 0.45, 0.6]])
    found = adjusted(
        rng.binomial(n.astype(int), share).astype(float), n, adjusted_for=("age",), model="log_binomial"
    )
    one = found.within_strata
    assert found.scale == "risk_ratio"
    assert 0.93 <= np.mean((one.lower[:, 1] <= 1.5) & (one.upper[:, 1] >= 1.5)) <= 0.97
    assert 0.93 <= np.mean((found.ratio.lower[:, 1] <= 1.5) & (found.ratio.upper[:, 1] >= 1.5)) <= 0.97
    assert (
        {"log_binomial"}
        <= set(found.method.tolist())
        <= {"log_binomial", "poisson", "log_binomial_augmented"}
    )


def test_the_reference_differs_from_itself_by_nothing() -> None:
    x, n, _ = drawn((200, 60), 0.5, 0.3, 2)
    found = adjusted(x[:2], n[:2], adjusted_for=("age", "drug_group"))
    assert found.difference.value[:, 0].tolist() == [0, 0]
    assert found.ratio.upper[:, 0].tolist() == [1, 1]
    assert found.adjusted_for == ("age", "drug_group")
    assert found.scale == "odds_ratio"


def test_another_reference_turns_the_difference_round() -> None:
    x, n, _ = drawn((200, 60), 0.5, 0.3, 2)
    one, other = (adjusted(x[:5], n[:5], adjusted_for=("age",), reference=place) for place in (0, 1))
    assert one.difference.value[:, 1] == pytest.approx(-other.difference.value[:, 0])
    assert one.ratio.lower[:, 1] == pytest.approx(1 / other.ratio.upper[:, 0])


def test_few_people_have_a_figure_and_no_interval_and_few_events_no_ratio() -> None:
    n = np.array([[[60.0, 60], [14, 15]], [[60, 60], [30, 30]]])
    x = np.array([[[30.0, 20], [7, 5]], [[30, 20], [2, 1]]])
    found = adjusted(x, n, adjusted_for=("age",))
    assert found.difference.reason[:, 1].tolist() == ["too_few_to_adjust", ""]
    assert found.ratio.reason[:, 1].tolist() == ["too_few_to_adjust", "too_few_events_to_adjust"]
    assert np.isfinite(found.ratio.value).all()


@pytest.mark.parametrize("model", ["logistic", "log_binomial"])
def test_groups_and_strata_without_events_are_fitted_too(model: str) -> None:
    n = np.array([[[60.0, 60], [40, 35]]] * 3)
    x = np.array([[[30.0, 20], [0, 0]], [[30, 0], [12, 0]], [[60, 60], [40, 30]]])
    found = adjusted(x, n, adjusted_for=("age",), model=model)
    assert np.isfinite(found.difference.value).all()
    assert found.difference.upper[0, 1] < 0
    assert (found.share >= 0).all()
    assert (found.share <= 1.01).all()
    assert (
        {"penalised"} == set(found.method.tolist()) if model == "logistic" else "augmented" in found.method[0]
    )


def test_covariates_need_not_have_a_column_for_each_stratum() -> None:
    patterns = np.array([[1.0, 0, 0], [1, 1, 0], [1, 0, 1], [1, 1, 1]])
    design = main_effects(3, patterns, reference=1)
    assert design.shape == (12, 5)
    assert design[4:8, 3:].sum() == 0
    rng = np.random.default_rng(5)
    n = np.full((2, 3, 4), 50.0)
    x = rng.binomial(50, 0.4, n.shape).astype(float)
    found = adjusted(x, n, adjusted_for=("age", "sex"), patterns=patterns, reference=1)
    assert np.isfinite(found.difference.lower).all()
    assert each_stratum(2).tolist() == [[1, 0], [0, 1]]


def test_a_stratum_that_nobody_is_in_changes_nothing() -> None:
    n = np.array([[[60.0, 60, 0], [40, 35, 0]]])
    x = np.array([[[30.0, 20, 0], [18, 9, 0]]])
    for fit in (fit_logistic, fit_log_binomial):
        whole = fit(x.reshape(1, -1), n.reshape(1, -1), main_effects(2, np.eye(3)))
        less = fit(x[:, :, :2].reshape(1, -1), n[:, :, :2].reshape(1, -1), main_effects(2, np.eye(2)))
        assert whole.coefficients[0, -1] == pytest.approx(less.coefficients[0, -1], abs=1e-8)
