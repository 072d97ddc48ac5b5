"""Stretches of a series with a centre and limits of their own: between breaks of the series, and where somebody says so.

Nothing is ever rebased by the figures themselves. A break (of law, form or list) makes two series of one, since their
figures do not mean the same; rebasing says that a service has changed, and takes somebody who says when and why.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from evenhand.foundations import EvenhandError, Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebase:
    """The day from which a series gets a new centre and new limits, and what changed on it in the service."""

    day: date
    reason: str

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise EvenhandError(
                "A series is rebased without a reason.",
                mend="Say what changed in the service on that day: limits are not moved by the figures alone.",
            )


def segment_numbers(
    periods: Sequence[Period], *, breaks: Sequence[date] = (), rebase: Sequence[Rebase] = ()
) -> NDArray[np.int64]:
    """Return the number of each period's stretch, from 0; a period that holds such a day within it is one of its own.

    `periods` follow on each other in time. Shape (periods,).
    """
    days = sorted({*breaks, *(one.day for one in rebase)})
    number, found = 0, []
    for place, period in enumerate(periods):
        if place and any(periods[place - 1].first < day <= period.last for day in days):
            number += 1
        found.append(number)
    return np.array(found, dtype=np.int64)
