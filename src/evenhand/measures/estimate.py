"""One measure of many things at once: the figures, their intervals, and why either is missing. Imports nothing else here."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
Reasons = NDArray[np.str_]


class Holds(StrEnum):
    """How far a figure holds: with its interval, without one, or not at all."""

    OK = "ok"
    NO_INTERVAL = "interval_not_estimable"
    NOT_AT_ALL = "not_estimable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """The figures of one measure: arrays of one shape, NaN where a figure is not given.

    `reason` is '' where the figure has its interval, otherwise the key of a message `reasons.*` that says why the
    interval, or the figure itself, is missing. `lower` and `upper` are given together or not at all.
    """

    value: Array
    lower: Array
    upper: Array
    reason: Reasons

    def __len__(self) -> int:
        return len(self.value)

    @property
    def state(self) -> Reasons:
        """How far each figure holds, a word of Holds."""
        states = np.where(np.isnan(self.value), Holds.NOT_AT_ALL, Holds.NO_INTERVAL)
        return np.where(self.reason == "", Holds.OK, states).astype(np.str_)

    def without(self, where: Mask, reason: str, *, value: bool = False) -> Self:
        """Return it with no interval (nor `value`) `where` that is so, for that reason; an earlier reason stays."""
        new = where & (self.reason == "")
        gone = where if value else np.zeros_like(where)
        return type(self)(
            value=np.where(gone, np.nan, self.value),
            lower=np.where(where, np.nan, self.lower),
            upper=np.where(where, np.nan, self.upper),
            reason=np.where(new, reason, self.reason).astype(np.str_),
        )


def estimate(value: ArrayLike, lower: ArrayLike, upper: ArrayLike, *, reason: str = "no_limits") -> Estimate:
    """Return figures with their intervals; `reason` stands where one of the three is not finite. No -0."""
    value, lower, upper = np.broadcast_arrays(*(np.asarray(one, np.float64) for one in (value, lower, upper)))
    whole = np.isfinite(value) & np.isfinite(lower) & np.isfinite(upper)
    return Estimate(
        value=np.where(np.isfinite(value), value, np.nan) + 0.0,
        lower=np.where(whole, lower, np.nan) + 0.0,
        upper=np.where(whole, upper, np.nan) + 0.0,
        reason=np.where(whole, "", reason).astype(np.str_),
    )


def estimate_alone(value: ArrayLike, *, reason: str) -> Estimate:
    """Return figures that have no interval, for that reason."""
    nothing = np.full(np.shape(value), np.nan)
    return estimate(value, nothing, nothing, reason=reason)
