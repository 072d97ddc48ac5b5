"""Figures of which the ranges alone are told: what several of them say together, chance and rounding kept apart."""

import numpy as np

from evenhand.measures.intervals import Array, z_of
from evenhand.planning.effects.change import Level, start_of
from evenhand.planning.effects.possible import has_people
from evenhand.planning.effects.scales import DIFFERENCE, has_counts, per_of
from evenhand.planning.effects.types import Point, Series


def from_ranges(points: tuple[Point, ...], series: Series, z: float) -> Level:
    """Return the mean of figures of which the ranges alone are told.

    Chance grows less over several periods, rounding does not. Without people they cannot be told apart, so all of a range
    is taken for rounding. Of differences rounding is at most what it may do to a group of that size beside one no larger.
    """
    per = per_of(series.units)
    low, high = (np.array([getattr(one, name) for one in points]) / per for name in ("lower", "upper"))
    shown = [one.estimate for one in points]
    value = np.array(
        [(a + b) / 2 if one is None else one / per for one, a, b in zip(shown, low, high, strict=True)]
    )
    units = series.units if has_counts(series.units) else DIFFERENCE
    start = start_of(value, low, high, z=z, units=units, level=series.level)
    mean = np.asarray(value.mean())
    off = np.minimum(_off(points, series), np.minimum(value - low, high - value))
    wide = z / z_of(series.level)
    below, above = (_joined(one, off, wide) for one in (start.below, start.above))
    return Level(middle=mean, low=mean, high=mean, below=below, above=above)


def _off(points: tuple[Point, ...], series: Series) -> Array:
    """By how much rounding may have moved each figure, at most: all there is, where that cannot be told."""
    if not series.is_protected:
        return np.zeros(len(points))
    if has_counts(series.units) or not all(has_people(one) for one in points):
        return np.full(len(points), np.inf)
    ends = np.array([one.people for one in points], np.float64)
    return np.asarray(2 * (ends[:, 1] - ends[:, 0]) / np.maximum(ends[:, 0], 1), np.float64)


def _joined(reach: Array, off: Array, wide: float) -> Array:
    """How far the mean of several figures may be off: chance at the root of its squares, rounding in full.

    `wide` is by how much a reach is wider than the published one: with it rounding keeps its part of the range.
    """
    chance = np.maximum(reach - off * wide, 0.0)
    return np.asarray(np.sqrt(np.sum(chance**2)) / len(reach) + np.mean(np.minimum(off * wide, reach)))
