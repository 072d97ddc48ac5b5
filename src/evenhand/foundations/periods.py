"""Periods of time in which people are counted: from one day to another, both included."""

import re
from calendar import month_name, monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from evenhand.foundations.errors import EvenhandError

_YEAR = re.compile(r"^(\d{4})$")
_MONTH = re.compile(r"^(\d{4})-(0[1-9]|1[0-2])$")
_QUARTER = re.compile(r"^(\d{4})-?Q([1-4])$", re.IGNORECASE)
_FINANCIAL_YEAR = re.compile(r"^(\d{4})/(\d{2})$")
_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")

_FORMS = (
    "Write a period as 2024, 2024-03, 2024-Q1, 2023/24 (April to March), or as two of these "
    "or two dates with a slash between them: 2023-04/2024-03."
)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A span of days, `first` and `last` included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise EvenhandError(
                f"The period ends ({self.last}) before it begins ({self.first}).", mend=_FORMS
            )

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the period that `text` names; raise EvenhandError with the accepted forms otherwise."""
        text = text.strip()
        span = _span(text)
        if span is None and text.count("/") == 1:
            left, right = (_span(part.strip()) for part in text.split("/"))
            span = (left[0], right[1]) if left and right else None
        if span is None:
            raise EvenhandError("The period cannot be understood.", mend=_FORMS)
        return cls(*span)

    @classmethod
    def whole_months(cls, first: date, last: date) -> Self:
        """Return the calendar months that hold both days, whole."""
        return cls(first.replace(day=1), _month_end(last.year, last.month))

    def __str__(self) -> str:
        return f"{self.first.isoformat()}/{self.last.isoformat()}"

    @property
    def words(self) -> str:
        """The period as a reader says it: 'December 2019 to January 2020'."""
        first, last = self.first, self.last
        if first.day != 1 or last != _month_end(last.year, last.month):
            return f"{_day_words(first)} to {_day_words(last)}"
        if (first.year, first.month, last.month) == (last.year, 1, 12):
            return str(first.year)
        if (first.year, first.month) == (last.year, last.month):
            return f"{month_name[first.month]} {first.year}"
        return f"{month_name[first.month]} {first.year} to {month_name[last.month]} {last.year}"

    @property
    def days(self) -> int:
        """Number of days, both ends included."""
        return (self.last - self.first).days + 1


def _span(text: str) -> tuple[date, date] | None:
    """The first and last day of the one form that `text` has; None where it has none, or there is no such day."""
    try:
        return _days_of(text)
    except ValueError:
        return None


def _days_of(text: str) -> tuple[date, date] | None:
    if match := _YEAR.match(text):
        year = int(match[1])
        return date(year, 1, 1), date(year, 12, 31)
    if match := _MONTH.match(text):
        year, month = int(match[1]), int(match[2])
        return date(year, month, 1), _month_end(year, month)
    if match := _QUARTER.match(text):
        year, last_month = int(match[1]), 3 * int(match[2])
        return date(year, last_month - 2, 1), _month_end(year, last_month)
    if (match := _FINANCIAL_YEAR.match(text)) and int(match[2]) == (int(match[1]) + 1) % 100:
        year = int(match[1])
        return date(year, 4, 1), date(year + 1, 3, 31)
    if _DAY.match(text):
        day = date.fromisoformat(text)
        return day, day
    return None


def _month_end(year: int, month: int) -> date:
    return date(year, month, 1) + timedelta(days=monthrange(year, month)[1] - 1)


def _day_words(day: date) -> str:
    return f"{day.day} {month_name[day.month]} {day.year}"
