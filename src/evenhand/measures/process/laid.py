"""The rows of a table laid out as series: one for each area, group and list, over periods of one kind."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evenhand.foundations import KEPT_BACK, PEOPLE_COLUMNS, Period
from evenhand.measures.estimate import Array, Mask
from evenhand.measures.intervals import Interval
from evenhand.measures.pairs import Known, Pairs
from evenhand.measures.series import SeriesBreak

Places = NDArray[np.int64]
_KINDS = ((28, 31), (89, 92), (181, 184), (365, 366))
"""Days of a month, a quarter, half a year and a year: periods are of one kind if both lie in one of these."""
_YEAR = 365.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """Series of shape (series, periods): the number of the row that stands there, -1 for none, and its stretch."""

    periods: tuple[Period, ...]
    row: Places
    segment: Places

    @property
    def years(self) -> Array:
        """The middle of each period, in years."""
        return np.array([(one.first.toordinal() + one.last.toordinal()) / 2 / _YEAR for one in self.periods])

    @property
    def latest(self) -> Mask:
        """Whether each period lies in the latest stretch of its series."""
        return np.asarray(self.segment == self.segment.max(axis=1, keepdims=True))

    def counts(self, pairs: Pairs, *, people: bool) -> tuple[Interval, Interval]:
        """Return the ends of numerators and of denominators, NaN and 0 where a count is not shown."""
        return self.at(pairs, self.row, people=people)

    def at(self, pairs: Pairs, row: Places, *, people: bool) -> tuple[Interval, Interval]:
        """Return the same of any rows laid out in this shape."""
        there = (row >= 0) & _shown(pairs.x)[row] & _shown(pairs.n)[row] & (pairs.n.lower[row] > 0)
        x_low, x_high = (np.where(there, one[row], np.nan) for one in (pairs.x.lower, pairs.x.upper))
        n_low, n_high = (np.where(there, one[row], 0.0) for one in (pairs.n.lower, pairs.n.upper))
        if people:
            n_high = np.fmax(n_high, np.nan_to_num(x_low))
        return (x_low, x_high), (n_low, n_high)


def laid_out(pairs: Pairs, rows: Places, breaks: Sequence[SeriesBreak]) -> Iterator[Laid]:
    """Yield the series of the given rows, one layout for each kind of period of which there are several.

    Periods that overlap one before them are left out of their layout. Breaks that only mark are none here.
    """
    texts = pairs.columns["period"][rows]
    kinds: dict[int, list[Period]] = {}
    for period in sorted(Period.parse(one) for one in set(texts.tolist())):
        listed = kinds.setdefault(_kind(period), [])
        if not listed or listed[-1].last < period.first:
            listed.append(period)
    for periods in kinds.values():
        if len(periods) > 1:
            yield _laid(pairs, rows, texts, tuple(periods), breaks)


def _kind(period: Period) -> int:
    return next(
        (place for place, (low, high) in enumerate(_KINDS) if low <= period.days <= high), -period.days
    )


def _laid(
    pairs: Pairs,
    rows: Places,
    texts: NDArray[np.str_],
    periods: tuple[Period, ...],
    breaks: Sequence[SeriesBreak],
) -> Laid:
    column = {str(one): place for place, one in enumerate(periods)}
    chosen = np.flatnonzero(np.isin(texts, list(column)))
    rows, place = rows[chosen], np.array([column[one] for one in texts[chosen].tolist()], dtype=np.int64)
    names = [name for name in PEOPLE_COLUMNS if name != "period"]
    keys = zip(*(pairs.columns[name][rows].tolist() for name in names), strict=True)
    joined = np.array(["\x1f".join(one) for one in keys], dtype=np.str_)
    _, first, series = np.unique(joined, return_index=True, return_inverse=True)
    row = np.full((len(first), len(periods)), -1, dtype=np.int64)
    row[series, place] = rows
    return Laid(periods=periods, row=row, segment=_segments(pairs, rows[first], periods, breaks))


def _segments(
    pairs: Pairs, first: Places, periods: tuple[Period, ...], breaks: Sequence[SeriesBreak]
) -> Places:
    """The stretch of each period of each series; a period that holds a break is one of its own."""
    new = np.zeros((len(first), len(periods)), np.bool_)
    areas, names = pairs.columns["area"][first], pairs.columns["characteristic"][first]
    for one in breaks:
        if one.marks_only or (one.stages and pairs.stage.id not in one.stages):
            continue
        touched = np.isin(areas, [one.area]) | (one.area == "")
        touched &= np.isin(names, [one.characteristic]) | (one.characteristic == "")
        starts = [
            place > 0 and periods[place - 1].first < one.day <= periods[place].last
            for place in range(len(periods))
        ]
        new |= touched[:, None] & np.array(starts)[None, :]
    return np.cumsum(new, axis=1)


def _shown(known: Known) -> Mask:
    return np.asarray(~np.isnan(known.value) & ~np.isin(known.status, KEPT_BACK))
