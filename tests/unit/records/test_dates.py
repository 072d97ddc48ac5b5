"""Dates: the forms that are read, what is told of the others, and what a date without a day may mean."""

from datetime import date
from pathlib import Path

import pytest

from evenhand.records.dates import date_faults, date_forms
from evenhand.records.profiles import Column, Kind, Partial
from tests.unit.records.files import CONTACTS, read_lines


def told(tmp_path: Path, written: str) -> list[str]:
    """Return the rules that a date breaks."""
    inputs = read_lines(tmp_path, CONTACTS, f"p1,{written},no_need")
    assert inputs.records["contact"].num_rows + inputs.rejected.num_rows == 1
    return inputs.rejected.column("rule").to_pylist()


@pytest.mark.parametrize(
    "written", ["2024-03-31", "20240331", "31/03/2024", "31/3/2024 10:00", "2024-03-31 00:00:00"]
)
def test_a_day_that_is_read(tmp_path: Path, written: str) -> None:
    inputs = read_lines(tmp_path, CONTACTS, f"p1,{written},no_need")
    assert inputs.records["contact"].column("contact_date").to_pylist() == [date(2024, 3, 31)]


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("2024", "the year but not the day and month"),
        ("2024-00-00", "the year but not the day and month"),
        ("2024-03", "the month but not the day"),
        ("2024-03-00", "the month but not the day"),
        ("03/2024", "the month but not the day"),
        ("00/03/2024", "the month but not the day"),
        ("March 2024", "the month but not the day"),
        ("mar 2024", "the month but not the day"),
        ("03/31/2024", "day and month were swapped"),
        ("31/02/2024", "not a date that exists"),
        ("2024-02-30", "not a date that exists"),
        ("2024-13-01", "not a date that exists"),
        ("20241301", "not a date that exists"),
        ("31/13/2024", "not a date that exists"),
        ("31/03/24", "the year with two digits"),
        ("45382", "the number by which a spreadsheet holds a day"),
        ("0204-03-31", "before 1900 or after 2100"),
        ("31/03/2204", "before 1900 or after 2100"),
        ("soon", "not a date that can be understood"),
    ],
)
def test_what_is_told_of_a_date_that_cannot_be_used(tmp_path: Path, written: str, words: str) -> None:
    (rule,) = told(tmp_path, written)
    assert words in rule
    assert written not in rule


PROFILE = """
id = "made-up"
title = "Contacts with the month only"
source = "made up"
verified = false
record = "contact"
[[column]]
name = "person_id"
kind = "text"
[[column]]
name = "contact_date"
kind = "date"
partial = "{partial}"
[[column]]
name = "outcome"
kind = "text"
"""


@pytest.mark.parametrize(
    ("partial", "written", "day"),
    [
        ("first", "2024", date(2024, 1, 1)),
        ("middle", "2024", date(2024, 7, 1)),
        ("first", "March 2024", date(2024, 3, 1)),
        ("middle", "2024-03", date(2024, 3, 15)),
        ("middle", "03/2024", date(2024, 3, 15)),
        ("first", "FEB 2024", date(2024, 2, 1)),
        ("first", "00/03/2024", date(2024, 3, 1)),
        ("first", "2024-00-00", date(2024, 1, 1)),
        ("first", "00/00/2024", date(2024, 1, 1)),
    ],
)
def test_date_without_a_day_means_what_the_profile_says(
    tmp_path: Path, partial: str, written: str, day: date
) -> None:
    from evenhand.records import read
    from evenhand.vocabulary import load_vocabulary
    from tests.unit.records.files import write

    own = write(tmp_path, "own.toml", PROFILE.format(partial=partial))
    path = write(tmp_path, "made-up.csv", CONTACTS, f"p1,{written},no_need")
    inputs = read([path], vocabulary=load_vocabulary(), profile=str(own))
    assert inputs.records["contact"].column("contact_date").to_pylist() == [day]


def test_every_fault_says_what_would_mend_it() -> None:
    column = Column(name="day", target="day", kind=Kind.DATE, partial=Partial.REFUSE)
    found = list(date_faults(column, "t", "v"))
    assert len(found) == len(date_forms()["fault"])
    assert all(one.rule.startswith("'day' ") and one.mend for one in found)
