"""When periods end: how many are over by a day, and until when so many are waited for."""

from datetime import date, timedelta

from evenhand.foundations import Period

_YEAR_MONTHS = 12
_LAST_SURE_DAY = 28  # a day that every month has


def first_period(baseline: str, starts: date, per_year: int) -> date:
    """Return the first day of the first whole period on or after the start, in step with the baseline's end."""
    anchor = Period.parse(baseline).last + timedelta(1)
    step = _YEAR_MONTHS // per_year
    number = ((starts.year - anchor.year) * _YEAR_MONTHS + starts.month - anchor.month) // step
    while _months_on(anchor, number * step) < starts:
        number += 1
    return _months_on(anchor, number * step)


def last_day(first: date, periods: int, per_year: int) -> date:
    """Return the last day of so many periods from a first day on."""
    return _months_on(first, periods * (_YEAR_MONTHS // per_year)) - timedelta(1)


def periods_over(first: date, due: date, per_year: int) -> int:
    """Return how many whole periods from a first day on are over by the end of a day."""
    number = 0
    while last_day(first, number + 1, per_year) <= due:
        number += 1
    return number


def _months_on(day: date, months: int) -> date:
    whole = day.year * _YEAR_MONTHS + day.month - 1 + months
    return date(whole // _YEAR_MONTHS, whole % _YEAR_MONTHS + 1, min(day.day, _LAST_SURE_DAY))
