"""What sums of distances give by chance: a distance of normal shares is a folded normal.

Distances of two groups depend on each other through what they are measured from; that is taken to the second order of
their correlation. Source: Leone, Nelson and Nottingham 1961, doi:10.1080/00401706.1961.10489974 (folded normal);
Mehler's expansion for the covariance of two functions of normal variables.
"""

from dataclasses import dataclass, replace

import numpy as np
from scipy.special import ndtr

from evenhand.measures.estimate import Array
from evenhand.measures.inequality.cumulants import Cumulants
from evenhand.measures.inequality.profile import Profile

_ROOT = np.sqrt(2 * np.pi)
_NODES = ((-np.sqrt(3.0), 1 / 6), (0.0, 2 / 3), (np.sqrt(3.0), 1 / 6))
"""Of a Gauss-Hermite rule of three, each with its chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Folded:
    """Mean, variance and third cumulant of each distance, its mean sign, and its density at 0 (times 2 sd)."""

    mean: Array
    variance: Array
    third: Array
    sign: Array
    dense: Array
    sd: Array
    squared: Array

    @property
    def density(self) -> Array:
        """Twice the density of the difference at 0; 0 where it cannot vary."""
        return np.where(self.sd > 0, self.dense / _safe(self.sd), 0.0)


def from_mean_cumulants(profile: Profile, *, weighted: bool, relative: bool) -> Cumulants:
    """Return those of the mean distance from the weighted mean; `relative`: over that mean."""
    w, var, weights = profile.w, profile.variance, profile.weights(weighted=weighted)
    wide = w * var
    total = _dot(w, wide)[:, None]
    folded = _folded(profile.spread, np.maximum(var - 2 * wide + total, 0))
    truth = _dot(weights, np.abs(profile.spread))
    signs = weights * folded.sign
    pull = _sum(signs)[:, None] * w
    if relative:
        pull = pull + (truth / profile.mean)[:, None] * w
    slope = signs - pull
    linear = _dot(var * slope, slope)
    own = _dot(signs * signs, folded.squared)
    shared = total / 2 - wide
    bent = _crossed(weights * folded.density, shared)
    made = _together(truth, weights, folded, linear - own + bent, slope)
    return _scaled(made, 1 / profile.mean) if relative else made


def from_reference_cumulants(profile: Profile, *, weighted: bool) -> Cumulants:
    """Return those of the mean distance from the share of the reference group."""
    column, weights = profile.reference[:, None], profile.weights(weighted=weighted)
    base, base_var = (np.take_along_axis(one, column, axis=1) for one in (profile.p, profile.variance))
    others = np.where(np.arange(profile.p.shape[1]) == column, 0.0, weights)
    gap = profile.p - base
    folded = _folded(gap, profile.variance + base_var)
    signs = others * folded.sign
    total = _sum(signs)
    shared = base_var[:, 0] * (total * total - _dot(signs, signs))
    dense = others * folded.density
    bent = base_var[:, 0] ** 2 * (_sum(dense) ** 2 - _dot(dense, dense)) / 2
    slope = signs - np.where(np.arange(profile.p.shape[1]) == column, total[:, None], 0.0)
    made = _together(_dot(others, np.abs(gap)), others, folded, shared + bent, slope)
    return replace(made, third=_third_from_reference(gap, np.sqrt(base_var), profile.variance, others))


def _third_from_reference(gap: Array, base_sd: Array, variance: Array, weights: Array) -> Array:
    """The third cumulant: all distances swing together with the share of the reference, which makes their sum lean.

    Given that share they are independent; it is taken at the nodes of a rule.
    """
    square = weights * weights
    given = [_folded(gap - base_sd * node, variance) for node, _ in _NODES]
    chances = np.array([chance for _, chance in _NODES])
    mean = np.stack([_dot(weights, one.mean) for one in given])
    spread = np.stack([_dot(square, one.variance) for one in given])
    third = np.stack([_dot(square * weights, one.third) for one in given])
    away = mean - chances @ mean
    return np.asarray(chances @ (third + 3 * spread * away + away**3))


def _folded(mean: Array, variance: Array) -> _Folded:
    sd = np.sqrt(variance)
    far = mean / _safe(sd)
    dense = np.exp(far * far / -2) * (2 / _ROOT)
    sign = 2 * ndtr(far) - 1
    first = mean * sign + sd * dense
    square = mean * mean
    second, first_square = square + variance, first * first
    cube = mean * (square + 3 * variance) * sign + dense * sd * (square + 2 * variance)
    return _Folded(
        mean=first,
        variance=np.maximum(second - first_square, 0),
        third=cube - first * (3 * second - 2 * first_square),
        sign=sign,
        dense=dense,
        sd=sd,
        squared=variance,
    )


def _together(truth: Array, weights: Array, folded: _Folded, shared: Array, slope: Array) -> Cumulants:
    square = weights * weights
    alone = _dot(square, folded.variance)
    variance = np.maximum(alone + shared, alone / 10)
    less = np.clip(variance / np.maximum(alone, 1e-300), 0.0, 1.0)
    cubes = _dot(weights, folded.variance * np.sqrt(folded.variance))
    skew = _dot(weights, folded.third) / np.maximum(cubes, 1e-300)
    more = np.maximum(shared, 0.0)
    return Cumulants(
        truth=truth,
        mean=_dot(weights, folded.mean),
        variance=variance,
        third=_dot(square * weights, folded.third) * less * np.sqrt(less) + skew * more * np.sqrt(more),
        slope=slope,
    )


def _crossed(dense: Array, shared: Array) -> Array:
    """Half the sum over pairs of dense_i dense_j (shared_i + shared_j)^2."""
    weighted = dense * shared
    two = _sum(weighted)
    return np.asarray(_sum(dense) * _dot(weighted, shared) + two * two - 2 * _dot(weighted, weighted))


def _scaled(of: Cumulants, by: Array) -> Cumulants:
    return Cumulants(
        truth=of.truth * by,
        mean=of.mean * by,
        variance=of.variance * by * by,
        third=of.third * by * by * by,
        slope=of.slope * by[:, None],
    )


def _safe(sd: Array) -> Array:
    return np.where(sd > 0, sd, 1.0)


def _sum(values: Array) -> Array:
    return np.asarray(values.sum(axis=1))


def _dot(one: Array, other: Array) -> Array:
    return np.asarray(np.einsum("tk,tk->t", one, other))
