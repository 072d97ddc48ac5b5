"""What the calendar does to a series: months of unequal length, the end of a financial year, surges, closures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from evenhand.foundations import EvenhandError, Period
from evenhand.measures.estimate import Array
from evenhand.vocabulary import Stage, StageKind


class MarkKind(StrEnum):
    """What a mark on a chart stands for."""

    YEAR_END = "financial_year_end"
    SURGE = "surge"
    CLOSURE = "closure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Surge:
    """A named stretch of days in which more was done than usual, or other things: an operation, a backlog cleared."""

    first: date
    last: date
    reason: str

    def __post_init__(self) -> None:
        if not self.reason.strip() or self.last < self.first:
            raise EvenhandError(
                "A surge has no reason, or ends before it begins.",
                mend="Give the first day, the last day and what was done on them.",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A mark on a chart: it changes no centre and no limit."""

    period: Period
    kind: MarkKind
    reason: str = ""


def calendar_marks(periods: Sequence[Period], *, surges: Sequence[Surge] = ()) -> tuple[Mark, ...]:
    """Return the marks of periods that follow on each other: ends of financial years, surges, and gaps between them.

    Where a period holds a whole year, no end of a year is marked. A gap (a closure: days of which there are no rows) is
    marked at the days that are missing.
    """
    found: list[Mark] = []
    for before, period in zip((None, *periods[:-1]), periods, strict=True):
        if before is not None and before.last + timedelta(1) < period.first:
            gap = Period(before.last + timedelta(1), period.first - timedelta(1))
            found.append(Mark(period=gap, kind=MarkKind.CLOSURE))
        if period.days < 365 and _holds_year_end(period):
            found.append(Mark(period=period, kind=MarkKind.YEAR_END))
        for surge in surges:
            if surge.first <= period.last and period.first <= surge.last:
                found.append(Mark(period=period, kind=MarkKind.SURGE, reason=surge.reason))
    return tuple(found)


def days_of(periods: Sequence[Period]) -> Array:
    """Return the days of each period: the denominators of events that nobody stands under (arrests a day)."""
    return np.array([period.days for period in periods], dtype=np.float64)


def per_usual_period(counts: ArrayLike, periods: Sequence[Period]) -> Array:
    """Return counts as they would be if all periods were as long as they are on average; shape (..., periods).

    February is a tenth shorter than March: without this its counts look like a fall.
    """
    days = days_of(periods)
    return np.asarray(np.asarray(counts, np.float64) * days.mean() / days)


def check_outcome(stage: Stage) -> None:
    """Raise EvenhandError where a stage may not be charted as an outcome: how many are tested is nobody's result."""
    if stage.kind is StageKind.EXPOSURE or stage.of is None:
        raise EvenhandError(
            f"'{stage.id}' counts how many came, or were tested; that is never an outcome.",
            mend="Chart a stage that says what part of those people got further.",
        )


def _holds_year_end(period: Period) -> bool:
    return any(
        period.first <= date(year, 3, 31) <= period.last for year in (period.first.year, period.last.year)
    )
