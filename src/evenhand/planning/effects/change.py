"""The change of a figure from its start, with an interval that holds for every count that protection allows.

Two figures found apart from each other are set against each other by their own intervals (MOVER): Newcombe 1998 method 10,
doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I; Zou and Donner 2008, doi:10.1002/sim.3095.
What rounding may hide is added in full, not by the rule for chance.
"""

from dataclasses import dataclass

import numpy as np

from evenhand.measures.intervals import Array, z_of
from evenhand.planning.effects.possible import Counts
from evenhand.planning.effects.scales import DIFFERENCE, SHARE, counted_interval, stretched
from evenhand.planning.effects.types import Baseline


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A figure in units of 1: its middle, the ends that the counts allow, and beyond each how far chance reaches."""

    middle: Array
    low: Array
    high: Array
    below: Array
    above: Array


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change in units of 1, and its interval."""

    value: Array
    lower: Array
    upper: Array


def level_of(counts: Counts, *, z: float, units: str, scatter: Array | float = 1.0) -> Level:
    """Return the figure of the sums, with chance's reach at `z`.

    `scatter` is by how much periods vary beyond chance (1: not at all): so many times fewer people tell as much.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        middle = counts.x / counts.n
        low = counts.x_low / counts.n_high
        most = np.minimum(counts.x_high, counts.n_low) if units == SHARE else counts.x_high
        high = np.maximum(most / counts.n_low, low)
    reach = (counts.x_low / scatter, counts.n_high / scatter), (most / scatter, counts.n_low / scatter)
    below = low - counted_interval(*reach[0], z, units)[0]
    above = counted_interval(*reach[1], z, units)[1] - high
    return Level(middle=np.clip(middle, low, high), low=low, high=high, below=below, above=above)


def start_of(
    value: Array, lower: Array, upper: Array, *, z: float, units: str, level: float, picked_from: int = 1
) -> Level:
    """Return a starting figure with its reach at `z`.

    The range of a figure that was picked for being the furthest of several has to hold for all of these at once
    (Bonferroni), which is what its z is made larger by.
    """
    wider = z_of(1 - (1 - level) / picked_from) / z_of(level)
    low, high = stretched(value, lower, upper, wider * z / z_of(level), units)
    return Level(middle=value, low=value, high=value, below=value - low, above=high - value)


def between(after: Level, before: Level) -> Change:
    """Return what was gained from `before` to `after`."""
    lower = (after.low - before.high) - np.hypot(after.below, before.above)
    upper = (after.high - before.low) + np.hypot(after.above, before.below)
    return Change(value=after.middle - before.middle, lower=lower, upper=upper)


def apart(own: Level, other: Level) -> Level:
    """Return the difference of two figures found in the same period, as a figure of its own."""
    return Level(
        middle=own.middle - other.middle,
        low=own.low - other.high,
        high=own.high - other.low,
        below=np.hypot(own.below, other.above),
        above=np.hypot(own.above, other.below),
    )


def baseline_level(baseline: Baseline, *, z: float, per: float) -> Level:
    """Return where an action starts from, in units of 1, with its reach at `z`."""
    value, lower, upper = (np.array(one / per) for one in (baseline.value, baseline.lower, baseline.upper))
    picked = 1 if baseline.is_shrunken else baseline.picked_from
    units = DIFFERENCE if baseline.is_gap else baseline.units
    return start_of(value, lower, upper, z=z, units=units, level=baseline.level, picked_from=picked)
