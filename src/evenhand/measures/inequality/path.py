"""A family of true shares from no difference to far more than was seen, along which intervals are found.

Every group is moved from the mean in the direction in which it was seen, shrunken by how unsure its share is, by a
factor `t`: at 0 all groups are alike.
"""

from dataclasses import dataclass

import numpy as np

from evenhand.measures.estimate import Array
from evenhand.measures.inequality.profile import Profile

FARTHEST = 8.0
"""Up to how many times the typical distance (what was seen and chance together) shares are moved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """Profiles at a factor t per table."""

    start: Profile
    direction: Array
    least: Array

    def at(self, t: Array) -> Profile:
        """Return the shares at factor t (one per table), kept between 0 and 1."""
        most = np.inf if self.start.is_rate else 1 - self.least
        return self.start.at(np.clip(self.start.p + t[:, None] * self.direction, self.least, most))


def path_of(profile: Profile) -> Path:
    """Return the family through the observed shares."""
    n = np.where(profile.here, profile.n, 1.0)
    total = profile.n.sum(axis=1)
    least = 0.1 / n
    most = np.inf if profile.is_rate else 1 - 0.5 / total
    mean = np.clip(profile.mean, 0.5 / total, most)[:, None]
    start = profile.at(np.broadcast_to(mean, profile.p.shape))
    noise = start.variance
    seen = np.where(profile.here, profile.p - mean, 0.0)
    typical = _dot(profile.w, noise)
    true = np.maximum(_dot(profile.w, seen**2) - typical, typical / 4)[:, None]
    direction = seen * true / (true + noise)
    sign = np.where(np.cumsum(profile.here, axis=1) % 2 == 0, 1.0, -1.0)
    direction = direction + 1e-6 * sign * np.sqrt(noise)
    direction = np.where(profile.here, direction - _dot(profile.w, direction)[:, None], 0.0)
    size = np.sqrt(_dot(profile.w, direction**2))
    scale = np.sqrt(_dot(profile.w, seen**2) + typical)
    with np.errstate(divide="ignore", invalid="ignore"):
        direction = direction * (scale / size)[:, None]
    return Path(start=start, direction=direction, least=np.minimum(least, mean / 2))


def _dot(a: Array, b: Array) -> Array:
    return np.asarray(np.einsum("tk,tk->t", a, b))
