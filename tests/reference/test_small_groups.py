"""Adjusted models and the multilevel one against R: glm, sandwich, a penalised likelihood written out, lme4.

The figures are those of `Rscript adjusted_models.R` and `Rscript multilevel_lme4.R` in this folder (R 4.2.2, lme4 1.1-31,
sandwich 3.0-2). The Berkeley counts are R's `UCBAdmissions` (Bickel, Hammel and O'Connell 1975).
"""

import csv
from pathlib import Path

import numpy as np
import pytest

from evenhand.measures.adjusted import adjusted, fit_log_binomial, fit_logistic, main_effects
from evenhand.measures.adjusted.two_groups import standardised
from evenhand.measures.borrowing.constants import load_borrowing
from evenhand.measures.borrowing.deviation import deviation_of
from evenhand.measures.borrowing.profile import Strata, profile

HERE = Path(__file__).parent
# Of each case: people and those who got there, reference first, then the group, by stratum.
CASES = {
    "berkeley": (
        [[825, 560, 325, 417, 191, 373], [108, 25, 593, 375, 393, 341]],
        [[512, 353, 120, 138, 53, 22], [89, 17, 202, 131, 94, 24]],
    ),
    "three": ([[120, 80, 60], [40, 50, 30]], [[30, 32, 36], [14, 25, 20]]),
    "edge": ([[40, 60], [30, 30]], [[40, 50], [28, 24]]),
    "nobody": ([[50, 40], [12, 9]], [[20, 10], [0, 0]]),
}
# Strata of ethnic group (5) by sex (2) by age (3), made up.
PEOPLE = [
    40,
    55,
    31,
    62,
    48,
    25,
    20,
    18,
    9,
    33,
    27,
    12,
    15,
    22,
    7,
    19,
    11,
    5,
    60,
    71,
    44,
    80,
    52,
    38,
    8,
    13,
    3,
    10,
    6,
    2,
]
THERE = [20, 22, 9, 35, 17, 6, 7, 9, 2, 20, 13, 3, 9, 6, 1, 7, 2, 3, 41, 33, 12, 38, 29, 20, 2, 6, 2, 3, 5, 1]


def expected(case: str, model: str) -> dict[str, float]:
    with (HERE / "adjusted_models.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if (row["case"], row["model"]) == (case, model)]
    return {row["name"]: float(row["value"]) for row in rows}


def counts(case: str) -> tuple[np.ndarray, np.ndarray]:
    n, x = (np.array([one], dtype=float) for one in CASES[case])
    return x, n


@pytest.mark.parametrize(
    ("case", "model"),
    [
        ("berkeley", "logistic"),
        ("berkeley", "log_binomial"),
        ("three", "logistic"),
        ("three", "log_binomial"),
    ],
)
def test_standardised_shares_and_coefficients_are_those_of_glm(case: str, model: str) -> None:
    x, n = counts(case)
    found, right = adjusted(x, n, adjusted_for=("stratum",), model=model), expected(case, model)
    # R stops at the eighth digit of a log-binomial fit.
    assert found.share[0] == pytest.approx([right["p0"], right["p1"]], rel=1e-8)
    assert found.difference.value[0, 1] == pytest.approx(right["rd"], rel=1e-7)
    assert found.ratio.value[0, 1] == pytest.approx(right["rr"], rel=1e-8)
    design = main_effects(2, np.eye(n.shape[2]))
    fit = (fit_logistic if model == "logistic" else fit_log_binomial)(
        x.reshape(1, -1), n.reshape(1, -1), design
    )
    assert fit.coefficients[0, -1] == pytest.approx(right["coef"], rel=1e-7)
    assert np.sqrt(fit.covariance[0, -1, -1]) == pytest.approx(right["se_coef"], rel=1e-5)
    assert found.method[0] == ("likelihood" if model == "logistic" else "log_binomial")


@pytest.mark.parametrize("case", ["berkeley", "three"])
def test_ends_lie_where_the_delta_method_has_them_when_people_are_many(case: str) -> None:
    x, n = counts(case)
    found, right = adjusted(x, n, adjusted_for=("stratum",)), expected(case, "logistic")
    half = 1.959964 * right["se_rd"]
    assert found.difference.lower[0, 1] == pytest.approx(right["rd"] - half, abs=0.06 * half)
    assert found.difference.upper[0, 1] == pytest.approx(right["rd"] + half, abs=0.06 * half)


def test_the_model_of_two_groups_is_the_general_one() -> None:
    x, n = counts("berkeley")
    found = standardised(x[:, 1], n[:, 1], x[:, 0], n[:, 0])
    right = expected("berkeley", "logistic")
    assert found.own[0] == pytest.approx(right["p1"], rel=1e-9)
    assert found.base[0] == pytest.approx(right["p0"], rel=1e-9)


def test_women_are_admitted_less_often_in_all_and_not_once_adjusted() -> None:
    x, n = counts("berkeley")
    crude = x.sum(axis=2) / n.sum(axis=2)
    found = adjusted(x, n, adjusted_for=("department",))
    assert crude[0, 1] - crude[0, 0] == pytest.approx(-0.1416, abs=1e-4)
    assert found.difference.lower[0, 1] < 0 < found.difference.value[0, 1]


def test_at_the_edge_the_robust_poisson_model_is_that_of_sandwich() -> None:
    x, n = counts("edge")
    fit = fit_log_binomial(x.reshape(1, -1), n.reshape(1, -1), main_effects(2, np.eye(2)))
    right = expected("edge", "poisson")
    assert fit.coefficients[0, -1] == pytest.approx(right["coef"], rel=1e-7)
    assert np.sqrt(fit.covariance[0, -1, -1]) == pytest.approx(right["se_coef"], rel=1e-6)
    assert fit.method[0] == "poisson"


def test_where_nobody_got_there_the_penalised_fit_is_firths() -> None:
    x, n = counts("nobody")
    fit = fit_logistic(x.reshape(1, -1), n.reshape(1, -1), main_effects(2, np.eye(2)))
    right = expected("nobody", "firth")
    assert fit.coefficients[0] == pytest.approx([right["dept1"], right["dept2"], right["coef"]], rel=1e-5)
    assert fit.method[0] == "penalised"


@pytest.mark.parametrize("model", ["null", "main"])
def test_the_multilevel_model_is_that_of_lme4(model: str) -> None:
    with (HERE / "multilevel_lme4.csv").open(encoding="utf-8") as file:
        right = {row["name"]: float(row["value"]) for row in csv.DictReader(file) if row["model"] == model}
    parts = np.array([(a, b, c) for a in range(5) for b in range(2) for c in range(3)])
    levels = [parts[:, [place]] == np.arange(1, size) for place, size in enumerate((5, 2, 3))]
    design = np.hstack([np.ones((30, 1)), *(levels if model == "main" else [])]).astype(float)
    strata = Strata(x=np.array([THERE], float), n=np.array([PEOPLE], float), design=design)
    found = deviation_of(strata, load_borrowing(), corrected=False)
    assert found.value[0] == pytest.approx(right.pop("deviation"), abs=2e-4)
    fixed = [value for name, value in right.items() if not name.startswith("mode")]
    fit = profile(strata, found.value[:, None], load_borrowing())
    assert fit.coefficients[0, 0] == pytest.approx(fixed, abs=1e-4)
    assert fit.effects.mean[0, 0, [0, 8, 29]] == pytest.approx(
        [right[f"mode{k}"] for k in (1, 9, 30)], abs=0.02
    )
