"""Tables being measured: their shares, and what several measures need of them, reckoned once."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from evenhand.measures.estimate import Array, Mask
from evenhand.measures.inequality.combination import reach
from evenhand.measures.inequality.cumulants import Cumulants
from evenhand.measures.inequality.groups import Groups
from evenhand.measures.inequality.inversion import Unbiased, interval, lower_end, unbiased
from evenhand.measures.inequality.path import Bend, Ray, bend_of, ray_of, straight
from evenhand.measures.inequality.profile import Profile, profile_of
from evenhand.measures.inequality.rules import load_inequality_rules
from evenhand.measures.inequality.search import Family
from evenhand.measures.inequality.slope import ranks
from evenhand.measures.intervals import Interval, z_of

Model = Callable[[Profile], Cumulants]
Pooled = Callable[[Profile, Array], Array]
"""A function of the observed shares and of the variance of each where none differ: the shares, some put together."""


@dataclass(frozen=True, kw_only=True)
class Tables:
    """Tables of at least two groups each, at one level of confidence."""

    groups: Groups
    level: float
    _middles: dict[str, Unbiased] = field(default_factory=dict)
    _found: dict[str, Interval] = field(default_factory=dict)

    @cached_property
    def profile(self) -> Profile:
        """The observed shares."""
        return profile_of(self.groups)

    @cached_property
    def ray(self) -> Ray:
        """The family of true shares along which intervals of smooth measures are found."""
        return ray_of(self.profile)

    @cached_property
    def bend(self) -> Bend:
        """The family of true shares for measures made of distances."""
        return bend_of(self.profile)

    @cached_property
    def reaches(self) -> Array:
        """How far each share may be from what was seen."""
        return reach(self.profile, z_of(self.level))

    @cached_property
    def rank(self) -> Array:
        """The middle of each group's place in the population; the tables must have an order."""
        order = self.groups.order
        return ranks(self.profile, np.zeros_like(self.groups.x) if order is None else order)

    @cached_property
    def reference(self) -> NDArray[np.int64]:
        """The column of the reference; 0 where there is none (see `has_reference`)."""
        return self.profile.reference

    @cached_property
    def has_reference(self) -> Mask:
        """Which tables have a reference group with people."""
        chosen = self.groups.reference
        if chosen is None:
            return np.zeros(len(self.groups), np.bool_)
        people = np.take_along_axis(self.groups.n, self.reference[:, None], axis=1)[:, 0]
        return np.asarray((chosen >= 0) & (people > 0))

    @cached_property
    def enough(self) -> Mask:
        """Which tables have enough people in every group for an interval."""
        least = load_inequality_rules().least_people
        return np.asarray(((self.groups.n >= least) | ~self.groups.here).all(axis=1))

    def unbiased(self, kind: str, value: Array, model: Model, *, bent: bool) -> Unbiased:
        """Return the truth whose figures are on average `value`; one `kind` of statistic is reckoned once."""
        if kind not in self._middles:
            self._middles[kind] = unbiased(value, self._family(model, bent=bent))
        return self._middles[kind]

    def limits(
        self, kind: str, value: Array, model: Model, *, bent: bool, pooled: Pooled | None = None
    ) -> Interval:
        """Return the interval of a statistic; one `kind` of statistic is reckoned once.

        `pooled`: the lower end is not above that of a second family, through shares of which some are put together.
        """
        if kind not in self._found:
            middle, family = self.unbiased(kind, value, model, bent=bent), self._family(model, bent=bent)
            turn = middle.factor
            if bent:
                turn = np.minimum(turn, 1.0)
                family = Family(path=self.bend.turned(turn, middle.once.slope), model=model)
            tails = {"level": self.level, "turn": load_inequality_rules().turn}
            lower, upper = interval(value, family, middle, at_middle=turn, **tails)
            if pooled is not None:
                shares = pooled(self.profile, self.bend.start.variance)
                other = Family(path=straight(self.bend, shares), model=model)
                lower = np.minimum(lower, lower_end(value, other, middle, **tails))
            self._found[kind] = lower, upper
        return self._found[kind]

    def _family(self, model: Model, *, bent: bool) -> Family:
        return Family(path=self.bend if bent else self.ray, model=model)
