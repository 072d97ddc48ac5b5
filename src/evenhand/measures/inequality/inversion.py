"""Intervals by asking which true values could have given the figure that was seen.

A true value is kept if the figure lies neither in the lower nor in the upper tail of what it gives. Both tails
together hold 1 - level. Near no difference a figure can be improbable in one way alone, by being too high, so there
the lower tail is given to the upper one; it comes back as the difference grows (the idea of Feldman and Cousins 1998,
doi:10.1103/PhysRevD.57.3873). Thus coverage is near the level at no difference also, not above it.
"""

from collections.abc import Callable

import numpy as np

from evenhand.measures.estimate import Array, Mask
from evenhand.measures.inequality.cumulants import Cumulants
from evenhand.measures.inequality.path import FARTHEST
from evenhand.measures.intervals import Interval

_STEPS = 18
Model = Callable[[Array], Cumulants]
"""A function of the factor t (one per table) that gives the distribution there."""


def interval(value: Array, model: Model, *, level: float, turn: float) -> Interval:
    """Return the limits of the truth; `turn`: from how many standard deviations on both tails are of one size."""
    none = model(np.zeros_like(value))
    sd = np.sqrt(np.maximum(none.variance, 1e-300))
    outside = 1 - level

    def tail(at: Cumulants) -> Array:
        return outside / 2 * np.clip((at.mean - none.mean) / (turn * sd), 0, 1)

    def too_low(at: Cumulants) -> Mask:
        return np.asarray(at.tails(value)[1] < outside - tail(at))

    def not_too_high(at: Cumulants) -> Mask:
        return np.asarray(at.tails(value)[0] > tail(at))

    return _truth_where(too_low, model, value), _truth_where(not_too_high, model, value)


def unbiased(value: Array, model: Model) -> Array:
    """Return the truth whose figures are on average the one that was seen; that of no difference where none is so low.

    Source: Cabrera and Fernholz 1999 (target estimation), doi:10.1214/aos/1017938931.
    """
    return model(unbiased_factor(value, model)).truth


def unbiased_factor(value: Array, model: Model) -> Array:
    """Return the factor at which the statistic is on average what was seen; 0 where none is so low."""
    return _turning(lambda at: np.asarray(at.mean < value), model, value)


def _truth_where(left: Callable[[Cumulants], Mask], model: Model, like: Array) -> Array:
    """Bisect for the factor at which `left` turns from true to false, and return the truth there."""
    return model(_turning(left, model, like)).truth


def _turning(left: Callable[[Cumulants], Mask], model: Model, like: Array) -> Array:
    """Bisect for the factor at which `left` turns from true to false; 0 where it is never true."""
    low, high = np.zeros_like(like), np.full_like(like, FARTHEST)
    nothing = ~left(model(low))
    for _ in range(_STEPS):
        middle = (low + high) / 2
        is_left = left(model(middle))
        low, high = np.where(is_left, middle, low), np.where(is_left, high, middle)
    return np.where(nothing, 0.0, (low + high) / 2)
