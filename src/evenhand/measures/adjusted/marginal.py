"""Groups as they would be if each had the same mix of strata: standardised shares, their difference and ratio.

Arrays: counts (tables, groups, strata); figures (tables, groups). A model's odds ratio stands beside them, never alone.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from evenhand.measures.adjusted.constants import AdjustedRules, load_adjusted
from evenhand.measures.adjusted.design import each_stratum, main_effects
from evenhand.measures.adjusted.fitting import Fit
from evenhand.measures.adjusted.log_binomial import fit_log_binomial
from evenhand.measures.adjusted.logistic import fit_logistic
from evenhand.measures.estimate import Array, Estimate, Mask, Reasons, estimate
from evenhand.measures.intervals import Interval, wilson, z_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjusted:
    """Of each group: its standardised share, and its difference and ratio to the reference (there 0 and 1).

    `within_strata` is the model's own ratio between people of one stratum, an odds ratio or a risk ratio as `scale`
    says (odds_ratio, risk_ratio). `method` (tables,) is the fit's; `adjusted_for` names the covariates.
    """

    share: Array
    difference: Estimate
    ratio: Estimate
    within_strata: Estimate
    scale: str
    method: Reasons
    adjusted_for: tuple[str, ...]


def adjusted(
    x: Array,
    n: Array,
    *,
    adjusted_for: tuple[str, ...],
    patterns: Array | None = None,
    reference: int = 0,
    model: str = "logistic",
    level: float = 0.95,
    rules: AdjustedRules | None = None,
) -> Adjusted:
    """Return average marginal effects of each group against the reference, over the strata of all people of the table.

    Every person's share is predicted twice, as one of the group and as one of the reference, and averaged. The model is
    `logistic` or `log_binomial` with main effects: `patterns` (strata, covariates), by default one level per stratum.
    Errors by the delta method. Sources: Lane and Nelder 1982, doi:10.2307/2530043; Greenland 2004,
    doi:10.1093/aje/kwh221.
    """
    rules = rules or load_adjusted()
    tables, groups, strata = x.shape
    patterns = each_stratum(strata) if patterns is None else patterns
    design = main_effects(groups, patterns, reference)
    fitted = fit_logistic if model == "logistic" else fit_log_binomial
    fit = fitted(x.reshape(tables, -1), n.reshape(tables, -1), design, rules=rules)
    risks = _risks(fit, design, n, logistic=model == "logistic")
    z = z_of(level)
    difference, ratio = _contrasts(risks, reference, z)
    few = _few(n.sum(axis=2), reference, rules)
    bare = _few(np.minimum(x, n - x).sum(axis=2), reference, rules, events=True)
    lost = np.broadcast_to(~fit.arrived[:, None], few.shape)
    return Adjusted(
        share=np.where(lost, np.nan, risks.share),
        difference=_said(difference, lost, few),
        ratio=_said(ratio, lost, few, bare),
        within_strata=_said(_own_ratio(fit, groups, reference, z), lost, few, bare),
        scale="odds_ratio" if model == "logistic" else "risk_ratio",
        method=fit.method,
        adjusted_for=adjusted_for,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Risks:
    """Standardised shares (tables, groups) and their covariance (tables, groups, groups)."""

    share: Array
    covariance: Array


def _risks(fit: Fit, design: Array, n: Array, *, logistic: bool) -> _Risks:
    tables, groups, strata = n.shape
    linear = fit.coefficients @ design.T
    share = expit(linear) if logistic else np.exp(np.minimum(linear, 5))
    slope = share * (1 - share) if logistic else share
    people = n.sum(axis=1)
    weight = people / np.maximum(people.sum(axis=1, keepdims=True), 1e-300)
    parts = slope.reshape(tables, groups, strata) * weight[:, None, :]
    change = np.einsum("tgs,gsp->tgp", parts, design.reshape(groups, strata, -1))
    return _Risks(
        share=(share.reshape(tables, groups, strata) * weight[:, None, :]).sum(axis=2),
        covariance=np.einsum("tgp,tpq,thq->tgh", change, fit.covariance, change, optimize=True),
    )


def _contrasts(risks: _Risks, reference: int, z: float) -> tuple[Estimate, Estimate]:
    """Difference and ratio, put together from the limits of both shares with their correlation (MOVER).

    A share's limits are Wilson's for as many people as its error by the delta method is worth. Source: Zou and Donner
    2008, doi:10.1002/sim.3095.
    """
    share = np.clip(risks.share, 1e-12, 1 - 1e-12)
    error = np.sqrt(np.maximum(np.einsum("tgg->tg", risks.covariance), 0))
    base, base_error = share[:, [reference]], error[:, [reference]]
    with np.errstate(divide="ignore", invalid="ignore"):
        worth = share * (1 - share) / error**2
        alike = risks.covariance[:, :, reference] / (error * base_error)
    limits = wilson(share * worth, worth, z)
    others = limits[0][:, [reference]], limits[1][:, [reference]]
    is_base = np.arange(share.shape[1]) == reference
    low, high = _mover(share, limits, base, others, alike)
    difference = estimate(*(np.where(is_base, 0.0, one) for one in (share - base, low, high)))
    logs = [np.log(one) for one in (share, *limits, base, *others)]
    low, high = _mover(logs[0], (logs[1], logs[2]), logs[3], (logs[4], logs[5]), alike)
    ratio = estimate(*(np.where(is_base, 1.0, np.exp(one)) for one in (logs[0] - logs[3], low, high)))
    return difference, ratio


def _mover(own: Array, limits: Interval, base: Array, others: Interval, alike: Array) -> Interval:
    down, up = own - limits[0], limits[1] - own
    base_down, base_up = base - others[0], others[1] - base
    low = np.sqrt(np.maximum(down**2 + base_up**2 - 2 * alike * down * base_up, 0))
    high = np.sqrt(np.maximum(up**2 + base_down**2 - 2 * alike * up * base_down, 0))
    return own - base - low, own - base + high


def _own_ratio(fit: Fit, groups: int, reference: int, z: float) -> Estimate:
    """The exponent of each group's coefficient, with the interval from its standard error."""
    first = fit.coefficients.shape[1] - groups + 1
    others = np.delete(np.arange(groups), reference)
    log, error = np.zeros((len(fit.coefficients), groups)), np.zeros((len(fit.coefficients), groups))
    log[:, others] = fit.coefficients[:, first:]
    error[:, others] = np.sqrt(np.maximum(np.einsum("tpp->tp", fit.covariance)[:, first:], 0))
    with np.errstate(over="ignore"):
        return estimate(np.exp(log), np.exp(log - z * error), np.exp(log + z * error))


def _said(one: Estimate, lost: Mask, few: Mask, bare: Mask | None = None) -> Estimate:
    """The estimate without what was not fitted, or rests on too few people or events."""
    one = one.without(lost, "model_not_fitted", value=True).without(few, "too_few_to_adjust")
    return one if bare is None else one.without(bare, "too_few_events_to_adjust")


def _few(counts: Array, reference: int, rules: AdjustedRules, *, events: bool = False) -> np.ndarray:
    least = rules.least_events if events else rules.least_people
    enough = counts >= least
    return np.asarray(~(enough & enough[:, [reference]]))
