"""Where falling statistics pass a level: many roots at once, each in its own bracket. Arrays of one shape."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.optimize.elementwise import find_root

Array = NDArray[np.float64]
_TOLERANCES = {"xatol": 1e-13, "xrtol": 1e-13, "fatol": 0.0, "frtol": 0.0}


def crossing(
    statistic: Callable[..., Array], counts: tuple[Array, ...], low: Array, high: Array, level: float | Array
) -> Array:
    """Return where `statistic(value, *counts)`, which falls as the value rises, passes `level` between low and high.

    The level is one number, or one for each root. An end stands where it is passed beyond that end. The statistic
    may be infinite, but NaN only where the result is to be NaN. Source: Chandrupatla 1997,
    doi:10.1016/S0965-9978(96)00051-8, as scipy has it.
    """

    def above(value: Array, height: Array, *some: Array) -> Array:
        # An angle, so that an infinite statistic is a number like others.
        return np.asarray(np.arctan(statistic(value, *some)) - height)

    given = (np.broadcast_to(np.arctan(level), np.shape(low)), *counts)

    with np.errstate(invalid="ignore", divide="ignore"):
        at_low, at_high = above(low, *given), above(high, *given)
        found = find_root(above, (low, high), args=given, tolerances=_TOLERANCES)
    inside = np.where(at_high > 0, high, np.where(at_low <= 0, low, found.x))
    return np.where(np.isnan(at_low) | np.isnan(at_high), np.nan, inside)
