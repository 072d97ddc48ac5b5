"""Dates that count from the day of writing, what a column asks for, and what holds of any text whatever."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.planning.dates import Kind, Mark, read_when, references_in
from evenhand.planning.dates.words import load_words

WRITTEN = date(2025, 11, 10)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("this financial year", "2025-04-01", "2026-03-31"),
        ("end of the financial year", "2026-03-31", "2026-03-31"),
        ("next financial year", "2026-04-01", "2027-03-31"),
        ("this summer", "2025-06-01", "2025-08-31"),
        ("next April", "2026-04-01", "2026-04-30"),
    ],
)
def test_words_that_count_from_the_day_of_writing(text: str, earliest: str, latest: str) -> None:
    read = read_when(text, written_on=WRITTEN)
    assert (str(read.earliest), str(read.latest)) == (earliest, latest)
    assert read.notes
    assert not read_when(text).is_dated


def test_next_month_of_the_same_year_may_be_meant_twice() -> None:
    read = read_when("next December", written_on=WRITTEN)
    assert (read.is_dated, read.unread) == (
        False,
        "'next December' may be that of 2025 or of 2026. Write the year.",
    )


@pytest.mark.parametrize(
    "text", ["Financial year 9999/00", "financial year 2106", "By the end of financial year 1850/51"]
)
def test_a_year_that_no_plan_would_name_is_not_taken_for_this_one(text: str) -> None:
    read = read_when(text, written_on=WRITTEN)
    assert (read.earliest, read.latest) == (None, None)
    assert read.unread == "The year is none that a plan would name."


def test_a_month_without_a_year_is_not_guessed_from_the_day_of_writing() -> None:
    assert read_when("April", written_on=WRITTEN).unread == "'April' names no year."


def test_a_column_decides_where_the_cell_says_nothing() -> None:
    assert read_when("May 2026", asked=Kind.DEADLINE).kind is Kind.DEADLINE
    assert read_when("May 2026 (R)", asked=Kind.DEADLINE).kind is Kind.REVIEW
    assert read_when("", asked=Kind.DEADLINE).kind is Kind.UNMARKED


def test_stages_keep_their_own_marks_and_kinds() -> None:
    read = read_when("30 June 2025 (D), review 30 September 2025 (R)")
    assert [(one.kind, one.mark) for one in read.stages] == [
        (Kind.DEADLINE, Mark.DEADLINE),
        (Kind.REVIEW, Mark.REVIEW),
    ]
    assert read.mark is None


def test_a_stage_without_a_year_is_told_and_the_other_kept() -> None:
    read = read_when("First stage March 2007, second stage July")
    assert [str(one.latest) for one in read.stages] == ["2007-03-31", "None"]
    assert read.unread == "'July' names no year."


def test_a_date_broken_over_lines_in_a_narrow_column() -> None:
    assert str(read_when("First stage March\n2007, second stage July\n2007").latest) == "2007-07-31"
    assert str(read_when("by end of\nMarch 2007").latest) == "2007-03-31"


def test_references() -> None:
    assert references_in("as per Action 3/1 above, in 2006/07", ()) == ("3/1",)
    assert references_in("see A1 and 1.2 million people", ("A1", "1.2")) == ("A1", "1.2")
    assert references_in("actions 1/5, 1/6 and 2/1") == ("1/5", "1/6", "2/1")


def test_the_words_say_where_they_come_from() -> None:
    assert load_words().version == "2026-11"
    assert load_words().source


_WORDS = [
    *load_words().months,
    *load_words().seasons,
    *load_words().parts,
    *load_words().bounds,
    *load_words().kinds,
]
_PIECES = st.one_of(
    st.sampled_from(
        [
            *_WORDS,
            "2007",
            "2006/07",
            "Q2",
            "31",
            "1st",
            "1/5",
            "(R)",
            "(D)",
            "–",
            ",",
            ";",
            "\n",
            "to",
            "and",
            "'07",
        ]
    ),
    st.text(max_size=4),
)


@settings(max_examples=400, deadline=None)
@given(st.lists(_PIECES, max_size=9).map(" ".join), st.sampled_from([None, WRITTEN]))
def test_any_words_are_read_without_a_fault(text: str, written_on: date | None) -> None:
    read = read_when(text, written_on=written_on)
    assert read.text == text
    if read.earliest and read.latest:
        assert read.earliest <= read.latest
    assert read.is_dated or read.unread or read.kind in (Kind.ONGOING, Kind.DEPENDENT)
    for stage in read.stages:
        assert stage.text in text


@settings(max_examples=200, deadline=None)
@given(st.dates(date(1990, 1, 1), date(2079, 12, 31)))
def test_a_day_is_read_back_in_each_form(day: date) -> None:
    forms = (f"{day:%d/%m/%Y}", f"{day.day} {day:%B %Y}", f"{day.day} {day:%b} {day.year}", day.isoformat())
    assert {(read.earliest, read.latest) for read in map(read_when, forms)} == {(day, day)}
