"""What is known of the recording itself: each tally by hand, and that they add up to the rows that were read."""

from dataclasses import replace
from typing import Any

import pyarrow as pa

from evenhand.cube.coverage import coverage
from evenhand.cube.coverage_rules import load_coverage
from evenhand.foundations import Tally
from evenhand.linkage import Unlinked
from evenhand.pathway import Excluded, Journeys
from evenhand.records import Inputs
from evenhand.records.types import WARNED_SCHEMA
from tests.unit.cube.people import PROGRAMME, SEARCHES, VOCABULARY, inputs, search
from tests.unit.pathway.people import contact, drug_test, treatment

A, B = "Bridge Street", "Castle Road"


def tallies(given: Inputs, **more: Any) -> dict[str, Tally]:
    """Return the tallies of the inputs by their id."""
    journeys, unlinked = more.pop("journeys", None), more.pop("unlinked", ())
    programme = more.pop("programme", PROGRAMME)
    more.setdefault("rules", replace(load_coverage(), place_least_rows=0, month_least_rows=0))
    return {one.id: one for one in coverage(given, journeys, unlinked, programme, VOCABULARY, **more)}


def numbers(tally: Tally) -> dict[tuple[str, ...], int]:
    """Return the counts of a tally by its keys."""
    return {tuple(row[key] for key in tally.keys): row["value"] for row in tally.to_rows()}


def test_tests_stand_by_suite_and_month_with_the_months_of_which_nothing_was_sent() -> None:
    given = inputs(
        test=[
            drug_test("1", "2024-01-10", suite=A),
            drug_test("2", "2024-03-10", suite=A),
            drug_test("3", "2024-02-10", suite=B),
            drug_test("4", "2024-02-11", suite=None),
        ]
    )
    found = tallies(given)
    by_month = numbers(found["by-place-and-month"])
    assert by_month["test", A, "2024-01"] == 1
    assert by_month["test", A, "2024-02"] == 0
    assert by_month["test", B, "2024-03"] == 0
    assert by_month["test", "not_known", "2024-02"] == 1
    assert sum(by_month.values()) == 4
    assert numbers(found["months-without-rows"]) == {("test", A, "2024-02"): 1}, (
        "before the first and after the last month of a suite it may not have been open"
    )
    assert found["months-without-rows"].unit == "months"


def test_a_month_without_rows_is_no_gap_where_few_come() -> None:
    rules = load_coverage()

    def suite(name: str, each: int) -> list[dict[str, Any]]:
        days = [f"2024-{month:02d}-10" for month in (1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12)]
        return [drug_test(f"{name}{day}{n}", day, suite=name) for day in days for n in range(each)]

    few, many = suite(A, rules.month_least_rows - 1), suite(B, rules.month_least_rows)
    found = tallies(inputs(test=few + many), rules=rules)
    assert numbers(found["months-without-rows"]) == {("test", B, "2024-04"): 1}
    # With each month told apart from none, eleven hidden months that make 'about 10' would be one row each.
    assert "months-without-rows" not in tallies(inputs(test=suite(A, 1)), rules=rules)


def test_reasons_and_refusals_stand_by_suite_with_zeros() -> None:
    given = inputs(
        test=[
            drug_test("1", "2024-01-10", "refused", suite=A, reason="trigger"),
            drug_test("2", "2024-01-10", "negative", suite=B),
        ]
    )
    found = tallies(given)
    assert numbers(found["test-reasons"]) == {
        (A, "not_stated"): 0,
        (A, "trigger"): 1,
        (B, "not_stated"): 1,
        (B, "trigger"): 0,
    }
    assert numbers(found["test-results"])[A, "refused"] == 1
    assert numbers(found["test-results"])[B, "refused"] == 0


def test_no_figure_is_set_against_arrests() -> None:
    found = tallies(inputs(test=[drug_test("1", "2024-01-10", suite=A)]))
    assert "no file of arrests" in found["test-reasons"].note
    assert not any("arrest" in one.title.lower() for one in found.values())


def test_people_tested_several_times_are_told_apart_up_to_four() -> None:
    rows = [drug_test("often", f"2024-01-{day:02d}") for day in range(1, 8)]
    rows += [
        drug_test("once", "2024-01-01"),
        drug_test("twice", "2024-01-01"),
        drug_test("twice", "2024-01-02"),
    ]
    found = tallies(inputs(test=rows))["tests-per-person"]
    assert numbers(found) == {("1",): 1, ("2",): 1, ("4 or more",): 1}
    assert found.unit == "people"


def test_where_people_live_is_as_recorded_and_else_as_their_area_says() -> None:
    rows = [
        drug_test("1", "2024-01-10", area="E06000047", residence="resident"),
        drug_test("2", "2024-01-10", area="E06000047", residence="no_fixed_abode"),
        drug_test("3", "2024-01-10", area="no_fixed_abode"),
        drug_test("4", "2024-01-10", area="elsewhere"),
        drug_test("5", "2024-01-10", area=None),
        drug_test("6", "2024-01-10", area="E06000005"),
    ]
    expected = {"no_fixed_abode": 2, "non_resident": 1, "not_known": 1, "resident": 2}
    assert numbers(tallies(inputs(test=rows))["residence"]) == {
        ("test", name): number for name, number in expected.items()
    }
    ours = tallies(inputs(test=rows), home=["E06000047"])["residence"]
    assert numbers(ours)["test", "non_resident"] == 2


def test_reasons_for_a_missing_answer_stay_apart_by_place() -> None:
    rows = [
        drug_test("1", "2024-01-10", suite=A, ethnicity="not_asked"),
        drug_test("2", "2024-01-10", suite=A, ethnicity="prefer_not_to_say"),
        drug_test("3", "2024-01-10", suite=A, ethnicity=None),
        drug_test("4", "2024-01-10", suite=B),
    ]
    found = tallies(inputs(test=rows))
    by_place = numbers(found["answers-by-place"])
    expected = {"known": 0, "not_asked": 1, "not_stated": 0, "prefer_not_to_say": 1, "not_known": 1}
    assert {key[3]: n for key, n in by_place.items() if key[1:3] == (A, "ethnicity")} == expected
    assert numbers(found["answers"])["test", "ethnicity", "known"] == 1
    per_characteristic = sum(n for key, n in numbers(found["answers"]).items() if key[1] == "ethnicity")
    assert per_characteristic == len(rows)


def test_a_test_that_found_nothing_lacks_no_drug() -> None:
    given = inputs(
        test=[
            drug_test("1", "2024-01-10", suite=A, result="negative", drug_group="not_known"),
            drug_test("2", "2024-01-10", suite=A, result="refused", drug_group="not_known"),
            drug_test("3", "2024-01-10", suite=A, result="cocaine", drug_group="not_known"),
            drug_test("4", "2024-01-10", suite=A, result="opiates", drug_group="OPIATE"),
        ]
    )
    lists = {**given.code_lists, ("test", "drug_group"): "drug-group:2026"}
    found = numbers(tallies(replace(given, code_lists=lists))["answers"])
    assert found["test", "drug_group", "not_known"] == 1
    assert sum(number for key, number in found.items() if key[:2] == ("test", "drug_group")) == 2


def test_a_column_without_a_code_list_is_not_looked_at() -> None:
    given = replace(inputs(test=[drug_test("1", "2024-01-10")]), code_lists={})
    assert "answers" not in tallies(given)


def test_the_commonest_answer_is_given_for_places_with_enough_rows() -> None:
    many = [drug_test(str(n), "2024-01-10", suite=A) for n in range(load_coverage().commonest_least_rows - 1)]
    few = [drug_test("few", "2024-01-10", suite=B)]
    assert "commonest-answer" not in tallies(inputs(test=many + few))
    more = [drug_test("other", "2024-01-10", suite=A, sex="FEMALE")]
    found = numbers(tallies(inputs(test=many + few + more))["commonest-answer"])
    assert found["test", A, "sex", "MALE"] == len(many)
    assert {key[1] for key in found} == {A}


def test_rows_without_consent_are_counted_by_provider() -> None:
    rows = [
        contact("1", "2024-01-11") | {"provider": "N01", "consent": "no"},
        contact("2", "2024-01-11") | {"provider": "N02", "consent": "yes"},
    ]
    given = inputs(
        test=[drug_test("1", "2024-01-10")], contact=rows, treatment=[treatment("1", "2024-01-12")]
    )
    assert numbers(tallies(given)["no-consent"]) == {("contact", "N01"): 1, ("contact", "N02"): 0}


def test_consent_withheld_on_reading_and_other_warnings_stand_by_provider() -> None:
    rows = [
        ("c.csv", "contact", "consent_withheld", "consent", "N01", 7),
        ("c.csv", "contact", "closed_before_contact", "closed_date", "N01", 2),
        ("c.csv", "contact", "closed_before_contact", "closed_date", "Somebody's own words", 1),
        ("s.csv", "search", "closed_before_contact", "closed_date", "", 9),
    ]
    columns = [
        pa.array(column, one.type) for column, one in zip(zip(*rows, strict=True), WARNED_SCHEMA, strict=True)
    ]
    warned = pa.table(columns, schema=WARNED_SCHEMA)
    contacts = [contact(str(n), "2024-01-11") | {"provider": "N01"} for n in range(20)]
    given = inputs(test=[drug_test("1", "2024-01-10")], contact=contacts)
    found = tallies(replace(given, warned=warned), rules=None)
    assert numbers(found["no-consent"]) == {("contact", "N01"): 7}
    assert numbers(found["warnings"]) == {
        ("contact", "N01", "closed before contact", "closed_date"): 2,
        ("contact", "other_places", "closed before contact", "closed_date"): 1,
    }


def test_what_was_left_out_stands_with_its_reason() -> None:
    given = inputs(test=[drug_test("1", "2024-01-10")])
    left_out = (Excluded(reason="under_18", label="under 18 at the test", rows=3),)
    journeys = Journeys(rows=given.records["test"], repeats=0, excluded=left_out, first=None, last=None)
    unlinked = (Unlinked(record="contact", reason="no test record of this person", rows=2),)
    found = tallies(given, journeys=journeys, unlinked=unlinked)
    assert numbers(found["excluded"]) == {("under 18 at the test",): 3}
    assert found["excluded"].unit == "rows", "tests are left out: one person may stand behind several"
    assert numbers(found["unlinked"]) == {("contact", "no test record of this person"): 2}


def test_only_records_that_the_programme_follows_are_looked_at() -> None:
    found = tallies(inputs(test=[drug_test("1", "2024-01-10")], search=[search()]), programme=SEARCHES)
    assert {key[0] for key in numbers(found["by-place-and-month"])} == {"search"}
    assert "test-reasons" not in found


def test_a_place_with_few_rows_is_not_named() -> None:
    least = load_coverage().place_least_rows
    many = [drug_test(str(n), "2024-01-10", suite=A) for n in range(least)]
    few = [drug_test("few", "2024-01-10", suite="Somebody's own words")]
    found = numbers(tallies(inputs(test=many + few), rules=None)["by-place-and-month"])
    assert found == {("test", A, "2024-01"): least, ("test", "other_places", "2024-01"): 1}


def test_every_row_of_a_file_stands_by_what_became_of_it() -> None:
    given = inputs(test=[drug_test("1", "2024-01-10")])
    file = replace(given.files[0], read=9, rejected=2, duplicates=1, folded=2, without_consent=3)
    found = numbers(tallies(replace(given, files=(file,)))["files"])
    assert found["test", "without_consent"] == 3
    assert sum(found.values()) == file.read


def test_nothing_read_gives_no_tally() -> None:
    assert tallies(inputs()) == {}
