"""Funnels: areas beside each other, and limits within which chance, or chance and more, would leave them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr

from evenhand.foundations import EvenhandError
from evenhand.measures.estimate import Array, Mask
from evenhand.measures.funnels.kinds import TRIM_OF, Kind, Trim, plotted, standard_error, transformed
from evenhand.measures.funnels.laws import Law, beta_binomial, negative_binomial
from evenhand.measures.funnels.limits import limits, two_sided
from evenhand.measures.funnels.mixture import mixture_spread
from evenhand.measures.funnels.outside import q_values
from evenhand.measures.funnels.rules import FunnelRules, load_funnel_rules
from evenhand.measures.funnels.spread import published_spread
from evenhand.measures.funnels.types import Adjustment, Funnel
from evenhand.measures.intervals import z_of


def funnel(
    x: ArrayLike,
    n: ArrayLike,
    *,
    kind: Kind | str,
    expected: ArrayLike | None = None,
    target: ArrayLike | None = None,
    levels: tuple[float, ...] | None = None,
    overdispersion: bool = True,
    adjustment: Adjustment | str = Adjustment.MIXTURE,
    trim: Trim | str | None = None,
    per: float = 1.0,
    rules: FunnelRules | None = None,
) -> Funnel:
    """Return the funnel of x of n people (proportion), x events in n person-years (rate), or x beside n expected (ratio).

    `x` and `n` have the shape (areas,) or (tables, areas); an area with n = 0 or NaN is none. Of ratios `n` is what
    was expected unless `expected` is given. The target is the pooled value, of ratios 1, unless given (before `per`).
    Raises EvenhandError where a proportion has more than all, or a count is negative. Source: Spiegelhalter 2005,
    doi:10.1002/sim.1970.
    """
    rules = rules or load_funnel_rules()
    kind = Kind(kind)
    count, size, shape = _counts(x, n if expected is None else expected, kind)
    goal = _target(count, size, kind, target)
    chosen = Adjustment(adjustment) if overdispersion else Adjustment.NONE
    how = Trim(trim) if trim else TRIM_OF[kind]
    return _Areas(kind=kind, count=count, size=size, goal=goal, rules=rules).funnel(
        chosen, how, levels or rules.levels, per, shape
    )


def _counts(x: ArrayLike, n: ArrayLike, kind: Kind) -> tuple[Array, Array, tuple[int, ...]]:
    """Counts and sizes of shape (tables, areas), NaN where there is no area, and the shape that was given."""
    count, size = np.broadcast_arrays(np.asarray(x, np.float64), np.asarray(n, np.float64))
    there = (size > 0) & ~np.isnan(count)
    wrong = there & ((count < 0) | ((count > size) if kind is Kind.PROPORTION else False))
    if (size < 0).any() or wrong.any():
        raise EvenhandError(
            f"{int(wrong.sum() + (size < 0).sum())} areas have counts below 0, or more events than people.",
            mend="Use the kind 'rate' for events that one person can have several times.",
        )
    shape = count.shape
    count, size = (np.atleast_2d(np.where(there, one, np.nan)) for one in (count, size))
    return count, size, shape


def _target(count: Array, size: Array, kind: Kind, given: ArrayLike | None) -> Array:
    """The target of each table: what is given, else 1 for ratios and the pooled value for the others."""
    if given is not None or kind is Kind.RATIO:
        return np.broadcast_to(np.asarray(1.0 if given is None else given, np.float64), (len(count),))
    with np.errstate(invalid="ignore"):
        return np.asarray(np.nansum(count, axis=1) / np.nansum(size, axis=1))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Areas:
    """The areas of many funnels, shape (tables, areas), with their targets, shape (tables,)."""

    kind: Kind
    count: Array
    size: Array
    goal: Array
    rules: FunnelRules

    @property
    def there(self) -> Mask:
        return np.asarray(~np.isnan(self.count))

    @property
    def mean(self) -> Array:
        """The count at the target."""
        return np.asarray(self.size * self.goal[:, None])

    def published(self, how: Trim) -> tuple[Array, Array]:
        """phi and tau squared as published, however few the areas; NaN where there are none to take them from."""
        error = standard_error(self.kind, self.size)
        z = (transformed(self.kind, self.count / self.size, self.size) - self.centre) / error
        return published_spread(z, error, trim=self.rules.trim, how=how)

    @property
    def centre(self) -> Array:
        """The target on the scale of the kind."""
        return transformed(self.kind, self.goal[:, None], self.size)

    def mixture(self) -> Array:
        """The spread of the mixed law."""
        rest = 1 - self.goal[:, None] if self.kind is Kind.PROPORTION else 1.0
        variance = self.mean * rest
        # Where nothing varies (nobody, or everybody) no area is off the target.
        z = (self.count - self.mean) / np.sqrt(np.where(variance == 0, 1.0, variance))
        weight = self.size - 1 if self.kind is Kind.PROPORTION else self.mean
        return mixture_spread(z, weight, trim=self.rules.trim)

    def law(self, spread: Array) -> Law:
        """How counts scatter with a spread of each table; an area that is not there counts nobody."""
        wide = np.broadcast_to(spread[:, None], self.count.shape)
        if self.kind is not Kind.PROPORTION:
            return negative_binomial(np.nan_to_num(self.mean), wide)
        share = np.broadcast_to(np.clip(np.nan_to_num(self.goal), 0, 1)[:, None], self.count.shape)
        return beta_binomial(np.nan_to_num(self.size), share, wide, most=self.rules.most_columns)

    def funnel(
        self,
        adjustment: Adjustment,
        how: Trim,
        levels: tuple[float, ...],
        per: float,
        shape: tuple[int, ...],
    ) -> Funnel:
        """The funnel, in the shape in which the counts were given."""
        few = self.there.sum(axis=1) < self.rules.least_areas
        phi, tau2 = self.published(how)
        mixed = adjustment is Adjustment.MIXTURE
        spread = np.where(few, 0.0, self.mixture()) if mixed else np.zeros(len(few))
        if adjustment is Adjustment.ADDITIVE:
            lower, upper, p = self._additive(np.nan_to_num(tau2), levels)
        else:
            lower, upper, p = self._exact(spread, levels)
        value = self.count / self.size
        # What lies outside is told by the p-value: at whole counts it says the same as the limits.
        side = np.where(p < 1 - np.array(levels)[:, None, None], np.sign(value - self.goal[:, None]), 0)
        p = np.where(self.there, p, np.nan)
        return Funnel(
            kind=self.kind,
            adjustment=adjustment,
            levels=levels,
            per=per,
            value=(per * value).reshape(shape),
            target=_of_table(per * self.goal, shape),
            phi=_of_table(phi, shape),
            tau2=_of_table(tau2, shape),
            spread=_of_table(np.where(few & mixed, np.nan, spread), shape),
            lower=(per * lower).reshape(len(levels), *shape),
            upper=(per * upper).reshape(len(levels), *shape),
            outside=np.nan_to_num(side).astype(np.int8).reshape(len(levels), *shape),
            p_value=p.reshape(shape),
            q_value=q_values(p).reshape(shape),
            reason=np.where(self.there, "", "nobody").astype(np.str_).reshape(shape),
            spread_reason=_of_table(np.where(few, "few_areas", "").astype(np.str_), shape),
        )

    def _exact(self, spread: Array, levels: tuple[float, ...]) -> tuple[Array, Array, Array]:
        """Limits and p-values by the law of counts itself."""
        law = self.law(spread)
        most = self.size if self.kind is Kind.PROPORTION else self._most(spread)
        found = [limits(law, level, most) for level in levels]
        lower, upper = (np.stack([one[side] for one in found]) / self.size for side in (0, 1))
        return lower, upper, two_sided(law, np.nan_to_num(self.count))

    def _most(self, spread: Array) -> Array:
        """A count of events that is not reached: far beyond the tails of the law."""
        wide = np.sqrt(self.mean * (1 + self.mean * spread[:, None]))
        return np.asarray(self.mean + 60 * wide + 60)

    def _additive(self, tau2: Array, levels: tuple[float, ...]) -> tuple[Array, Array, Array]:
        """Limits and p-values by the normal law on the scale of the kind, tau squared added to chance's variance."""
        error = np.sqrt(standard_error(self.kind, self.size) ** 2 + tau2[:, None])
        reach = np.array([z_of(level) for level in levels])[:, None, None] * error
        z = (transformed(self.kind, self.count / self.size, self.size) - self.centre) / error
        lower, upper = (plotted(self.kind, self.centre + sign * reach) for sign in (-1, 1))
        return lower, upper, np.asarray(2 * ndtr(-np.abs(z)))


def _of_table(values: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    return values.reshape(shape[:-1])
