"""Where journeys begin: wash-out, periods, what is a repeat."""

from datetime import date

import duckdb
import pytest

from evenhand.foundations import EvenhandError, Period
from evenhand.linkage import link_by_person
from evenhand.pathway import Journeys, build_pathways
from evenhand.pathway.start import period_of
from evenhand.pathway.windows import default_windows
from tests.unit.pathway.people import AS_AT, PROGRAMME, Row, drug_test, table
from tests.unit.pathway.programmes import follow, programme
from tests.unit.pathway.programmes import table as rows_of


def journeys(tests: list[Row], period: str) -> Journeys:
    linked = link_by_person({"test": table("test", tests)}, PROGRAMME)
    return build_pathways(linked=linked, programme=PROGRAMME, as_at=AS_AT, period=period)


@pytest.mark.parametrize(
    ("period", "day", "written"),
    [
        ("year", "2024-02-29", "2024-01-01/2024-12-31"),
        ("financial-year", "2024-03-31", "2023-04-01/2024-03-31"),
        ("financial-year", "2024-04-01", "2024-04-01/2025-03-31"),
        ("financial-year", "2024-12-31", "2024-04-01/2025-03-31"),
        ("quarter", "2024-05-31", "2024-04-01/2024-06-30"),
        ("month", "2024-02-29", "2024-02-01/2024-02-29"),
        ("whole", "2024-02-29", "whole"),
    ],
)
def test_a_day_lies_in_its_period(period: str, day: str, written: str) -> None:
    with duckdb.connect() as db:
        (row,) = db.execute(f"select {period_of('day', period)} from (select date '{day}' as day)").fetchall()
    assert row[0] == written
    if period != "whole":
        assert str(Period.parse(written)) == written


def test_the_whole_is_the_months_from_the_first_journey_to_the_last() -> None:
    found = journeys([drug_test("ann", "2024-04-10"), drug_test("ben", "2024-06-10")], "whole")
    assert set(found.rows.column("period").to_pylist()) == {"2024-04-01/2024-06-30"}


@pytest.mark.parametrize(("days_later", "dates"), [("2024-09-29", 1), ("2024-09-30", 2)])
def test_a_positive_test_after_182_days_without_one_begins_another_journey(
    days_later: str, dates: int
) -> None:
    found = journeys([drug_test("ann", "2024-04-01"), drug_test("ann", days_later)], "month")
    assert found.rows.num_rows == dates
    assert found.repeats == 2 - dates


def test_a_chain_of_positive_tests_is_one_journey() -> None:
    """Each is within the wash-out of the one before, though the last is far from the first."""
    tests = [drug_test("ann", day) for day in ("2024-01-01", "2024-05-01", "2024-09-01", "2025-01-01")]
    found = journeys(tests, "year")
    assert found.rows.column("date").to_pylist() == [date(2024, 1, 1)]
    assert found.repeats == 3


def test_a_negative_test_does_not_stop_the_wash_out() -> None:
    tests = [
        drug_test("ann", "2024-01-01"),
        drug_test("ann", "2024-05-01", "negative"),
        drug_test("ann", "2024-08-01"),
    ]
    assert journeys(tests, "month").rows.column("date").to_pylist() == [
        date(2024, 1, 1),
        date(2024, 5, 1),
        date(2024, 8, 1),
    ]


def test_two_positive_tests_of_one_day_begin_one_journey() -> None:
    found = journeys([drug_test("ann", "2024-04-01"), drug_test("ann", "2024-04-01", "both")], "month")
    assert (found.rows.num_rows, found.repeats) == (1, 1)


def test_events_per_person_are_counted_without_those_left_out() -> None:
    tests = [drug_test("ann", "2024-04-01"), drug_test("ann", "2024-04-02"), drug_test("ben", "2024-04-01")]
    tests.append(drug_test("ben", "2024-04-02", age=17))
    assert journeys(tests, "whole").events_per_person.to_pylist() == [
        {"events": 1, "people": 1},
        {"events": 2, "people": 1},
    ]


def test_the_usual_wash_out_stands_in_data_with_its_source() -> None:
    usual = default_windows()["washout"]
    assert (usual.days, usual.verified) == (182, False)
    assert "half a year" in usual.source


RELEASES = '[journey]\nrecord = "custody"\nperson = "person_id"\ndate = "out_date"\n'


@pytest.mark.parametrize(("words", "journeys"), [("", 1), ("washout_days = 365\n", 1)])
def test_without_a_preference_every_event_counts_and_once_in_a_period(words: str, journeys: int) -> None:
    rows = [
        {"person_id": "ann", "in_date": "2024-01-01", "out_date": day} for day in ("2024-02-01", "2024-03-01")
    ]
    found = follow(programme(RELEASES + words), custody=rows_of("custody", rows))
    assert (found.rows.num_rows, found.repeats) == (journeys, 2 - journeys)


@pytest.mark.parametrize(("words", "months"), [("", 2), ("washout_days = 365\n", 1)])
def test_without_a_preference_there_is_no_wash_out_unless_named(words: str, months: int) -> None:
    plan = programme(RELEASES + words)
    rows = [{"person_id": "ann", "out_date": day} for day in ("2024-02-01", "2024-03-01")]
    linked = link_by_person({"custody": rows_of("custody", rows)}, plan)
    found = build_pathways(linked=linked, programme=plan, as_at=AS_AT, period="month")
    assert found.rows.num_rows == months


def test_another_period_is_an_error_that_names_those_there_are() -> None:
    with pytest.raises(EvenhandError, match="There is no 'week'") as caught:
        journeys([], "week")
    assert "financial-year" in str(caught.value.mend)
