"""Which counts may stand behind a published figure: the ends that its range and the number of people allow.

A published range holds for every count that protection allows: its lower end is that of the fewest events among the most
people, its upper end that of the most among the fewest. So both can be taken back to those counts.
"""

from dataclasses import dataclass

import numpy as np

from evenhand.measures.intervals import Array, z_of
from evenhand.planning.effects.scales import SHARE, counted_interval, per_of
from evenhand.planning.effects.types import Point, Series

_STEPS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Sums of possible counts in arrays of one shape: the fewest, the middle and the most of `x` among `n`."""

    x_low: Array
    x: Array
    x_high: Array
    n_low: Array
    n: Array
    n_high: Array

    def total(self, axis: int = -1) -> "Counts":
        """Return all of one axis together: both ends are added, as counts are where several make one."""
        return Counts(**{name: getattr(self, name).sum(axis=axis) for name in _NAMES})


_NAMES = ("x_low", "x", "x_high", "n_low", "n", "n_high")


def counts_of(points: tuple[Point, ...], series: Series) -> Counts:
    """Return the possible counts of each point, from what is published of it."""
    rows = [_counts(point, series) for point in points]
    columns = np.array(rows, dtype=np.float64).reshape(-1, len(_NAMES)).T
    return Counts(**dict(zip(_NAMES, columns, strict=True)))


def has_people(point: Point) -> bool:
    """Return whether it is told among how many people a figure is."""
    return point.people is not None and point.people[1] > 0


def _counts(point: Point, series: Series) -> tuple[float, ...]:
    fewest, most = (float(one) for one in point.people or (0, 0))
    fewest = max(fewest, 1.0) if most else 0.0
    lower, upper = (float(one) / per_of(series.units) for one in (point.lower or 0.0, point.upper or 0.0))
    if point.reached is not None:
        low, high = (float(one) for one in point.reached)
    else:
        low = _behind(lower, most, series, is_lower=True)
        high = _behind(upper, fewest, series, is_lower=False)
        if low > high:  # the range is narrower than chance: the figure stands by itself
            low = high = (low / max(most, 1) + high / max(fewest, 1)) / 2 * (fewest + most) / 2
    if series.units == SHARE:
        high = min(high, most)
    middle = (fewest + most) / 2
    if point.estimate is None:
        shown = (low + high) / 2
    else:
        shown = min(max(point.estimate / per_of(series.units) * middle, low), high)
    return low, shown, max(high, low), fewest, middle, most


def _behind(end: float, people: float, series: Series, *, is_lower: bool) -> float:
    """The count whose interval among so many people ends there. Of Wilson's: the count that is z away from it."""
    z = z_of(series.level)
    if series.units == SHARE:
        reach = z * np.sqrt(max(end * (1 - end), 0.0) * people)
        return float(np.clip(end * people + (reach if is_lower else -reach), 0, people))
    low, high = 0.0, end * people + 10 * (np.sqrt(end * people) + 1)
    for _ in range(_STEPS):
        middle = (low + high) / 2
        ends = counted_interval(np.array([middle]), np.array([people]), z, series.units)
        below = float(ends[0 if is_lower else 1][0]) < end
        low, high = (middle, high) if below else (low, middle)
    return float((low + high) / 2)
