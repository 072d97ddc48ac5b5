"""The rules by which a point, or several in a row, are more than chance would often give."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binom

from evenhand.measures.estimate import Array, Mask
from evenhand.measures.process.rules import ProcessRules
from evenhand.measures.process.types import Runs, Sides

Places = NDArray[np.int64]


def outside(value: Array, lower: Array, upper: Array) -> Sides:
    """Return which points lie beyond a limit; shape (series, periods), NaN never does."""
    return ((value > upper).astype(np.int8) - (value < lower).astype(np.int8)).astype(np.int8)


def within_stretches(
    there: Mask, segment: NDArray[np.int64], rule: Callable[..., Sides], *columns: NDArray[np.generic]
) -> Sides:
    """Return what a rule says of the points that are there, stretch by stretch, periods without a figure passed over."""
    found = np.zeros(there.shape, np.int8)
    for one in np.unique(segment):
        here = there & (segment == one)
        order = np.argsort(~here, axis=1, kind="stable")
        packed = [np.take_along_axis(column, order, 1) for column in columns]
        inside = np.take_along_axis(here, order, 1)
        said = np.empty_like(found)
        np.put_along_axis(said, order, np.where(inside, rule(inside, *packed), 0).astype(np.int8), 1)
        found = np.where(here, said, found)
    return found.astype(np.int8)


def one_side(inside: Mask, side: Sides, *, least: int) -> Sides:
    """Return the points that are among `least` or more in a row on one side of the centre."""
    return _in_row(np.where(inside, side, 0).astype(np.int8), least)


def trend(inside: Mask, value: Array, *, least: int) -> Sides:
    """Return the points that are among `least` or more in a row that each rise, or each fall."""
    if value.shape[1] < 2:
        return np.zeros(value.shape, np.int8)
    both = inside[:, 1:] & inside[:, :-1]
    steps = np.where(both, np.sign(np.diff(value, axis=1)), 0).astype(np.int8)
    steps = _in_row(steps, least - 1)
    before = np.pad(steps, ((0, 0), (1, 0)))
    after = np.pad(steps, ((0, 0), (0, 1)))
    return np.where(before != 0, before, after).astype(np.int8)


def near_limit(inside: Mask, side: Sides, close: Mask, *, near: int, of: int) -> Sides:
    """Return the points close to a limit that are among `near` such of `of` in a row, all on one side of the centre."""
    found = np.zeros(side.shape, np.bool_)
    for start in range(side.shape[1] - of + 1):
        window = slice(start, start + of)
        sides, there = side[:, window], inside[:, window]
        alike = (there & (sides == sides[:, :1]) & (sides != 0)).all(axis=1)
        enough = (close[:, window] & there).sum(axis=1) >= near
        found[:, window] |= (alike & enough)[:, None] & close[:, window]
    return np.where(found, side, 0).astype(np.int8)


def runs_of(side: Sides, there: Mask, segment: NDArray[np.int64], rules: ProcessRules) -> Runs:
    """Return the runs of each stretch, in the order of their numbers; shape (series, stretches)."""
    columns = [_stretch_runs(side, there & (segment == one)) for one in np.unique(segment)]
    useful, longest, crossings = (np.stack([one[place] for one in columns], axis=1) for place in range(3))
    some = np.maximum(useful, 1)
    allowed = np.round(np.log2(some)).astype(np.int64) + rules.runs_added
    least = np.asarray(binom.ppf(rules.crossings_level, np.maximum(some - 1, 1), 0.5)).astype(np.int64)
    least = np.where(some > 1, least, 0)
    long_enough = useful >= rules.least_periods
    return Runs(
        useful=useful,
        longest=longest,
        longest_allowed=np.where(useful > 0, allowed, 0),
        crossings=crossings,
        crossings_least=np.where(useful > 0, least, 0),
        signal=long_enough & ((longest > allowed) | (crossings < least)),
    )


def _stretch_runs(side: Sides, here: Mask) -> tuple[Places, Places, Places]:
    """Useful points, longest run, and crossings of one stretch of each series."""
    rows = side.shape[0]
    useful, longest, crossings, length = (np.zeros(rows, np.int64) for _ in range(4))
    last = np.zeros(rows, np.int8)
    for period in range(side.shape[1]):
        now = np.where(here[:, period], side[:, period], 0)
        counts = now != 0
        same = counts & (now == last)
        crossings += counts & (last != 0) & ~same
        length = np.where(counts, np.where(same, length + 1, 1), length)
        longest = np.maximum(longest, length)
        useful += counts
        last = np.where(counts, now, last).astype(np.int8)
    return useful, longest, crossings


def _in_row(sign: Sides, least: int) -> Sides:
    """The entries that are among `least` or more equal ones in a row, 0 aside."""
    length = np.zeros(sign.shape, np.int64)
    for place in range(sign.shape[1]):
        before = length[:, place - 1] if place else np.zeros(len(sign), np.int64)
        same = (sign[:, place] == sign[:, place - 1]) if place else np.zeros(len(sign), np.bool_)
        length[:, place] = np.where(sign[:, place] == 0, 0, np.where(same, before + 1, 1))
    for place in range(sign.shape[1] - 2, -1, -1):
        same = (sign[:, place] == sign[:, place + 1]) & (sign[:, place] != 0)
        length[:, place] = np.where(same, length[:, place + 1], length[:, place])
    return np.where(length >= least, sign, 0).astype(np.int8)
