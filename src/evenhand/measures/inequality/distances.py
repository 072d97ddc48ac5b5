"""What sums of distances give by chance: a distance of normal shares is a folded normal.

Distances of two groups depend on each other through what they are measured from; that is taken to the second order of
their correlation. Source: Leone, Nelson and Nottingham 1961, doi:10.1080/00401706.1961.10489974 (folded normal);
Mehler's expansion for the covariance of two functions of normal variables.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from evenhand.measures.estimate import Array
from evenhand.measures.inequality.cumulants import Cumulants
from evenhand.measures.inequality.profile import Profile

_ROOT = np.sqrt(2 * np.pi)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Folded:
    """Mean, variance and third cumulant of each distance, its mean sign, and its density at 0 (times 2 sd)."""

    mean: Array
    variance: Array
    third: Array
    sign: Array
    dense: Array
    sd: Array

    @property
    def density(self) -> Array:
        """Twice the density of the difference at 0; 0 where it cannot vary."""
        return np.where(self.sd > 0, self.dense / _safe(self.sd), 0.0)


def from_mean_cumulants(profile: Profile, weights: Array, *, relative: bool) -> Cumulants:
    """Return those of the mean distance from the weighted mean; `relative`: over that mean."""
    w, var = profile.w, profile.variance
    total = _sum(w**2 * var)[:, None]
    folded = _folded(profile.spread, np.maximum(var * (1 - 2 * w) + total, 0))
    truth = _sum(weights * np.abs(profile.spread))
    signs = weights * folded.sign
    pull = _sum(signs)[:, None] * w
    if relative:
        pull = pull + (truth / profile.mean)[:, None] * w
    linear = _sum(var * (signs - pull) ** 2)
    own = _sum(signs**2 * folded.sd**2)
    shared = -w * var + total / 2
    bent = _crossed(weights * folded.density, shared)
    made = _together(truth, weights, folded, linear - own + bent, signs - pull)
    return _scaled(made, 1 / profile.mean) if relative else made


def from_reference_cumulants(profile: Profile, weights: Array, reference: NDArray[np.int64]) -> Cumulants:
    """Return those of the mean distance from the share of the reference group."""
    column = reference[:, None]
    base, base_var = (np.take_along_axis(one, column, axis=1) for one in (profile.p, profile.variance))
    others = np.where(np.arange(profile.p.shape[1]) == column, 0.0, weights)
    gap = profile.p - base
    folded = _folded(gap, profile.variance + base_var)
    signs = others * folded.sign
    shared = base_var * (_sum(signs)[:, None] ** 2 - _sum(signs**2)[:, None])
    dense = others * folded.density
    bent = base_var[:, 0] ** 2 * (_sum(dense) ** 2 - _sum(dense**2)) / 2
    slope = signs - np.where(np.arange(profile.p.shape[1]) == column, _sum(signs)[:, None], 0.0)
    return _together(_sum(others * np.abs(gap)), others, folded, shared[:, 0] + bent, slope)


def _folded(mean: Array, variance: Array) -> _Folded:
    sd = np.sqrt(variance)
    far = mean / _safe(sd)
    dense = np.exp(-(far**2) / 2) * 2 / _ROOT
    sign = 2 * ndtr(far) - 1
    first = mean * sign + sd * dense
    second = mean**2 + variance
    cube = mean * (mean**2 + 3 * variance) * sign + dense * sd * (mean**2 + 2 * variance)
    return _Folded(
        mean=first,
        variance=np.maximum(second - first**2, 0),
        third=cube - 3 * first * second + 2 * first**3,
        sign=sign,
        dense=dense,
        sd=sd,
    )


def _together(truth: Array, weights: Array, folded: _Folded, shared: Array, slope: Array) -> Cumulants:
    alone = _sum(weights**2 * folded.variance)
    variance = np.maximum(alone + shared, alone / 10)
    less = np.clip(variance / np.maximum(alone, 1e-300), 0.0, 1.0)
    skew = _sum(weights * folded.third) / np.maximum(_sum(weights * folded.variance**1.5), 1e-300)
    return Cumulants(
        truth=truth,
        mean=_sum(weights * folded.mean),
        variance=variance,
        third=_sum(weights**3 * folded.third) * less**1.5 + skew * np.maximum(shared, 0.0) ** 1.5,
        slope=slope,
    )


def _crossed(dense: Array, shared: Array) -> Array:
    """Half the sum over pairs of dense_i dense_j (shared_i + shared_j)^2."""
    one, two, three = (_sum(dense * shared**power) for power in (0, 1, 2))
    own = _sum((2 * dense * shared) ** 2)
    return np.asarray(one * three + two**2 - own / 2)


def _scaled(of: Cumulants, by: Array) -> Cumulants:
    return Cumulants(
        truth=of.truth * by,
        mean=of.mean * by,
        variance=of.variance * by**2,
        third=of.third * by**3,
        slope=of.slope * by[:, None],
    )


def _safe(sd: Array) -> Array:
    return np.where(sd > 0, sd, 1.0)


def _sum(values: Array) -> Array:
    return np.asarray(values.sum(axis=1))
