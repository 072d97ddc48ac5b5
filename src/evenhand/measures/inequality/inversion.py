"""Intervals by asking which true values could have given the figure that was seen.

A true value is kept if the figure lies neither in the lower nor in the upper tail of what it gives. Both tails
together hold 1 - level. Near no difference a figure can be improbable in one way alone, by being too high, so there
the lower tail is given to the upper one; it comes back as the difference grows (the idea of Feldman and Cousins 1998,
doi:10.1103/PhysRevD.57.3873). Thus coverage is near the level at no difference also, not above it.
"""

from collections.abc import Callable

import numpy as np
from scipy.special import ndtri

from evenhand.measures.estimate import Array
from evenhand.measures.inequality.cumulants import Cumulants
from evenhand.measures.inequality.path import FARTHEST
from evenhand.measures.intervals import Interval

_HALVINGS = 4
_STEPS = 13
_NIL = 1e-12
Model = Callable[[Array], Cumulants]
"""A function of the factor t (one per table) that gives the distribution there."""


def interval(value: Array, model: Model, *, level: float, turn: float) -> Interval:
    """Return the limits of the truth; `turn`: from how many standard deviations on both tails are of one size.

    For the upper end a figure lower than chance has it by more than one standard deviation counts as one that is lower
    by that: groups that look more alike than chance allows do not show that they are.
    """
    none = model(np.zeros_like(value))
    sd = np.sqrt(np.maximum(none.variance, 1e-300))
    raised = np.maximum(value, none.mean - sd)
    outside = 1 - level

    def tail(at: Cumulants) -> Array:
        return outside / 2 * np.clip((at.mean - none.mean) / (turn * sd), 0, 1)

    def too_low(at: Cumulants) -> Array:
        return _score(outside - tail(at)) - _score(at.tails(value)[1])

    def not_too_high(at: Cumulants) -> Array:
        return _score(at.tails(raised)[0]) - _score(tail(at))

    lower, upper = (model(turning(left, model, value)).truth for left in (too_low, not_too_high))
    return lower, upper


def unbiased(value: Array, model: Model) -> Array:
    """Return the truth whose figures are on average the one that was seen; that of no difference where none is so low.

    Source: Cabrera and Fernholz 1999 (target estimation), doi:10.1214/aos/1017938931.
    """
    return model(unbiased_factor(value, model)).truth


def unbiased_factor(value: Array, model: Model) -> Array:
    """Return the factor at which the statistic is on average what was seen; 0 where none is so low."""
    return turning(lambda at: value - at.mean, model, value)


def turning(height: Callable[[Cumulants], Array], model: Model, like: Array) -> Array:
    """Return the factor at which `height` falls through 0; 0 where it is never above, the farthest where never below.

    A few halvings, then the Illinois rule: the chord, its far end halved where it stays (Dowell and Jarratt 1971,
    doi:10.1007/BF01934364).
    """
    low, high = np.zeros_like(like), np.full_like(like, FARTHEST)
    at_low, at_high = height(model(low)), height(model(high))
    never, always = at_low <= 0, at_high > 0
    side = np.zeros_like(like)
    for step in range(_STEPS):
        middle = (low + high) / 2
        if step >= _HALVINGS:
            fall = at_low - at_high
            chord = (high * at_low - low * at_high) / np.where(fall > 0, fall, 1.0)
            inside = (fall > 0) & (chord > low) & (chord < high)
            middle = np.where(inside, chord, middle)
        here = height(model(middle))
        left = here > 0
        at_low = np.where(left, here, np.where(side < 0, at_low / 2, at_low))
        at_high = np.where(left, np.where(side > 0, at_high / 2, at_high), here)
        low, high = np.where(left, middle, low), np.where(left, high, middle)
        side = np.where(left, 1.0, -1.0)
    found = np.where(np.abs(at_low) < np.abs(at_high), low, high)
    return np.where(never, 0.0, np.where(always, FARTHEST, found))


def _score(chance: Array) -> Array:
    return np.asarray(ndtri(np.clip(chance, _NIL, 1 - _NIL)))
