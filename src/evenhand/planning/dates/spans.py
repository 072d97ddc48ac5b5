"""First and last days of months, seasons, quarters and years, and of their parts."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

Span = tuple[date, date]
_THIRDS = {"early": 0, "mid": 1, "late": 2}


def months(year: int, month: int, number: int = 1) -> Span:
    """Return the span of some months from the first day of one; it may run into the next year."""
    years, last = divmod(month - 1 + number - 1, 12)
    return date(year, month, 1), month_end(year + years, last + 1)


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def in_financial_year(start: int, month: int, starts: int) -> int:
    """Return the calendar year of a month in the financial year that begins in `start`."""
    return start if month >= starts else start + 1


def part(span: Span, name: str) -> Span:
    """Return a part of a span: 'start' and 'end' are a day; 'early', 'mid' and 'late' a third of its days or months."""
    first, last = span
    if name == "start":
        return first, first
    if name == "end":
        return last, last
    if first.day == 1 and (last.year - first.year) * 12 + last.month - first.month + 1 in (3, 12):
        number = ((last.year - first.year) * 12 + last.month - first.month + 1) // 3
        years, month = divmod(first.month - 1 + number * _THIRDS[name], 12)
        return months(first.year + years, month + 1, number)
    third = ((last - first).days + 1) // 3
    cuts = [first, first + timedelta(third), first + timedelta(2 * third), last + timedelta(1)]
    place = _THIRDS[name]
    return cuts[place], cuts[place + 1] - timedelta(1)


def parts(span: Span, names: Sequence[str]) -> Span:
    """Return the span from the first of some parts to the last: 'mid to late'."""
    found = [part(span, name) for name in names]
    return min(one[0] for one in found), max(one[1] for one in found)
