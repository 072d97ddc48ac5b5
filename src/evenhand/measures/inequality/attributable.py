"""Population attributable risk and fraction: how far the mean is from the best group's share.

Source: Schlotheuber and Hosseinpoor 2022, doi:10.3390/ijerph19063697. The name is the field's; nothing here says why
shares differ.
"""

import numpy as np

from evenhand.measures.estimate import Array
from evenhand.measures.inequality.mean_difference import best
from evenhand.measures.inequality.profile import Profile


def par(profile: Profile, *, favourable: bool, order: Array | None = None) -> Array:
    """Return the best share less the mean: positive if more is better, negative if less is; 0 where the sign is wrong.

    With an order the most advantaged group stands for the best one.
    """
    if order is None:
        base = best(profile, favourable=favourable)
    else:
        base = np.where(last_in_order(profile, order), profile.p, -np.inf).max(axis=1)
    gap = np.where(np.abs(base - profile.mean) > 1e-14 * profile.mean, base - profile.mean, 0.0)
    return np.asarray(np.maximum(gap, 0.0) if favourable else np.minimum(gap, 0.0))


def last_in_order(profile: Profile, order: Array) -> Array:
    """Return which groups have the highest order of their table."""
    ranked = np.where(profile.here, order, -np.inf)
    return np.asarray(profile.here & (ranked == ranked.max(axis=1, keepdims=True)))


def of_the_mean(value: Array, profile: Profile) -> Array:
    """Return a value in percent of the mean; NaN where the mean is 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(profile.mean > 0, 100 * value / profile.mean, np.nan)
