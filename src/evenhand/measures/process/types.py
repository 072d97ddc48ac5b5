"""What a chart over time says of its series."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from evenhand.measures.estimate import Array, Mask, Reasons

Sides = NDArray[np.int8]
"""-1 lower (or falling), 1 higher (or rising), 0 no signal. Which of them is better is not known here."""


class ChartKind(StrEnum):
    """Which law the limits follow: people (p), events (u), each with the series' own scatter (prime), values, none."""

    P = "p"
    P_PRIME = "p_prime"
    U = "u"
    U_PRIME = "u_prime"
    XMR = "xmr"
    RUN = "run"
    LOG_RATIO = "log_ratio"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """Which points are more than chance would often give, by rule; each of the shape of the chart.

    outside: beyond a limit; one_side: one of seven or more in a row on one side of the centre; trend: one of seven or
    more that each rise or each fall; near_limit: one of two, of three in a row on one side, between near limit and limit.
    """

    outside: Sides
    one_side: Sides
    trend: Sides
    near_limit: Sides

    @property
    def anywhere(self) -> Mask:
        """Whether any rule has a signal at each point."""
        return np.asarray(
            (self.outside != 0) | (self.one_side != 0) | (self.trend != 0) | (self.near_limit != 0)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Runs:
    """Runs of points on one side of the centre, of each segment: arrays of shape (..., segments).

    Points on the centre are not counted (`useful` are). A signal is a longest run above `longest_allowed`, or fewer
    crossings of the centre than `crossings_least`. Source: Anhoej and Olesen 2014, doi:10.1371/journal.pone.0113825.
    """

    useful: NDArray[np.int64]
    longest: NDArray[np.int64]
    longest_allowed: NDArray[np.int64]
    crossings: NDArray[np.int64]
    crossings_least: NDArray[np.int64]
    signal: Mask


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One series, or many: arrays of shape (periods,) or (series, periods), NaN where there is no figure.

    `value`, `centre` and limits are times `per`. `segment` numbers the stretches with a centre and limits of their own;
    `scatter` is how many times chance's the scatter of a stretch is (1 without prime). `exact` says where the limits
    are those of the counts themselves, since too few are expected for three sigma. `reason` is '' where a point has
    limits, otherwise the key of a message.
    """

    kind: ChartKind
    per: float
    value: Array
    centre: Array
    lower: Array
    upper: Array
    near_lower: Array
    near_upper: Array
    scatter: Array
    segment: NDArray[np.int64]
    exact: Mask
    signals: Signals
    runs: Runs
    reason: Reasons
