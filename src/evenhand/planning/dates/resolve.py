"""The first and last day of a point in time, or why they cannot be told."""

import re
from dataclasses import dataclass, replace
from datetime import date

from evenhand.planning.dates.grammar import Phrase
from evenhand.planning.dates.spans import Span, in_financial_year, months
from evenhand.planning.dates.words import Words, load_words
from evenhand.planning.said import said


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What a point without a year may take over from the one it is joined to; and when the plan was written."""

    year: int | None = None
    financial: int | None = None
    month: int | None = None
    written_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The days of a point, or why they cannot be told; and the rule by which they were read, where one is worth saying."""

    span: Span | None = None
    why: str = ""
    note: str = ""


def resolve(phrase: Phrase, around: Around) -> Told:
    """Return the days that a point names."""
    try:
        return _RULES[phrase.form](phrase, around, load_words())
    except ValueError:  # from `date`: there is no such day
        return Told(why=said("date.no_such_day", said=phrase.said))


def _day(phrase: Phrase, around: Around, words: Words) -> Told:
    return _one_day(_year(phrase, words), int(phrase.value("M")), _number(phrase), words)


def _day_short(phrase: Phrase, around: Around, words: Words) -> Told:
    """'30 Sept 26': behind a day and its month two digits are the year."""
    digits = phrase.core[-1].value
    if not re.fullmatch(r"\d{2}", digits):
        return _no_year(phrase)
    return _one_day(words.year_of(digits), int(phrase.value("M")), _number(phrase), words)


def _date(phrase: Phrase, around: Around, words: Words) -> Told:
    text = phrase.value("N")
    if re.match(r"\d{4}", text):
        return Told(span=(date.fromisoformat(text),) * 2)
    day, month, year = re.split(r"[/.-]", text)
    told = _one_day(words.year_of(year), int(month), int(day), words)
    if told.span and int(day) <= 12 and day != month:
        place = {"day": int(day), "month": int(month), "year": told.span[0].year}
        return replace(told, note=said("date.british_order", said=text, **place))
    return told


def _one_day(year: int | None, month: int, day: int, words: Words) -> Told:
    if year is None:
        return Told(why=said("date.no_plan_year"))
    return Told(span=(date(year, month, day),) * 2)


def _day_financial(phrase: Phrase, around: Around, words: Words) -> Told:
    month = int(phrase.value("M"))
    year = in_financial_year(int(phrase.value("F")), month, words.year_starts)
    return Told(span=(date(year, month, _number(phrase)),) * 2)


def _month(phrase: Phrase, around: Around, words: Words) -> Told:
    return _months(_year(phrase, words), int(phrase.value("M")), 1)


def _month_financial(phrase: Phrase, around: Around, words: Words) -> Told:
    month = int(phrase.value("M"))
    return _months(in_financial_year(int(phrase.value("F")), month, words.year_starts), month, 1)


def _month_year(phrase: Phrase, around: Around, words: Words) -> Told:
    text = phrase.value("P")
    if numbers := re.fullmatch(r"(\d{1,2})/(\d{4})", text):
        return _months(words.year_of(numbers[2]), int(numbers[1]), 1)
    if numbers := re.fullmatch(r"(\d{4})-(\d{2})", text):
        return _months(words.year_of(numbers[1]), int(numbers[2]), 1)
    name, digits = re.match(r"(\D+?)[\s/’'‘-]*(\d{2})$", text).groups()  # type: ignore[union-attr] # as lexed
    return _months(words.year_of(digits), words.months[re.sub(r"\s+", " ", name.lower())], 1)


def _months(year: int | None, month: int, number: int) -> Told:
    return Told(span=months(year, month, number)) if year else Told(why=said("date.no_plan_year"))


def _season(phrase: Phrase, around: Around, words: Words) -> Told:
    told = _months(_year(phrase, words), int(phrase.value("S")), 3)
    if told.span and told.span[0].year != told.span[1].year:
        begins = {"month": told.span[0].month, "year": told.span[0].year}
        return replace(told, note=said("date.begins_in", said=phrase.said, **begins))
    return told


def _season_financial(phrase: Phrase, around: Around, words: Words) -> Told:
    month = int(phrase.value("S"))
    if month == 3:
        year = int(phrase.value("F"))
        return Told(why=said("date.spring_of", first=year, second=year + 1))
    return _months(in_financial_year(int(phrase.value("F")), month, words.year_starts), month, 3)


def _quarter(phrase: Phrase, around: Around, words: Words) -> Told:
    return Told(span=_quarter_of(int(phrase.value("F")), int(phrase.value("Q")), words))


def _quarter_of(start: int, quarter: int, words: Words) -> Span:
    month = words.year_starts + 3 * (quarter - 1)
    return months(start + (month - 1) // 12, (month - 1) % 12 + 1, 3)


def _quarter_year(phrase: Phrase, around: Around, words: Words) -> Told:
    quarter, year = int(phrase.value("Q")), _year(phrase, words)
    if year is None:
        return Told(why=said("date.no_plan_year"))
    return Told(
        why=said("date.quarter_of", quarter=quarter, year=year, written=f"{year}/{(year + 1) % 100:02}")
    )


def _financial(phrase: Phrase, around: Around, words: Words) -> Told:
    return Told(span=months(int(phrase.value("F")), words.year_starts, 12))


def _year_whole(phrase: Phrase, around: Around, words: Words) -> Told:
    return _months(_year(phrase, words), 1, 12)


def _either_year(phrase: Phrase, around: Around, words: Words) -> Told:
    year = phrase.value("Y")
    return Told(why=said("date.financial_either", year=year, written=f"{year}/{(int(year) + 1) % 100:02}"))


def _next_financial(phrase: Phrase, around: Around, words: Words) -> Told:
    if around.written_on is None:
        return Told(why=said("date.from_writing", said=phrase.said))
    day = around.written_on
    start = day.year if day.month >= words.year_starts else day.year - 1
    start += phrase.form == "next_financial" and phrase.value("t") == "next"
    year = f"{start}/{(start + 1) % 100:02}"
    note = said("date.counted_from", day=day.isoformat(), year=year)
    return Told(span=months(start, words.year_starts, 12), note=note)


def _next_season(phrase: Phrase, around: Around, words: Words) -> Told:
    """'This summer', 'next April': the first that begins after the plan was written, where no other is meant."""
    if around.written_on is None:
        return Told(why=said("date.from_writing", said=phrase.said))
    letter, number = ("M", 1) if phrase.form == "next_month" else ("S", 3)
    month, day = int(phrase.value(letter)), around.written_on
    this = months(day.year, month, number)
    if phrase.value("t") == "next" and this[0] > day:
        return Told(why=said("date.year_unclear", said=phrase.said, first=day.year, second=day.year + 1))
    if phrase.value("t") != "next":
        return Told(span=this, note=said("date.year_written", day=day.isoformat()))
    return Told(span=months(day.year + 1, month, number), note=said("date.first_after", day=day.isoformat()))


def _month_day(phrase: Phrase, around: Around, words: Words) -> Told:
    """'Sept 06': in UK order a day stands before its month, so that two digits behind it are the year."""
    digits = phrase.value("D")
    if len(digits) == 2 and digits.isdigit():
        year = words.year_of(digits)
        wrote = around.written_on
        if year and (wrote is None or abs(year - wrote.year) <= 15):
            return Told(
                span=months(year, int(phrase.value("M")), 1),
                note=said("date.month_and_year", said=phrase.said, year=year),
            )
        return Told(why=said("date.day_or_year", said=phrase.said))
    return _bare_day(phrase, around, words)


def _bare_day(phrase: Phrase, around: Around, words: Words) -> Told:
    month = int(phrase.value("M")) if any(one.letter == "M" for one in phrase.core) else around.month
    year = _around(around, month, words)
    if year is None or month is None:
        return _no_year(phrase)
    return _one_day(year, month, _number(phrase), words)


def _bare_month(phrase: Phrase, around: Around, words: Words) -> Told:
    month = int(phrase.value("M"))
    year = _around(around, month, words)
    return _months(year, month, 1) if year else _no_year(phrase)


def _bare_season(phrase: Phrase, around: Around, words: Words) -> Told:
    month = int(phrase.value("S"))
    if around.financial is not None and month == 3:
        return Told(why=said("date.spring"))
    year = _around(around, month, words)
    return _months(year, month, 3) if year else _no_year(phrase)


def _bare_quarter(phrase: Phrase, around: Around, words: Words) -> Told:
    if around.financial is None:
        return _no_year(phrase)
    return Told(span=_quarter_of(around.financial, int(phrase.value("Q")), words))


def _around(around: Around, month: int | None, words: Words) -> int | None:
    if around.financial is not None and month is not None:
        return in_financial_year(around.financial, month, words.year_starts)
    return around.year


def _either(phrase: Phrase, around: Around, words: Words) -> Told:
    return Told(why=next(one for one in phrase.core if one.letter == "X").value)


def _pair(phrase: Phrase, around: Around, words: Words) -> Told:
    return Told(why=said("date.pair", said=phrase.said))


def _no_year(phrase: Phrase) -> Told:
    return Told(why=said("date.no_year", said=phrase.said))


def _year(phrase: Phrase, words: Words) -> int | None:
    return words.year_of(re.sub(r"\D", "", phrase.value("Y")))


def _number(phrase: Phrase) -> int:
    return int(re.sub(r"\D", "", phrase.value("D")))


_RULES = {
    "day": _day,
    "day_short": _day_short,
    "day_us": _day,
    "date": _date,
    "day_financial": _day_financial,
    "month_financial": _month_financial,
    "month": _month,
    "month_year": _month_year,
    "season": _season,
    "season_financial": _season_financial,
    "quarter": _quarter,
    "quarter_year": _quarter_year,
    "next_month": _next_season,
    "next_season": _next_season,
    "next_financial": _next_financial,
    "financial": _financial,
    "either_year": _either_year,
    "year": _year_whole,
    "bare_financial": _next_financial,
    "either": _either,
    "month_day": _month_day,
    "day_month": _bare_day,
    "bare_month": _bare_month,
    "bare_season": _bare_season,
    "bare_quarter": _bare_quarter,
    "bare_day": _bare_day,
    "pair": _pair,
}
