"""Days that lie some months ahead: for the clock of an answer and for what comes up again."""

import calendar
from datetime import date


def add_months(day: date, months: int) -> date:
    """Return the same day of the month so many months on, or the month's last day where there is none."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
