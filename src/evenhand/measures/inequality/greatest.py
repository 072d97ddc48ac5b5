"""What the distance of the best group from an average gives by chance, the best being chosen by the same counts.

Mean, variance and covariance of the greatest of several normal shares are built up one group at a time.
Source: Clark 1961, The greatest of a finite set of random variables, doi:10.1287/opre.9.2.145.
"""

import numpy as np
from scipy.special import ndtr

from evenhand.measures.estimate import Array, Mask
from evenhand.measures.inequality.cumulants import Cumulants
from evenhand.measures.inequality.profile import Profile

_ROOT = np.sqrt(2 * np.pi)


def best_cumulants(profile: Profile, weights: Array, *, favourable: bool, relative: bool) -> Cumulants:
    """Return those of the distance between the best share and the `weights`-mean; `relative`: over the mean."""
    sign = 1.0 if favourable else -1.0
    shares, var = sign * profile.p, profile.variance
    gap = np.where(profile.here, shares, -np.inf).max(axis=1) - _sum(weights * shares)
    pull = weights + sign * (gap / profile.mean)[:, None] * profile.w if relative else weights
    mean, variance, along = _greatest(shares, var, pull * var, profile.here)
    distance = mean - _sum(weights * shares)
    spread = np.maximum(variance - 2 * along + _sum(pull**2 * var), 1e-300)
    by = 1 / profile.mean if relative else np.ones_like(mean)
    third = 2 * spread**2 / np.maximum(distance, 1e-300)
    return Cumulants(truth=gap * by, mean=distance * by, variance=spread * by**2, third=third * by**3)


def _greatest(shares: Array, var: Array, along: Array, here: Mask) -> tuple[Array, Array, Array]:
    """Mean and variance of the greatest, and its covariance with the sum whose covariances with each are `along`."""
    first = np.argmax(here, axis=1)[:, None]
    mean, variance, shared = (np.take_along_axis(one, first, axis=1)[:, 0] for one in (shares, var, along))
    for place in range(shares.shape[1]):
        joins = here[:, place] & (place != first[:, 0])
        m, v, c = shares[:, place], var[:, place], along[:, place]
        sd = np.sqrt(variance + v)
        far = (mean - m) / np.where(sd > 0, sd, 1e-300)
        chance, dense = ndtr(far), np.exp(-(far**2) / 2) / _ROOT
        both = mean * chance + m * (1 - chance) + sd * dense
        square = (mean**2 + variance) * chance + (m**2 + v) * (1 - chance) + (mean + m) * sd * dense
        mean, variance, shared = (
            np.where(joins, both, mean),
            np.where(joins, np.maximum(square - both**2, 0), variance),
            np.where(joins, shared * chance + c * (1 - chance), shared),
        )
    return mean, variance, shared


def _sum(values: Array) -> Array:
    return np.asarray(values.sum(axis=1))
