"""Logistic regression on grouped counts, many tables at once; Firth's penalty where the likelihood has no greatest value.

Arrays: `x` of `n` people, shape (tables, cells); design (cells, columns).
"""

import numpy as np
from scipy.special import expit

from evenhand.measures.adjusted.constants import AdjustedRules, load_adjusted
from evenhand.measures.adjusted.fitting import Fit, information, inverse, solved
from evenhand.measures.estimate import Array, Mask


def fit_logistic(x: Array, n: Array, design: Array, *, rules: AdjustedRules | None = None) -> Fit:
    """Return the likeliest log odds; of separated tables, and those that do not arrive, the penalised ones.

    A table is separated where a combination of columns tells the outcome of everybody in it: its log odds are endless.
    Sources: McCullagh and Nelder 1989, 4.4; Firth 1993, doi:10.1093/biomet/80.1.27; Heinze and Schemper 2002,
    doi:10.1002/sim.1047.
    """
    rules = rules or load_adjusted()
    plain, arrived, endless = _scored(x, n, design, rules, penalised=False)
    again = ~arrived | endless
    coefficients = plain
    if again.any():
        coefficients = plain.copy()
        coefficients[again], reached, _ = _scored(x[again], n[again], design, rules, penalised=True)
        arrived = arrived.copy()
        arrived[again] = reached
    share = expit(coefficients @ design.T)
    covariance = inverse(information(n * share * (1 - share), design))
    method = np.where(again, "penalised", "likelihood").astype(np.str_)
    return Fit(coefficients=coefficients, covariance=covariance, arrived=arrived, method=method)


def _scored(
    x: Array, n: Array, design: Array, rules: AdjustedRules, *, penalised: bool
) -> tuple[Array, Mask, Mask]:
    """Fisher's scoring from no effects; which tables arrived, and which ran off without end."""
    found = np.zeros((len(x), design.shape[1]))
    change = np.full(len(x), np.inf)
    for _ in range(rules.most_steps):
        share = expit(found @ design.T)
        weights = n * share * (1 - share)
        matrix = information(weights, design)
        gap = x - n * share
        if penalised:
            gap = gap + _leverage(weights, matrix, design) * (0.5 - share)
        step = solved(matrix, gap @ design)
        longest = np.abs(step @ design.T).max(axis=1)
        step *= np.minimum(1, 3 / np.maximum(longest, 1e-300))[:, None]
        # Those that run off are left where they are, since their matrix comes to be singular.
        ended = np.abs(found @ design.T).max(axis=1) > rules.far_out
        found = found + np.where(ended, 0.0, 1.0)[:, None] * step
        change = np.where(ended, change, np.abs(step).max(axis=1))
        if (ended | (change < rules.close_enough)).all():
            break
    seen = np.where(n > 0, np.abs(found @ design.T), 0.0).max(axis=1)
    return found, change < rules.close_enough, seen > rules.far_out


def _leverage(weights: Array, matrix: Array, design: Array) -> Array:
    """How far each cell draws the fit to itself, 0 to 1: the diagonal of the hat matrix."""
    spread = np.einsum("cp,tpq,cq->tc", design, inverse(matrix), design, optimize=True)
    return np.asarray(weights * spread)
