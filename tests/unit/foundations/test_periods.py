"""Periods: what may be written, what not, and how they are said."""

from datetime import date

import pytest

from evenhand.foundations import EvenhandError, Period


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2024-Q1", date(2024, 1, 1), date(2024, 3, 31)),
        ("2024q4", date(2024, 10, 1), date(2024, 12, 31)),
        ("2023/24", date(2023, 4, 1), date(2024, 3, 31)),
        ("1999/00", date(1999, 4, 1), date(2000, 3, 31)),
        ("2023/2024", date(2023, 1, 1), date(2024, 12, 31)),
        ("2023-04/2024-03", date(2023, 4, 1), date(2024, 3, 31)),
        ("2024-Q1 / 2024-Q2", date(2024, 1, 1), date(2024, 6, 30)),
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
        (" 2019-12-05/2020-01-07 ", date(2019, 12, 5), date(2020, 1, 7)),
    ],
)
def test_what_may_be_written(text: str, first: date, last: date) -> None:
    assert Period.parse(text) == Period(first, last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/",
        "2024/",
        "soon",
        "2024-13",
        "2024-00",
        "2024-Q5",
        "2023/25",
        "2024-02-30",
        "2023-02-29/2024",
        "24",
        "2024-1",
        "2024/01/02",
        "0000",
        "0000-01",
        "0000-Q1",
        "9999/00",
    ],
)
def test_what_may_not_be_written_is_answered_with_the_forms(text: str) -> None:
    with pytest.raises(EvenhandError, match="Write a period as 2024, 2024-03"):
        Period.parse(text)


def test_a_period_does_not_end_before_it_begins() -> None:
    with pytest.raises(EvenhandError, match=r"ends .* before it begins"):
        Period.parse("2024-03/2024-02")


@pytest.mark.parametrize("text", ["2024", "2023/24", "2019-12-05/2020-01-07", "2024-02-29"])
def test_what_is_written_is_read_again(text: str) -> None:
    period = Period.parse(text)
    assert Period.parse(str(period)) == period


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2020-01", "January 2020"),
        ("2019-12/2020-01", "December 2019 to January 2020"),
        ("2023/24", "April 2023 to March 2024"),
        ("2020-01-02/2020-01-31", "2 January 2020 to 31 January 2020"),
        ("2020-01-01/2020-01-30", "1 January 2020 to 30 January 2020"),
    ],
)
def test_how_it_is_said(text: str, words: str) -> None:
    assert Period.parse(text).words == words


def test_days_and_whole_months() -> None:
    assert Period.parse("2024").days == 366
    assert Period.parse("2024-05-05").days == 1
    assert Period.whole_months(date(2023, 12, 31), date(2024, 2, 1)) == Period.parse("2023-12/2024-02")


def test_the_last_month_there_is() -> None:
    assert Period.parse("9999-12").last == date(9999, 12, 31)
