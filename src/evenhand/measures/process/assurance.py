"""Whether a target is reached by what a service does as it is: all, none or some of what its limits let us expect."""

from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from evenhand.measures.estimate import Reasons
from evenhand.measures.process.types import Chart
from evenhand.vocabulary import Polarity


class Assurance(StrEnum):
    """How the limits of the latest stretch lie to a target."""

    REACHED = "reached"
    MISSED = "missed"
    VARIES = "varies"
    ABOVE = "limits_above_target"
    BELOW = "limits_below_target"
    UNKNOWN = "unknown"


def assurance(chart: Chart, target: ArrayLike, *, polarity: Polarity) -> Reasons:
    """Return of each series how the limits of its latest figure lie to `target` (in the chart's units, times `per`).

    Limits are those of the latest stretch alone, whatever was before a break or rebasing. Only a declared polarity lets
    it be said that a target is reached or missed; without one it is told where the limits lie. Shape as the chart
    without its periods. Source: NHS England, Making Data Count.
    """
    lower, upper = np.atleast_2d(chart.lower), np.atleast_2d(chart.upper)
    there = ~np.isnan(np.atleast_2d(chart.value))
    last = there.shape[1] - 1 - np.argmax(there[:, ::-1], axis=1)
    low, high = (np.take_along_axis(one, last[:, None], 1)[:, 0] for one in (lower, upper))
    goal = np.broadcast_to(np.asarray(target, np.float64), low.shape)
    good, bad = {
        Polarity.FAVOURABLE: (Assurance.REACHED, Assurance.MISSED),
        Polarity.ADVERSE: (Assurance.MISSED, Assurance.REACHED),
        Polarity.NONE: (Assurance.ABOVE, Assurance.BELOW),
    }[polarity]
    said = np.where(goal < low, good, np.where(goal > high, bad, Assurance.VARIES))
    said = np.where(np.isnan(low) | np.isnan(goal), Assurance.UNKNOWN, said)
    return np.asarray(said.astype(np.str_).reshape(chart.value.shape[:-1]))
