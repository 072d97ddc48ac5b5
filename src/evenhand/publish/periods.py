"""The periods of a chart in order, with those between them that hold nothing: gaps in the data are gaps."""

from collections.abc import Sequence
from datetime import date, timedelta

from evenhand.foundations import Period


def every_period(periods: Sequence[str]) -> tuple[str, ...]:
    """Return periods of one length in order, with those between them that hold nothing: a gap is shown as a gap.

    Of periods of several lengths the shortest are taken: years put together would stand beside their own years.
    Where their lengths are no whole months the periods stand as they are.
    """
    spans = sorted({Period.parse(one) for one in periods}, key=lambda one: one.first)
    lengths = {one: _months(one) for one in spans}
    length = min(lengths.values(), default=0)
    if length < 1:
        return tuple(str(one) for one in spans)
    kept = [one for one in spans if lengths[one] == length]
    found: list[Period] = []
    for one in kept:
        while found and (following := _after(found[-1], length)).first < one.first:
            found.append(following)
        found.append(one)
    return tuple(str(one) for one in found)


def _months(period: Period) -> int:
    """How many months a period of whole months has; 0 for any other."""
    first, after = period.first, period.last + timedelta(days=1)
    whole = first.day == after.day == 1
    return 12 * (after.year - first.year) + after.month - first.month if whole else 0


def _after(period: Period, months: int) -> Period:
    first = period.last + timedelta(days=1)
    number = first.month - 1 + months
    end = date(first.year + number // 12, number % 12 + 1, 1) - timedelta(days=1)
    return Period(first, end)
