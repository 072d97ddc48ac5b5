"""Reading a published curve on a day: the share shown, and the interval that holds for every curve it may have been."""

from dataclasses import dataclass

import numpy as np

from evenhand.measures.estimate import Array
from evenhand.measures.intervals import wilson, z_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One published curve: rising times, the share at each, how far it may be off, of what part of people it tells."""

    times: Array
    share: Array
    off: float
    seen: Array


def read_curve(
    curve: Shown, day: float, people: float, level: float = 0.95
) -> tuple[float, float, float] | None:
    """Return the share on a day with its interval; None before the first and after the last time of the curve.

    Between two steps the share may lie anywhere from one to the other, since steps of few people wait for later ones: the
    figure is on the straight line between them, the limits are Wilson's at the two ends, for the least number of
    `people` that the published counts allow.
    """
    here = int(np.searchsorted(curve.times, day, side="right")) - 1
    after = int(np.searchsorted(curve.times, day, side="left"))
    if here < 0 or after >= len(curve.times):
        return None
    share, other = float(curve.share[here]), float(curve.share[after])
    least = max(min(share, other) - curve.off, 0.0)
    most = min(max(share, other) + curve.off, 1.0)
    size = people * min(float(curve.seen[here]), float(curve.seen[after]))
    ends, sizes = np.array([least, most]), np.array([size, size])
    lower, upper = wilson(ends * sizes, sizes, z_of(level))
    if not size > 0:
        return None
    return float(np.interp(day, curve.times, curve.share)), float(lower[0]), float(upper[1])
