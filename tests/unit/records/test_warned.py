"""What is kept but worth a look: said in sentences for each file, counted exactly by provider."""

from datetime import date
from pathlib import Path

import pytest

from evenhand.records import Inputs, read
from evenhand.records.warned import warning_rules
from evenhand.vocabulary import load_vocabulary
from tests.unit.records.files import CONTACTS, TESTS, TREATMENTS, only_file, read_lines, write


def counted(inputs: Inputs, rule: str) -> list[tuple[str, int]]:
    """Return provider and rows of what a rule counted."""
    return [(row["provider"], row["rows"]) for row in inputs.warned.to_pylist() if row["rule"] == rule]


def said(inputs: Inputs) -> str:
    return " ".join(only_file(inputs).warnings)


def made_tests(number: int, *, day: int | None = None, **cells: str) -> list[str]:
    """Return rows of tests that give no cause for a warning, but for the cells given."""
    rows = []
    for place in range(number):
        row = {
            "person_id": f"p{place}",
            "test_date": f"2024-{place % 12 + 1:02}-{day or place % 27 + 2:02}",
            "area": "A",
            "suite": "North" if place % 3 else "South",
            "result": ("both", "negative")[place % 2],
            "age": "30",
            "ethnicity": ("Indian", "White British")[place % 2],
            "sex": ("F", "M")[place % 2],
        }
        rows.append(",".join((row | cells).values()))
    return [TESTS, *rows]


def test_rows_that_are_as_they_should_be_give_no_warning(tmp_path: Path) -> None:
    inputs = read_lines(tmp_path, *made_tests(120))
    assert only_file(inputs).warnings == ()
    assert inputs.warned.num_rows == 0


def test_missing_ethnicity_is_counted_by_provider(tmp_path: Path) -> None:
    inputs = read_lines(tmp_path, *made_tests(30, ethnicity="not stated"))
    assert counted(inputs, "ethnicity_not_known") == [("North", 20), ("South", 10)]
    assert "not known in 30 rows; most often at North (20 rows), South (10 rows)." in said(inputs)


def test_few_people_are_not_numbered_in_a_sentence(tmp_path: Path) -> None:
    rows = [f"p{place},2024-02-0{place + 1},no_need,2024-01-01" for place in range(3)]
    inputs = read_lines(tmp_path, f"{CONTACTS},closed_date", *rows)
    assert counted(inputs, "closed_before_contact") == [("", 3)]
    assert "fewer than 5 rows closed before the contact." in said(inputs)


def test_prefer_not_to_say_is_an_answer(tmp_path: Path) -> None:
    inputs = read_lines(tmp_path, *made_tests(6, ethnicity="prefer_not_to_say"))
    assert counted(inputs, "ethnicity_not_known") == []


def test_one_value_too_often(tmp_path: Path) -> None:
    inputs = read_lines(tmp_path, *made_tests(60, sex="F"))
    assert "'sex' says the same in all of 60 rows" in said(inputs)
    assert counted(inputs, "one_value_too_often") == [("", 60)]
    assert "says the same" not in said(read_lines(tmp_path, *made_tests(40, sex="F")))


def test_heaping_on_the_first_of_the_month(tmp_path: Path) -> None:
    inputs = read_lines(tmp_path, *made_tests(90, day=1))
    assert "'test_date' is the first of a month in all of 90 rows" in said(inputs)
    assert counted(inputs, "first_of_month_too_often") == [("", 90)]


def test_dates_after_the_day_of_the_report(tmp_path: Path) -> None:
    path = write(tmp_path, "made-up.csv", *made_tests(24))
    inputs = read([path], vocabulary=load_vocabulary(), as_at=date(2024, 11, 30))
    assert sum(rows for _, rows in counted(inputs, "after_as_at")) == 2
    assert "'test_date' lies after 2024-11-30 in fewer than 5 rows" in said(inputs)


def test_withheld_consent_is_counted_by_provider_and_used_nowhere(tmp_path: Path) -> None:
    rows = [
        "p1,2024-01-02,,,,North,yes",
        ",,,,,North,no",
        ",,,,,North,N",
        ",,,,,South,no",
        "p2,,,,,South,yes",
    ]
    inputs = read_lines(tmp_path, f"{TREATMENTS},provider,consent", *rows)
    account = only_file(inputs)
    assert (account.read, account.accepted, account.rejected, account.without_consent) == (5, 1, 1, 3)
    assert counted(inputs, "consent_withheld") == [("North", 2), ("South", 1)]
    assert "fewer than 5 rows of people who don't agree to be counted" in said(inputs)


def test_days_that_fit_either_order_are_noted(tmp_path: Path) -> None:
    either = [f"p{place},{place % 12 + 1:02}/{place % 11 + 1:02}/2024,no_need" for place in range(40)]
    note = "'contact_date' would also fit the American order"
    assert note in said(read_lines(tmp_path, CONTACTS, *either))
    assert note not in said(read_lines(tmp_path, CONTACTS, *either, "p99,13/01/2024,no_need"))
    assert note not in said(read_lines(tmp_path, CONTACTS, *either[:10]))


@pytest.mark.parametrize("table", ["missing", "order"])
def test_every_rule_has_a_name_of_its_own_and_a_sentence(table: str) -> None:
    rules = warning_rules()[table]
    assert len({one["rule"] for one in rules}) == len(rules)
    assert all("{rows}" in one["sentence"] for one in rules)
