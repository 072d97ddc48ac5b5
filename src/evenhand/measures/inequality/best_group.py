"""Population attributable risk and fraction with their intervals."""

from collections.abc import Callable

import numpy as np
from scipy.special import ndtr

from evenhand.measures.estimate import Array, Estimate, Mask, estimate
from evenhand.measures.inequality.attributable import last_in_order, of_the_mean, par
from evenhand.measures.inequality.combination import combined
from evenhand.measures.inequality.rules import load_inequality_rules
from evenhand.measures.inequality.spread import distance_from_best, spread
from evenhand.measures.inequality.tables import Tables
from evenhand.measures.intervals import Interval, z_of

_STEPS = 40


def risk(tables: Tables, *, favourable: bool, relative: bool) -> Estimate:
    """Return the attributable risk, or (`relative`) the fraction in percent: 0 or with the sign of what is better."""
    sign = 1.0 if favourable else -1.0
    if tables.groups.order is not None:
        return _of_the_last(tables, sign, relative=relative)
    scale = sign * (100.0 if relative else 1.0)

    def shown(value: Array) -> Array:
        return scale * value

    return spread(
        tables,
        distance_from_best(tables, weighted=True, favourable=favourable, relative=relative, shown=shown),
    )


def _of_the_last(tables: Tables, sign: float, *, relative: bool) -> Estimate:
    """With an order the group is given, not chosen by its share: a sum of shares, kept on its side of 0."""
    profile, order = tables.profile, np.asarray(tables.groups.order)
    last = last_in_order(profile, order)
    share = np.where(last, profile.p, -np.inf).max(axis=1)
    chosen = (
        last & (np.cumsum(last & (profile.p == share[:, None]), axis=1) == 1) & (profile.p == share[:, None])
    )
    gap = sign * (share - profile.mean)
    factors = sign * (chosen - profile.w)
    value = par(profile, favourable=sign > 0, order=order)
    if relative:
        value = of_the_mean(value, profile)
        with np.errstate(divide="ignore", invalid="ignore"):
            mean = np.where(profile.mean > 0, profile.mean, np.nan)
            factors = 100 * (factors - (gap / mean)[:, None] * profile.w) / mean[:, None]
            gap = 100 * gap / mean
    even = profile.at(np.broadcast_to(profile.mean[:, None], profile.p.shape)).variance
    alike = np.sqrt((factors * factors * even).sum(axis=1))
    low, high = _kept_above_zero(gap, alike, combined(gap, factors, tables.reaches), tables.level)
    ends = (sign * low, sign * high)
    return estimate(value, np.fmin(*ends), np.fmax(*ends), reason="no_events")


def _kept_above_zero(gap: Array, alike: Array, ends: Interval, level: float) -> Interval:
    """Give the lower tail to the upper one near 0, as for measures of spread.

    `alike` is the standard error where no group differs: that of a group in which nobody was seen would be too small.
    """
    z, outside, turn = z_of(level), 1 - level, load_inequality_rules().turn
    down, up = (np.maximum(np.abs(end - gap) / z, 1e-300) for end in ends)

    def tail(truth: Array, sd: Array) -> Array:
        return outside / 2 * np.clip(truth / (turn * sd), 0, 1)

    far = np.maximum(gap, 0) + 12 * np.maximum(down, up)
    low, high = np.zeros_like(gap), far
    part = np.maximum(gap, 1e-300)

    def below(truth: Array) -> Array:
        return alike + (down - alike) * np.clip(truth / part, 0, 1)

    lower = _turning(lambda one: ndtr((one - gap) / below(one)) < outside - tail(one, below(one)), low, high)
    upper = _turning(lambda one: ndtr((gap - one) / up) > tail(one, up), low, high)
    return np.where(lower < far * 1e-9, 0.0, lower), upper


def _turning(left: Callable[[Array], Mask], low: Array, high: Array) -> Array:
    for _ in range(_STEPS):
        middle = (low + high) / 2
        is_left = left(middle)
        low, high = np.where(is_left, middle, low), np.where(is_left, high, middle)
    return (low + high) / 2
