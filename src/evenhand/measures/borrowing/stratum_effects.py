"""The effect of each stratum, integrated over: adaptive Gauss-Hermite quadrature of a binomial with a normal effect.

Arrays: counts (tables, 1, strata), linear predictors (tables, deviations, strata), deviations (tables, deviations, 1).
"""

from dataclasses import dataclass

import numpy as np
from numpy.polynomial.hermite_e import hermegauss
from scipy.special import expit, gammaln

from evenhand.measures.estimate import Array

_STEPS = 25
_ARRIVED = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    """Of each stratum: log chance of its count, the mean and variance of its effect given the count, and the averages of
    its residual x - n p and of its binomial variance n p (1 - p). Shape (tables, deviations, strata)."""

    log_chance: Array
    mean: Array
    variance: Array
    residual: Array
    weight: Array


def stratum_effects(x: Array, n: Array, linear: Array, deviation: Array, *, nodes: int) -> Effects:
    """Return what the count of each stratum says of its effect, which is normal around 0 with that deviation.

    Source: Pinheiro and Bates 1995, doi:10.1080/10618600.1995.10474663; Liu and Pierce 1994,
    doi:10.1093/biomet/81.3.624. A deviation of 0 leaves the effect at 0.
    """
    scaled, curve = _modes(x, n, linear, deviation)
    points, masses = hermegauss(nodes)
    spread = 1 / np.sqrt(curve)
    effect = scaled[..., None] + spread[..., None] * points
    share_log = linear[..., None] + deviation[..., None] * effect
    people, events = n[..., None], x[..., None]
    log_chance = events * share_log - people * np.logaddexp(0, share_log) - effect * effect / 2
    log_chance = (
        log_chance + points * points / 2 + np.log(masses / np.sqrt(2 * np.pi)) + np.log(spread)[..., None]
    )
    top = log_chance.max(axis=-1, keepdims=True)
    weight = np.exp(log_chance - top)
    total = weight.sum(axis=-1)
    weight = weight / total[..., None]
    share = expit(share_log)
    mean = (weight * effect).sum(axis=-1)
    variance = (weight * (effect - mean[..., None]) ** 2).sum(axis=-1)
    ways = gammaln(n + 1) - gammaln(x + 1) - gammaln(n - x + 1)
    return Effects(
        log_chance=top[..., 0] + np.log(total) + ways,
        mean=deviation * mean,
        variance=deviation**2 * variance,
        residual=(weight * (events - people * share)).sum(axis=-1),
        weight=(weight * people * share * (1 - share)).sum(axis=-1),
    )


def _modes(x: Array, n: Array, linear: Array, deviation: Array) -> tuple[Array, Array]:
    """The likeliest effect in units of the deviation, and the curvature of its log chance there."""
    effect = np.zeros(np.broadcast_shapes(linear.shape, deviation.shape))
    for _ in range(_STEPS):
        share = expit(linear + deviation * effect)
        curve = 1 + deviation**2 * n * share * (1 - share)
        step = (deviation * (x - n * share) - effect) / curve
        effect = effect + np.clip(step, -1, 1)
        if np.abs(step).max(initial=0) < _ARRIVED:
            break
    share = expit(linear + deviation * effect)
    return effect, np.asarray(1 + deviation**2 * n * share * (1 - share))
