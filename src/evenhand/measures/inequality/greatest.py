"""What the distance of the best group from an average gives by chance, the best being chosen by the same counts.

The distance is below a value if that of every group is. Mean, variance and covariance of the greatest share are built
up one group at a time. Source: Clark 1961, The greatest of a finite set of random variables, doi:10.1287/opre.9.2.145.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from evenhand.measures.estimate import Array, Mask
from evenhand.measures.inequality.cumulants import Cumulants, skewed_normal
from evenhand.measures.inequality.profile import Profile

_ROOT = np.sqrt(2 * np.pi)


@dataclass(frozen=True, slots=True, kw_only=True)
class Greatest(Cumulants):
    """The distances of all groups from the average, of which the greatest is the statistic."""

    distance: Array
    sd: Array
    skew: Array

    def above(self, value: Array) -> Array:
        """Return the chance that the greatest is above `value`."""
        return 1 - self.below(value)

    def below(self, value: Array) -> Array:
        """Return the chance that the greatest is below `value`."""
        far = (value[:, None] - self.distance) / self.sd
        return np.asarray(ndtr(skewed_normal(far, self.skew)).prod(axis=1))


def best_cumulants(profile: Profile, *, weighted: bool, favourable: bool, relative: bool) -> Greatest:
    """Return those of the distance between the best share and the `weights`-mean; `relative`: over the mean."""
    sign, weights = 1.0 if favourable else -1.0, profile.weights(weighted=weighted)
    shares, var = sign * profile.p, profile.variance
    centre = _sum(weights * shares)
    gap = np.where(profile.here, shares, -np.inf).max(axis=1) - centre
    pull = weights + sign * (gap / profile.mean)[:, None] * profile.w if relative else weights
    by = 1 / profile.mean if relative else np.ones_like(gap)
    mean, variance, along = _greatest(shares, var, pull * var, profile.here)
    square = pull * pull
    total = _sum(square * var)
    each = np.maximum(var * (1 - 2 * pull) + total[:, None], 1e-60)
    rest = _sum(square * pull * profile.third)[:, None]
    third = sign * (profile.third * (1 - 3 * pull + 3 * square) - rest)
    sd = np.sqrt(each)
    distance = shares - centre[:, None]
    return Greatest(
        truth=gap * by,
        mean=(mean - centre) * by,
        variance=np.maximum(variance - 2 * along + total, 1e-300) * by * by,
        third=np.zeros_like(gap),
        slope=sign * (_foremost(distance, sd, profile.here) - pull),
        distance=np.where(profile.here, distance * by[:, None], -1e3),
        sd=sd * by[:, None],
        skew=np.where(profile.here, third / (each * sd), 0.0),
    )


def _greatest(shares: Array, var: Array, along: Array, here: Mask) -> tuple[Array, Array, Array]:
    """Mean and variance of the greatest, and its covariance with the sum whose covariances with each are `along`."""
    first = np.argmax(here, axis=1)[:, None]
    mean, variance, shared = (np.take_along_axis(one, first, axis=1)[:, 0] for one in (shares, var, along))
    for place in range(shares.shape[1]):
        joins = here[:, place] & (place != first[:, 0])
        m, v, c = shares[:, place], var[:, place], along[:, place]
        if not joins.any():
            continue
        sd = np.sqrt(variance + v)
        far = (mean - m) / np.maximum(sd, 1e-300)
        chance, dense = ndtr(far), np.exp(far * far / -2) / _ROOT
        rest, wide = 1 - chance, sd * dense
        both = mean * chance + m * rest + wide
        square = (mean * mean + variance) * chance + (m * m + v) * rest + (mean + m) * wide
        found = both, np.maximum(square - both * both, 0), shared * chance + c * rest
        if joins.all():
            mean, variance, shared = found
        else:
            mean, variance, shared = (
                np.where(joins, *one) for one in zip(found, (mean, variance, shared), strict=True)
            )
    return mean, variance, shared


def _foremost(distance: Array, sd: Array, here: Mask) -> Array:
    """Which group may be the best by most: the one with the greatest distance two standard errors up."""
    reach = np.where(here, distance + 2 * sd, -np.inf)
    return np.asarray(np.arange(distance.shape[1]) == np.argmax(reach, axis=1)[:, None], np.float64)


def _sum(values: Array) -> Array:
    return np.asarray(values.sum(axis=1))
