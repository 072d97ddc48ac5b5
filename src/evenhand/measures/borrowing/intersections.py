"""People by several characteristics at once (MAIHDA): each stratum's share, and what it adds beyond its parts.

Arrays: counts (tables, strata); the design of main effects (strata, columns), an intercept among them.
"""

from dataclasses import dataclass

import numpy as np
from numpy.polynomial.hermite_e import hermegauss
from scipy.special import expit

from evenhand.measures.borrowing.constants import BorrowingRules, load_borrowing
from evenhand.measures.borrowing.deviation import Deviation, deviation_of
from evenhand.measures.borrowing.profile import Strata
from evenhand.measures.estimate import Array, Estimate, Mask, estimate
from evenhand.measures.intervals import z_of

_LATENT = np.pi**2 / 3
"""Variance of the logistic distribution: what lies within strata, on the log-odds scale."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Intersections:
    """`share` of each stratum, drawn to what its parts foretell; `beyond`: its log odds less those of its parts
    (tables, strata). `between` is the part of the variation that lies between strata in the null model, `between_left`
    in the model of main effects, `explained` the change of the variance from the one to the other (tables,)."""

    share: Estimate
    beyond: Estimate
    between: Estimate
    between_left: Estimate
    explained: Estimate


def intersections(
    x: Array, n: Array, design: Array, *, level: float = 0.95, rules: BorrowingRules | None = None
) -> Intersections:
    """Return the multilevel model of strata: main effects fixed, one random effect for each stratum.

    Figures of strata with fewer than `least_published` people are withheld, though their people count in the fit; with
    fewer than `least_strata` strata there are no intervals. Sources: Evans and others 2018,
    doi:10.1016/j.socscimed.2017.11.011; Merlo 2018, doi:10.1016/j.socscimed.2017.12.026.
    """
    rules = rules or load_borrowing()
    least = max(rules.least_strata, design.shape[1] + rules.least_spare)
    few: Mask = np.asarray(np.count_nonzero(n > 0, axis=1) < least)
    left = deviation_of(Strata(x=x, n=n, design=design), rules, level=level)
    null = deviation_of(Strata(x=x, n=n, design=np.ones((len(design), 1))), rules, level=level)
    lost: Mask = np.any(~left.profile.arrived, axis=1)
    share, beyond = _strata_figures(left, n, design, level)
    nobody: Mask = np.asarray(n <= 0)
    hidden: Mask = ~nobody & (n < rules.least_published)

    def said(one: Estimate) -> Estimate:
        one = one.without(nobody, "nobody", value=True).without(hidden, "withheld_stratum", value=True)
        one = one.without(np.broadcast_to(lost[:, None], n.shape), "model_not_fitted", value=True)
        return one.without(np.broadcast_to(few[:, None], n.shape), "too_few_strata")

    def of_table(one: Estimate) -> Estimate:
        return one.without(lost, "model_not_fitted", value=True).without(few, "too_few_strata")

    return Intersections(
        share=said(share),
        beyond=said(beyond),
        between=of_table(_part(null)),
        between_left=of_table(_part(left)),
        explained=of_table(_explained(null, left)),
    )


def _strata_figures(found: Deviation, n: Array, design: Array, level: float) -> tuple[Estimate, Estimate]:
    """Share and effect of each stratum, over all likely deviations and with the error of the fixed effects."""
    fit, spread = found.profile, found.profile.deviation[..., None]
    kept = 1 / (1 + spread**2 * fit.effects.weight)
    error = np.einsum("sp,tkpq,sq->tks", design, fit.covariance, design, optimize=True)
    linear = fit.coefficients @ design.T + fit.effects.mean
    z = z_of(level)
    mean, variance = _mixed(found.weight, linear, fit.effects.variance + kept**2 * error)
    deviation = np.sqrt(variance)
    nodes, masses = hermegauss(15)
    average = (expit(mean[..., None] + deviation[..., None] * nodes) * masses).sum(axis=-1) / masses.sum()
    share = estimate(average, expit(mean - z * deviation), expit(mean + z * deviation))
    mean, variance = _mixed(found.weight, fit.effects.mean, fit.effects.variance + (1 - kept) ** 2 * error)
    deviation = np.sqrt(variance)
    return share, estimate(mean, mean - z * deviation, mean + z * deviation)


def _mixed(weight: Array, mean: Array, variance: Array) -> tuple[Array, Array]:
    weight = weight[..., None]
    middle = (weight * mean).sum(axis=1)
    return middle, (weight * (variance + (mean - middle[:, None]) ** 2)).sum(axis=1)


def _part(found: Deviation) -> Estimate:
    """The part of the variation between strata, on the log-odds scale. Source: Goldstein, Browne and Rasbash 2002."""
    return estimate(*(one**2 / (one**2 + _LATENT) for one in (found.value, found.lower, found.upper)))


def _explained(null: Deviation, left: Deviation) -> Estimate:
    """One less the quotient of the variances, with both intervals put together (MOVER, as if independent, which is wide).

    None where the null model may have no variance at all: there is nothing to explain a part of.
    """
    top, least, most = (one**2 for one in (left.value, left.lower, left.upper))
    bottom, base_least, base_most = (one**2 for one in (null.value, null.lower, null.upper))
    with np.errstate(divide="ignore", invalid="ignore"):
        quotient = top / bottom
        low = quotient - np.hypot((top - least) / bottom, quotient * (base_most - bottom) / base_most)
        high = quotient + np.hypot((most - top) / bottom, quotient * (bottom - base_least) / base_least)
    nothing: Mask = np.less_equal(base_least, 0)
    ends = (1 - quotient, 1 - high, np.minimum(1 - np.maximum(low, 0), 1))
    found = estimate(*(np.where(nothing, 0.0, one) for one in ends))
    return found.without(nothing, "no_variation_seen", value=True)
