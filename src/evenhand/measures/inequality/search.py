"""Where a height falls through 0 as true shares move apart: all tables at once, those that are found leaving."""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from evenhand.measures.estimate import Array
from evenhand.measures.inequality.cumulants import Cumulants
from evenhand.measures.inequality.path import FARTHEST, Path
from evenhand.measures.inequality.profile import Profile

_STEPS = 60
_HALVED_EVERY = 4
_NEAR = 1e-5
"""A height that counts as 0: in standard deviations of the statistic."""
_NARROW = 1e-10
_PAST = -9.0
"""The height where a distribution does not exist: so far apart are groups there that a share is past its limits."""
_FEW = 0.7
"""The part of tables that are still sought under which the others are left out of the reckoning."""

Rows = NDArray[np.int64]
Height = Callable[..., Array]
"""A function of the distribution and of what is given of each table, as many arrays of shape (tables,)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """The distribution of a statistic as a function of the factor along a family of true shares."""

    path: Path
    model: Callable[[Profile], Cumulants]

    def at(self, t: Array) -> Cumulants:
        """Return the distribution at factor t, one per table."""
        return self.model(self.path.at(t))

    def take(self, rows: Rows) -> "Family":
        """Return the same for the tables of these numbers."""
        return Family(path=self.path.take(rows), model=self.model)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bracket:
    """Factors between which heights fall through 0; a height at `high` that is not known is NaN, and `high` a guess.

    `side`: which end moved last, 1 the low one. `width`: how far the ends were apart some steps before.
    """

    low: Array
    high: Array
    at_low: Array
    at_high: Array
    side: Array
    width: Array

    @classmethod
    def of(cls, low: Array, high: Array, at_low: Array, at_high: Array) -> "Bracket":
        """Return a bracket of which no end has moved."""
        width = np.full_like(low, np.inf)
        return cls(low=low, high=high, at_low=at_low, at_high=at_high, side=np.zeros_like(low), width=width)

    def take(self, rows: Rows) -> "Bracket":
        """Return the same for the tables of these numbers."""
        return replace(self, **{one.name: getattr(self, one.name)[rows] for one in fields(self)})

    def moved(self, at: Array, score: Array) -> "Bracket":
        """Return it with an end moved to a factor with that height.

        The height of an end that stays again is made less (Anderson and Bjorck 1973, doi:10.1007/BF01951936).
        """
        left = score > 0
        side = np.where(left, 1.0, -1.0)
        less = 1 - score / np.where(left, self.at_low, self.at_high)
        less = np.where(side == self.side, np.where(less > 0, less, 0.5), 1.0)
        beyond = np.minimum(at + 1.5 * (at - self.low), FARTHEST)
        return Bracket(
            low=np.where(left, at, self.low),
            high=np.where(left, np.where(np.isnan(self.at_high), beyond, self.high), at),
            at_low=np.where(left, score, self.at_low * less),
            at_high=np.where(left, self.at_high * less, score),
            side=side,
            width=self.width,
        )

    def halving(self) -> tuple["Bracket", Array]:
        """Return the middle where the ends have not come nearer by half since this was last asked, else the chord."""
        width = self.high - self.low
        slow = (width > self.width / 2) & ~np.isnan(self.at_high)
        at = np.where(slow, (self.low + self.high) / 2, self.chord())
        return replace(self, width=width), at

    def chord(self) -> Array:
        """Return where the chord falls through 0; the high end where its height is not known."""
        fall = self.at_low - self.at_high
        part = np.where(fall > 0, self.at_low / np.where(fall > 0, fall, 1.0), 1.0)
        return np.asarray(self.low + part * (self.high - self.low))


def turning(
    height: Height, family: Family, given: tuple[Array, ...], bracket: Bracket, first: Array
) -> tuple[Array, Array]:
    """Return factor and truth where `height` falls through 0; the farthest where it stays above, NaN where it never is.

    `first`: the factors to be tried first.
    """
    factor, truth = np.full_like(first, np.nan), np.full_like(first, np.nan)
    rows = np.flatnonzero(bracket.at_low > 0)
    family, bracket, at = family.take(rows), bracket.take(rows), first[rows]
    given = tuple(one[rows] for one in given)
    sought = np.ones(len(rows), np.bool_)
    for step in range(_STEPS):
        here = family.at(at)
        score = height(here, *given)
        score = np.where(np.isnan(score), _PAST, score)
        factor[rows[sought]], truth[rows[sought]] = at[sought], here.truth[sought]
        with np.errstate(divide="ignore", invalid="ignore"):
            bracket = bracket.moved(at, score)
            sought &= (np.abs(score) > _NEAR) & ((score <= 0) | (at < FARTHEST))
            sought &= bracket.high - bracket.low > _NARROW
            bracket, at = bracket.halving() if step % _HALVED_EVERY == 0 else (bracket, bracket.chord())
        left = np.flatnonzero(sought)
        if not len(left):
            break
        if len(left) < _FEW * len(rows):
            rows, family, bracket, at = rows[left], family.take(left), bracket.take(left), at[left]
            given, sought = tuple(one[left] for one in given), sought[left]
    return factor, truth
