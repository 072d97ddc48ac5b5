"""Sums and scatter of each stretch of many series, given back to each of its periods."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from evenhand.measures.estimate import Array, Mask

Baseline = int | Sequence[int] | None
"""How many first periods of each stretch its limits are taken from; None: all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretches:
    """Which periods have a figure (`there`), which stretch they are of, and which its limits are taken from (`base`).

    All of shape (series, periods).
    """

    segment: NDArray[np.int64]
    there: Mask
    base: Mask

    def total(self, column: Array) -> Array:
        """Return at each period the sum of a column over the base of its stretch."""
        found = np.zeros(self.there.shape)
        for one in np.unique(self.segment):
            here = self.segment == one
            sums = np.where(here & self.base, column, 0.0).sum(axis=1, keepdims=True)
            found = np.where(here, sums, found)
        return found

    def count(self) -> Array:
        """Return at each period how many periods the limits of its stretch are taken from."""
        return self.total(np.ones(self.there.shape))

    def median(self, column: Array) -> Array:
        """Return at each period the median of a column over the base of its stretch; NaN where that is empty."""
        found = np.full(self.there.shape, np.nan)
        for one in np.unique(self.segment):
            here = self.segment == one
            ordered = np.sort(np.where(here & self.base, column, np.nan), axis=1)
            many = (here & self.base).sum(axis=1, keepdims=True)
            low, high = (
                np.take_along_axis(ordered, np.maximum(place, 0), 1) for place in ((many - 1) // 2, many // 2)
            )
            found = np.where(here & (many > 0), (low + high) / 2, found)
        return found

    def mean_range(self, column: Array, *, screen: float | None = None) -> Array:
        """Return at each period the mean moving range of a column over the base of its stretch, NaN where there is none.

        A range is between two periods that follow on each other, both with a figure. Ranges of `screen` times the mean
        or more are left out, once. Source: Nelson 1982, doi:10.1080/00224065.1982.11978811.
        """
        inside = self._follow_on
        ranges = np.where(inside, np.abs(np.diff(column, axis=1)), 0.0)
        mean = self._mean(ranges, inside)
        if screen is None:
            return mean
        kept = inside & (ranges < screen * mean[:, 1:])
        again = self._mean(np.where(kept, ranges, 0.0), kept)
        return np.where(np.isnan(again) & (mean == 0), 0.0, again)

    def mean_given(self, ranges: Array) -> Array:
        """Return at each period the mean of moving ranges that are given, each at the later of its two periods."""
        inside = self._follow_on
        return self._mean(np.where(inside, ranges[:, 1:], 0.0), inside)

    @property
    def _follow_on(self) -> Mask:
        """Whether each period but the first and the one before it are both in the base of one stretch."""
        together = self.segment[:, 1:] == self.segment[:, :-1]
        return np.asarray(self.base[:, 1:] & self.base[:, :-1] & together)

    def _mean(self, ranges: Array, inside: Mask) -> Array:
        """The mean of the ranges of each stretch; a range stands at the later of its two periods."""
        sums, many = (np.pad(one, ((0, 0), (1, 0))) for one in (ranges, inside.astype(np.float64)))
        total, count = np.zeros(self.there.shape), np.zeros(self.there.shape)
        for one in np.unique(self.segment):
            here = self.segment == one
            total = np.where(here, np.where(here, sums, 0).sum(axis=1, keepdims=True), total)
            count = np.where(here, np.where(here, many, 0).sum(axis=1, keepdims=True), count)
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray(np.where(count > 0, total / count, np.nan))


def stretches_of(there: Mask, segments: ArrayLike | None, baseline: Baseline) -> Stretches:
    """Return the stretches of series whose figures are `there`; one stretch where `segments` is None.

    `baseline` is the number of first periods with a figure, of each stretch or of one after the other, that make its
    base; None: all.
    """
    given = np.zeros(there.shape[1], np.int64) if segments is None else np.asarray(segments, np.int64)
    segment = np.broadcast_to(given, there.shape)
    base = there.copy()
    if baseline is not None:
        numbers = np.unique(segment)
        firsts = [baseline] * len(numbers) if isinstance(baseline, int) else list(baseline)
        for one, first in zip(numbers, firsts, strict=True):
            here = there & (segment == one)
            base &= ~here | (np.cumsum(here, axis=1) <= first)
    return Stretches(segment=segment, there=there, base=base)
