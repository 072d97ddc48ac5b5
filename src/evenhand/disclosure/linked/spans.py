"""What a code says of the stretch it stands for: ages ('16-24', '65 and over') or time ('2024-Q1', '2023/24')."""

import math
import re
from collections.abc import Callable, Iterable
from datetime import date

from evenhand.foundations import EvenhandError, Period

Span = tuple[float, float]
"""From the first year of age, or day, to the one after the last; without an upper end infinite."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?:" + "|".join(_MONTHS) + r")[a-z]*"
_TO = r"\s*(?:-|–|—|to)\s*"
_BAND = re.compile(rf"(\d{{1,5}}){_TO}(\d{{1,5}})")
_FROM = re.compile(r"(\d{1,5})\s*(?:\+|(?:and|or|&)\s*(?:over|above|older|more)|plus)|(?:>=|≥)\s*(\d{1,5})")
_OVER = re.compile(r"(?:over|above|>)\s*(\d{1,5})")
_UNDER = re.compile(r"(?:under|below|less than|<)\s*(\d{1,5})")
_UP_TO = re.compile(
    r"(\d{1,5})\s*(?:and|or|&)\s*(?:under|below|younger|less|fewer)|(?:up to|<=|≤)\s*(\d{1,5})"
)
_SINGLE = re.compile(r"\d{1,3}")
_AROUND = re.compile(r"^(?:aged?|ages)\s+|\s*(?:years?(?:\s+old)?|yrs?)$")
_YEARS = range(1900, 2101)
_FINANCIAL = re.compile(r"(\d{4})[-/–](\d{2})")
_FINANCIAL_QUARTER = re.compile(r"(\d{4})[-/–]\d{2}[ -]?q([1-4])")
_QUARTER = re.compile(r"q([1-4])[ -]?(\d{4})|(\d{4})[ -]?q([1-4])")
_NAMED_MONTH = re.compile(rf"({_MONTH})[ -](\d{{4}})")
_YEAR_TO = re.compile(rf"(?:year ending|year to|12 months to|year ended)\s+({_MONTH})[ -](\d{{4}})")


def spans(codes: Iterable[str]) -> dict[str, Span]:
    """Return for each code that names ages, or each that names a time, where it begins and ends.

    Whichever of the two more codes name is meant; bands that touch at one number ('0-10', '10-20') end before it.
    """
    listed = sorted(set(codes))
    ages = _found(listed, _age)
    times = _found(listed, _time_reader(listed))
    return times if len(times) > len(ages) else _without_touching(ages)


def _found(codes: Iterable[str], read: Callable[[str], Span | None]) -> dict[str, Span]:
    made = ((code, read(" ".join(code.lower().split()))) for code in codes)
    return {code: span for code, span in made if span is not None and span[0] < span[1]}


def _age(text: str) -> Span | None:
    text = _AROUND.sub("", _AROUND.sub("", text))
    if match := _BAND.fullmatch(text):
        low, high = int(match[1]), int(match[2])
        both_years = low in _YEARS and (high in _YEARS or high == (low + 1) % 100)
        return None if both_years else (low, high + 1)
    for pattern, made in (
        (_FROM, lambda number: (number, math.inf)),
        (_OVER, lambda number: (number + 1, math.inf)),
        (_UNDER, lambda number: (0, number)),
        (_UP_TO, lambda number: (0, number + 1)),
    ):
        if match := pattern.fullmatch(text):
            return made(int(next(one for one in match.groups() if one)))
    return (int(text), int(text) + 1) if _SINGLE.fullmatch(text) else None


def _without_touching(bands: dict[str, Span]) -> dict[str, Span]:
    """Where bands share their ends and none begins beside one, the upper end belongs to the next band."""
    firsts = {low for low, _ in bands.values()}
    wide = {code: span for code, span in bands.items() if math.isfinite(span[1]) and span[1] - span[0] > 1}
    touching = sum(high - 1 in firsts for _, high in wide.values())
    beside = sum(high in firsts for _, high in wide.values())
    if not touching or beside:
        return bands
    return {code: (low, high - 1 if code in wide else high) for code, (low, high) in bands.items()}


def _time_reader(codes: list[str]) -> Callable[[str], Span | None]:
    """Return what reads a time; '2011-12' is a financial year where all such codes can be, and more than one is."""
    pairs = [match for match in map(_FINANCIAL.fullmatch, codes) if match]
    follow = [int(match[2]) == (int(match[1]) + 1) % 100 for match in pairs]
    plain = any(int(match[2]) > len(_MONTHS) or int(match[2]) == 0 for match in pairs)
    return lambda text: _time(text, financial=all(follow) and (plain or len(pairs) > 1))


def _time(text: str, *, financial: bool) -> Span | None:
    if match := _YEAR_TO.fullmatch(text):
        return _months(int(match[2]) - 1, _month_number(match[1]) + 1, 12)
    if match := _NAMED_MONTH.fullmatch(text):
        return _months(int(match[2]), _month_number(match[1]), 1)
    if match := _FINANCIAL_QUARTER.fullmatch(text):
        return _months(int(match[1]), 1 + 3 * int(match[2]), 3)
    if match := _QUARTER.fullmatch(text):
        return _months(int(match[2] or match[3]), 3 * int(match[1] or match[4]) - 2, 3)
    if financial and (match := _FINANCIAL.fullmatch(text)):
        return _months(int(match[1]), 4, 12)
    if re.fullmatch(r"\d{4}", text) and int(text) not in _YEARS:
        return None
    if re.fullmatch(r"(\d{4})/(\d{4})", text):
        return None  # a financial, a school or two calendar years: it does not say
    try:
        period = Period.parse(text)
    except EvenhandError:
        return None
    return period.first.toordinal(), period.last.toordinal() + 1


def _month_number(name: str) -> int:
    return _MONTHS.index(name[:3]) + 1


def _months(year: int, month: int, number: int) -> Span | None:
    """So many months from the first of one, which may lie in the next year."""
    first, last = 12 * year + month - 1, 12 * year + month - 1 + number
    if not 12 * _YEARS.start <= first < 12 * _YEARS.stop:
        return None
    return _day(first), _day(last)


def _day(months: int) -> int:
    return date(months // 12, months % 12 + 1, 1).toordinal()


def piece_name(span: Span, *, of_time: bool) -> str:
    """Return how a stretch that no code names is called: '25', '26-34', '2024-01-01/2024-01-31'."""
    low, high = span
    if of_time:
        return f"{date.fromordinal(int(low))}/{date.fromordinal(int(high) - 1)}"
    if math.isinf(high):
        return f"{int(low)}+"
    return f"{int(low)}" if high - low == 1 else f"{int(low)}-{int(high) - 1}"
