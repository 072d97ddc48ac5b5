"""The likelihood of how far strata lie apart: for each deviation the best fixed effects, and what is lost by fitting them.

Arrays: counts (tables, strata), design (strata, columns), deviations (tables, deviations).
"""

from dataclasses import dataclass

import numpy as np

from evenhand.measures.borrowing.constants import BorrowingRules
from evenhand.measures.borrowing.stratum_effects import Effects, stratum_effects
from evenhand.measures.estimate import Array, Mask

_STEPS = 40
_ARRIVED = 1e-8
_FAR_OUT = 12.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """At each deviation: coefficients (tables, deviations, columns) with their covariance, the log likelihood and the
    corrected one (tables, deviations), the strata's effects, and whether the fit arrived at a finite place."""

    deviation: Array
    coefficients: Array
    covariance: Array
    log_likelihood: Array
    corrected: Array
    effects: Effects
    arrived: Mask


@dataclass(frozen=True, slots=True, kw_only=True)
class Strata:
    """Counts of strata (tables, strata) and the design of their fixed effects (strata, columns)."""

    x: Array
    n: Array
    design: Array


def profile(strata: Strata, deviation: Array, rules: BorrowingRules, start: Array | None = None) -> Profile:
    """Return the fit of the fixed effects at each deviation.

    The corrected likelihood takes off half the log determinant of the information on the fixed effects, so that a
    variance is not too small for having been measured around fitted means (as REML does). Source: Cox and Reid 1987,
    doi:10.1111/j.2517-6161.1987.tb01422.x.
    """
    x, n, spread = strata.x[:, None], strata.n[:, None], deviation[..., None]
    columns = strata.design.shape[1]
    products = (strata.design[:, :, None] * strata.design[:, None, :]).reshape(len(strata.design), -1)
    found = np.zeros((*deviation.shape, columns)) if start is None else start
    change = np.full(deviation.shape, np.inf)
    for _ in range(_STEPS):
        effects = stratum_effects(x, n, found @ strata.design.T, spread, nodes=rules.stratum_nodes)
        weight = effects.weight / (1 + spread**2 * effects.weight)
        known = (weight @ products).reshape(*deviation.shape, columns, columns) + 1e-9 * np.eye(columns)
        step = np.linalg.solve(known, (effects.residual @ strata.design)[..., None])[..., 0]
        far = np.abs(found @ strata.design.T).max(axis=-1) > _FAR_OUT
        step = np.where(far[..., None], 0.0, np.clip(step, -2, 2))
        change = np.where(far, np.inf, np.abs(step).max(axis=-1))
        if (far | (change < _ARRIVED)).all():
            break
        found = found + step
    log_likelihood = effects.log_chance.sum(axis=-1)
    return Profile(
        deviation=deviation,
        coefficients=found,
        covariance=np.asarray(np.linalg.inv(known), dtype=np.float64),
        log_likelihood=log_likelihood,
        corrected=log_likelihood - np.linalg.slogdet(known)[1] / 2,
        effects=effects,
        arrived=change < 1e-5,
    )
