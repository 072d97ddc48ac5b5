"""The shares of the groups of many tables with their weights: what every summary measure is a function of."""

from dataclasses import dataclass, replace

import numpy as np

from evenhand.measures.estimate import Array, Mask
from evenhand.measures.inequality.groups import Groups


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Shares `p` of `n` people with weights `w` that sum to 1; arrays of shape (tables, groups).

    A place without a group has weight 0 and the mean as its share, so that it adds nothing to any measure.
    `even` are the weights of an unweighted mean. Rates have the variance of Poisson counts.
    """

    p: Array
    w: Array
    n: Array
    here: Mask
    even: Array
    is_rate: bool

    @property
    def mean(self) -> Array:
        """The weighted mean of the shares, one per table."""
        return _dot(self.w, self.p)

    @property
    def spread(self) -> Array:
        """Each share less the mean."""
        return self.p - self.mean[:, None]

    @property
    def variance(self) -> Array:
        """The sampling variance of each share, 0 where no group is."""
        unit = self.p if self.is_rate else self.p * (1 - self.p)
        return np.where(self.here, unit / np.where(self.here, self.n, 1), 0.0)

    @property
    def third(self) -> Array:
        """The third cumulant of each share."""
        unit = self.p if self.is_rate else self.p * (1 - self.p) * (1 - 2 * self.p)
        return np.where(self.here, unit / np.where(self.here, self.n, 1) ** 2, 0.0)

    def at(self, p: Array) -> "Profile":
        """Return the same groups with other shares."""
        return replace(self, p=p)


def profile_of(groups: Groups) -> Profile:
    """Return the observed shares; NaN in a table where nobody is counted."""
    here = groups.here
    people = np.where(here, groups.n if groups.population is None else groups.population, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        w = people / people.sum(axis=1, keepdims=True)
        even = here / here.sum(axis=1, keepdims=True)
        p = np.where(here, groups.x / np.where(here, groups.n, 1), 0.0)
    p = np.where(here, p, _dot(w, p)[:, None])
    return Profile(p=p, w=w, n=groups.n, here=here, even=even, is_rate=groups.is_rate)


def _dot(a: Array, b: Array) -> Array:
    return np.asarray(np.einsum("tk,tk->t", a, b))
