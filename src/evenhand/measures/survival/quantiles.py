"""Medians: the time by which half have left, with limits from where the curve's own limits cross a half."""

from dataclasses import replace

import numpy as np

from evenhand.measures.estimate import Array, Estimate, Mask, estimate
from evenhand.measures.survival.by_time import ByTime
from evenhand.measures.survival.kaplan_meier import kaplan_meier

NOT_REACHED = "median_not_reached"


def median_time(by_time: ByTime, level: float = 0.95, *, share: float = 0.5) -> Estimate:
    """Return the first time (groups) by which the share still there is `share` or less; NaN where it is not reached.

    Limits: the times at which the curve may be `share`, as far as its limits tell. Where the upper end is
    never reached there is no interval. Record-level: a median is somebody's time, and not published as it is.
    Source: Brookmeyer and Crowley 1982, doi:10.2307/2530286.
    """
    curve = kaplan_meier(by_time, level)
    close = share + 1e-12  # so that a half made of several factors is a half
    value = _first(by_time, curve.value <= close)
    lower, upper = _first(by_time, curve.lower <= close), _first(by_time, curve.upper <= close)
    found = estimate(value, lower, upper)
    reason = np.where(np.isnan(value), NOT_REACHED, found.reason).astype(np.str_)
    return replace(found, reason=reason)


def _first(by_time: ByTime, where: Mask) -> Array:
    """The first time (groups) at which that is so, NaN where never."""
    if not len(by_time.times):
        return np.full(len(by_time.groups), np.nan)
    return np.where(where.any(axis=1), by_time.times[where.argmax(axis=1)], np.nan)
