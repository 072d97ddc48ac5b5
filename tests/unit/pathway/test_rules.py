"""Stage rules as SQL: each form there is, and an error for any other."""

import duckdb
import pytest

from evenhand.foundations import VocabularyError
from evenhand.foundations.sql import identifier
from evenhand.pathway.rules import condition


def holds(rule: dict[str, object] | None, **values: object) -> bool:
    columns = ", ".join(
        f"{value} as {identifier(name.replace('_', '.', 1))}" for name, value in values.items()
    )
    with duckdb.connect() as db:
        row = db.execute(f"select {condition(rule)} from (select {columns or '1 as one'})").fetchone()
    assert row is not None
    return bool(row[0])


def test_no_rule_is_always_met() -> None:
    assert holds(None)


def test_one_of_several_values() -> None:
    rule = {"field": "t.result", "in": ["both", "opiates"]}
    assert holds(rule, t_result="'both'")
    assert not holds(rule, t_result="'negative'")
    assert not holds(rule, t_result="null")


def test_present_or_not() -> None:
    assert holds({"field": "t.end", "present": True}, t_end="date '2024-01-01'")
    assert not holds({"field": "t.end", "present": True}, t_end="null")
    assert holds({"field": "t.end", "present": False}, t_end="null")


def test_below_a_number_is_not_met_by_what_is_missing() -> None:
    assert holds({"field": "t.age", "below": 18}, t_age="17")
    assert not holds({"field": "t.age", "below": 18}, t_age="18")
    assert not holds({"field": "t.age", "below": 18}, t_age="null")


def test_at_least_so_many_days() -> None:
    rule = {"from": "t.start", "to": "t.end", "at_least_days": 84}
    start = "date '2024-01-01'"
    assert holds(rule, t_start=start, t_end="date '2024-03-25'")
    assert not holds(rule, t_start=start, t_end="date '2024-03-24'")
    assert not holds(rule, t_start=start, t_end="null")


def test_at_least_a_number() -> None:
    assert holds({"field": "t.age", "at_least": 18}, t_age="18")
    assert not holds({"field": "t.age", "at_least": 18}, t_age="17")
    assert not holds({"field": "t.age", "at_least": 18}, t_age="null")


def test_at_most_so_many_days() -> None:
    rule = {"from": "t.start", "to": "t.end", "at_most_days": 21}
    assert holds(rule, t_start="date '2024-01-01'", t_end="date '2024-01-22'")
    assert not holds(rule, t_start="date '2024-01-01'", t_end="date '2024-01-23'")
    assert not holds(rule, t_start="null::date", t_end="date '2024-01-23'")


@pytest.mark.parametrize(
    ("word", "earlier", "same", "later"),
    [
        ("before", True, False, False),
        ("on_or_before", True, True, False),
        ("after", False, False, True),
        ("on_or_after", False, True, True),
    ],
)
def test_dates_are_held_against_each_other(word: str, earlier: bool, same: bool, later: bool) -> None:
    rule = {"field": "t.day", word: "t.other"}
    for day, expected in (("2024-01-01", earlier), ("2024-01-02", same), ("2024-01-03", later)):
        assert holds(rule, t_day=f"date '{day}'", t_other="date '2024-01-02'") == expected
    assert not holds(rule, t_day="null", t_other="date '2024-01-02'")
    assert not holds(rule, t_day="date '2024-01-02'", t_other="null::date")


def test_what_is_missing_always_meets_a_not() -> None:
    rule = {"not": {"field": "t.result", "in": ["both"]}}
    assert not holds(rule, t_result="'both'")
    assert holds(rule, t_result="'negative'")
    assert holds(rule, t_result="null")


def test_any_and_all_of_several() -> None:
    young, old = {"field": "t.age", "below": 18}, {"field": "t.age", "below": 99}
    assert holds({"any": [young, old]}, t_age="50")
    assert not holds({"all": [young, old]}, t_age="50")
    assert not holds({"any": [young, old]}, t_age="null")


@pytest.mark.parametrize(
    "rule",
    [
        {},
        {"field": "t.age"},
        {"field": "t.age", "above": 3},
        {"not": []},
        {"field": "t.age", "below": 3, "in": ["4"]},
    ],
)
def test_another_form_is_an_error_that_shows_the_rule(rule: dict[str, object]) -> None:
    with pytest.raises(VocabularyError, match="no form that is known"):
        condition(rule)
