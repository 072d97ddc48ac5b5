"""The shares of the groups of many tables with their weights: what every summary measure is a function of."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from evenhand.measures.estimate import Array, Mask
from evenhand.measures.inequality.groups import Groups

Rows = NDArray[np.int64]
_ROUNDED = 1e-14


@dataclass(frozen=True, kw_only=True)
class Profile:
    """Shares `p` of `n` people with weights `w` that sum to 1; arrays of shape (tables, groups).

    A place without a group has weight 0 and the mean as its share, so that it adds nothing to any measure.
    `even` are the weights of an unweighted mean, `per` is 1 / n (0 where no group is), `reference` the column of the
    reference group (0 where there is none). Rates have the variance of Poisson counts. All lie in memory by columns
    (groups), so that sums over groups are quick.
    """

    p: Array
    w: Array
    n: Array
    here: Mask
    even: Array
    per: Array
    reference: Rows
    is_rate: bool

    @cached_property
    def mean(self) -> Array:
        """The weighted mean of the shares, one per table."""
        return _dot(self.w, self.p)

    def weights(self, *, weighted: bool) -> Array:
        """Return the weights of a mean over groups: those of the people, or even ones."""
        return self.w if weighted else self.even

    @cached_property
    def spread(self) -> Array:
        """Each share less the mean."""
        return self.p - self.mean[:, None]

    @property
    def apart(self) -> Array:
        """Each share less the mean, 0 where rounding is all that lies between them."""
        return np.where(np.abs(self.spread) > _ROUNDED * np.abs(self.p), self.spread, 0.0)

    @cached_property
    def variance(self) -> Array:
        """The sampling variance of each share, 0 where no group is."""
        unit = self.p if self.is_rate else self.p * (1 - self.p)
        return unit * self.per

    @cached_property
    def third(self) -> Array:
        """The third cumulant of each share."""
        unit = self.p if self.is_rate else self.p * (1 - self.p) * (1 - 2 * self.p)
        return unit * self.per * self.per

    def at(self, p: Array) -> "Profile":
        """Return the same groups with other shares."""
        return replace(self, p=p)

    def take(self, rows: Rows) -> "Profile":
        """Return the tables of these numbers."""
        p, w, n, even, per = (rows_of(one, rows) for one in (self.p, self.w, self.n, self.even, self.per))
        here, reference = np.asfortranarray(self.here[rows]), self.reference[rows]
        return replace(self, p=p, w=w, n=n, here=here, even=even, per=per, reference=reference)


def rows_of(values: Array, rows: Rows) -> Array:
    """Return these rows of values that lie in memory by columns, lying so too."""
    return values.T.take(rows, axis=1).T


def profile_of(groups: Groups) -> Profile:
    """Return the observed shares; NaN in a table where nobody is counted."""
    here, n = np.asfortranarray(groups.here), np.asfortranarray(groups.n)
    people = np.where(here, groups.n if groups.population is None else groups.population, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        w = people / people.sum(axis=1, keepdims=True)
        even = here / here.sum(axis=1, keepdims=True)
        p = np.where(here, groups.x / np.where(here, n, 1), 0.0)
    p = np.where(here, p, _dot(w, p)[:, None])
    p, w, even = (np.asfortranarray(one) for one in (p, w, even))
    per = np.where(here, 1 / np.where(here, n, 1), 0.0)
    chosen = np.zeros(len(n), np.int64) if groups.reference is None else np.maximum(groups.reference, 0)
    return Profile(p=p, w=w, n=n, here=here, even=even, per=per, reference=chosen, is_rate=groups.is_rate)


def _dot(a: Array, b: Array) -> Array:
    return np.asarray(np.einsum("tk,tk->t", a, b))
