"""The units a figure may be in: the scale on which its range is drawn wider or narrower, and chance's part in it."""

import numpy as np
from scipy.special import expit, logit

from evenhand.foundations import EvenhandError
from evenhand.measures.intervals import Array, Interval, rate, wilson, z_of

SHARE, DIFFERENCE, PER = "share", "share_difference", "per_"
_EDGE = 1e-6


def per_of(units: str) -> float:
    """Return per how many a figure is told: 1 of shares, 1,000 of `per_1000`; raise for units that are not known."""
    if units in (SHARE, DIFFERENCE):
        return 1.0
    number = units.removeprefix(PER)
    if not units.startswith(PER) or not number.isdigit() or int(number) == 0:
        raise EvenhandError(
            f"Figures in '{units}' cannot be judged.",
            mend="Give shares, rates (per_1000 and the like) or differences of shares: a ratio has no size of its own.",
        )
    return float(number)


def has_counts(units: str) -> bool:
    """Return whether figures of these units are so many of so many: a share or a rate."""
    return units == SHARE or units.startswith(PER)


def counted_interval(x: Array, n: Array, z: float, units: str) -> Interval:
    """Return the interval of x of n in units of 1: Wilson's for shares, Byar's or the exact one for rates."""
    return wilson(x, n, z) if units == SHARE else rate(x, n, z)


def stretched(value: Array, lower: Array, upper: Array, by: float, units: str) -> Interval:
    """Return a range drawn `by` times as far from its figure, on the scale on which it is about even.

    Shares: log odds; rates: log; differences: as they are.
    """
    if units == DIFFERENCE:
        return value - by * (value - lower), value + by * (upper - value)
    if units == SHARE:
        v, low, high = (logit(np.clip(one, _EDGE, 1 - _EDGE)) for one in (value, lower, upper))
        return np.asarray(expit(v - by * (v - low))), np.asarray(expit(v + by * (high - v)))
    v, low, high = (np.log(np.maximum(one, _EDGE)) for one in (value, lower, upper))
    return np.asarray(np.exp(v - by * (v - low))), np.asarray(np.exp(np.minimum(v + by * (high - v), 50.0)))


def spread_of(lower: float, upper: float, level: float) -> float:
    """Return the standard deviation that an interval of that level stands for."""
    return (upper - lower) / (2 * z_of(level))


def variance_of_one(value: float, units: str) -> float:
    """Return chance's variance of one person's outcome (one resident's events), in squared units of 1."""
    return max(value * (1 - value), _EDGE) if units == SHARE else max(value, _EDGE)
