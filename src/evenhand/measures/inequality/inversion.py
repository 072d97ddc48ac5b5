"""Intervals by asking which true values could have given the figure that was seen.

A true value is kept if the figure lies neither in the lower nor in the upper tail of what it gives. Both tails
together hold 1 - level. Near no difference a figure can be improbable in one way alone, by being too high, so there
the lower tail is given to the upper one; it comes back as the difference grows (the idea of Feldman and Cousins 1998,
doi:10.1103/PhysRevD.57.3873). Thus coverage is near the level at no difference also, not above it.
"""

from dataclasses import dataclass, replace

import numpy as np
from scipy.special import ndtri

from evenhand.measures.estimate import Array
from evenhand.measures.inequality.cumulants import Cumulants
from evenhand.measures.inequality.path import FARTHEST, Ray
from evenhand.measures.inequality.search import Bracket, Family, Height, turning
from evenhand.measures.intervals import Interval

_NIL = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class Unbiased:
    """The factor and the truth whose figures are on average the one that was seen; 0 where none is so low.

    With the distribution of no difference, and that at factor 1. Source: Cabrera and Fernholz 1999 (target
    estimation), doi:10.1214/aos/1017938931.
    """

    factor: Array
    truth: Array
    none: Cumulants
    once: Cumulants


def unbiased(value: Array, family: Family) -> Unbiased:
    """Return the truth whose figures are on average `value`."""
    none, once = (family.at(np.full_like(value, factor)) for factor in (0.0, 1.0))
    sd = _sd(none)
    at_none, at_once = ((value - one.mean) / sd for one in (none, once))
    beyond = (at_none > 0) & (at_once > 0)
    bracket = Bracket.of(
        np.where(beyond, 1.0, 0.0),
        np.where(beyond, 2.0, 1.0),
        np.where(beyond, at_once, at_none),
        np.where(beyond, np.nan, at_once),
    )
    factor, truth = turning(
        _below, family, (value, sd), bracket, np.where(beyond, 2.0, np.sqrt(np.maximum(bracket.chord(), 0)))
    )
    never = np.isnan(factor)
    return Unbiased(
        factor=np.where(never, 0.0, factor),
        truth=np.where(never, 0.0, truth),
        none=none,
        once=once,
    )


def interval(
    value: Array, family: Family, middle: Unbiased, *, at_middle: Array, level: float, turn: float
) -> Interval:
    """Return the limits of the truth; `turn`: from how many standard deviations on both tails are of one size.

    `at_middle`: factors between those of the limits. For the upper end a figure so low that chance gives a lower one
    less than once in six times counts as the one at that place: groups that look more alike than chance has it do not
    show that they are.
    """
    none = middle.none
    sd = _sd(none)
    raised = np.maximum(value, none.low())
    outside = 1 - level

    too_low = _too_low(outside)

    def not_too_high(at: Cumulants, seen: Array, base: Array, scale: Array) -> Array:
        return _score(at.below(seen)) - _score(_tail(outside, at, base, scale))

    around = none.mean, turn * sd
    z = -float(ndtri(outside / 2))
    at_none = too_low(none, value, *around)
    low = Bracket.of(np.zeros_like(value), at_middle, at_none, np.full_like(value, -z))
    unsure = replace(low, at_high=np.full_like(value, np.nan))
    high = Bracket.of(
        at_middle, np.minimum(at_middle + 2, FARTHEST), np.full_like(value, z), np.full_like(value, np.nan)
    )
    _, lower = turning(too_low, family, (value, *around), unsure, _first_low(low, value, middle, z))
    first = _first_high(high, raised, middle, z) if isinstance(family.path, Ray) else high.high
    _, upper = turning(not_too_high, family, (raised, *around), high, first)
    return np.where(at_none > 0, lower, 0.0), upper


def lower_end(value: Array, family: Family, middle: Unbiased, *, level: float, turn: float) -> Array:
    """Return the lower limit of another family that starts alike; infinite where it does not reach so far."""
    none, too_low = middle.none, _too_low(1 - level)
    around = none.mean, turn * _sd(none)
    at_none = too_low(none, value, *around)
    bracket = Bracket.of(np.zeros_like(value), np.ones_like(value), at_none, np.full_like(value, np.nan))
    factor, lower = turning(too_low, family, (value, *around), bracket, np.full_like(value, 0.8))
    return np.where(at_none > 0, np.where(factor < FARTHEST, lower, np.inf), 0.0)


def _too_low(outside: float) -> Height:
    def height(at: Cumulants, seen: Array, base: Array, scale: Array) -> Array:
        return _score(outside - _tail(outside, at, base, scale)) - _score(at.above(seen))

    return height


def _tail(outside: float, at: Cumulants, base: Array, scale: Array) -> Array:
    """The part of `outside` that is the lower tail's."""
    return np.asarray(outside / 2 * np.clip((at.mean - base) / scale, 0, 1))


def _first_low(low: Bracket, value: Array, middle: Unbiased, z: float) -> Array:
    root = _parabola(value, middle, -z)
    return np.where((root > 0) & (root < low.high), root, low.chord())


def _first_high(high: Bracket, value: Array, middle: Unbiased, z: float) -> Array:
    root = _parabola(value, middle, z)
    return np.where((root > high.low) & (root < FARTHEST), root, high.high)


def _parabola(value: Array, middle: Unbiased, z: float) -> Array:
    """Where the mean, taken to rise as the square of the factor as the variance does, is z deviations from `value`."""
    none, once = middle.none, middle.once
    rise, wider, gap = once.mean - none.mean, once.variance - none.variance, value - none.mean
    half = rise * gap + z * z * wider / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        off = np.sqrt(half * half - rise * rise * (gap * gap - z * z * none.variance))
        return np.asarray(np.sqrt((half + np.sign(z) * off) / (rise * rise)))


def _below(at: Cumulants, seen: Array, scale: Array) -> Array:
    return np.asarray((seen - at.mean) / scale)


def _sd(at: Cumulants) -> Array:
    return np.sqrt(np.maximum(at.variance, 1e-300))


def _score(chance: Array) -> Array:
    return np.asarray(ndtri(np.clip(chance, _NIL, 1 - _NIL)))
