"""Mean distance of the groups from the mean, from a reference group and from the best; and the index of disparity.

Unweighted sums divide by the number of groups, the reference or best group among them. Source: Schlotheuber and
Hosseinpoor 2022, doi:10.3390/ijerph19063697; index of disparity: Pearcy and Keppel 2002, doi:10.1093/phr/117.3.273.
"""

import numpy as np
from numpy.typing import NDArray

from evenhand.measures.estimate import Array
from evenhand.measures.inequality.profile import Profile


def mdm(profile: Profile, weights: Array) -> Array:
    """Return the mean distance from the weighted mean, in units of the share."""
    return _mean(weights, np.abs(profile.apart))


def idis(profile: Profile, weights: Array) -> Array:
    """Return the mean distance from the weighted mean in percent of it; NaN where the mean is 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(profile.mean > 0, 100 * mdm(profile, weights) / profile.mean, np.nan)


def mdr(profile: Profile, weights: Array, reference: NDArray[np.int64]) -> Array:
    """Return the mean distance from the share of the group in column `reference`, in units of the share."""
    base = np.take_along_axis(profile.p, reference[:, None], axis=1)
    return _mean(weights, np.abs(profile.p - base))


def mdb(profile: Profile, weights: Array, *, favourable: bool) -> Array:
    """Return the mean distance from the best share: the highest if more is better, otherwise the lowest."""
    away = best(profile, favourable=favourable)[:, None] - profile.p
    return _mean(weights, np.where(profile.here, np.abs(away), 0.0))


def best(profile: Profile, *, favourable: bool) -> Array:
    """Return the best share of each table."""
    away = -np.inf if favourable else np.inf
    shares = np.where(profile.here, profile.p, away)
    return np.asarray(shares.max(axis=1) if favourable else shares.min(axis=1))


def _mean(weights: Array, values: Array) -> Array:
    return np.asarray(np.einsum("tk,tk->t", weights, values))
