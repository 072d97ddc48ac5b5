"""Profiles compared without linking anybody: from two files, exact and protected."""

from typing import Any

import pytest

from evenhand.cube.two_profiles import count_profiles
from evenhand.disclosure import load_policy, protect
from evenhand.foundations import CountTable, EvenhandError
from evenhand.measures.two_profiles import compare_profiles
from evenhand.records import Inputs
from tests.unit.cube.people import DURHAM, NORTH_EAST, VOCABULARY, inputs
from tests.unit.pathway.people import contact, drug_test

TESTED, FOUND = "profiles/tested", "profiles/in_programme"
LISTS = {"ethnicity": "ethnicity-18+1:2011", "sex": "sex:2021"}


def people(bangladeshi: tuple[int, int], others: tuple[int, int], **more: Any) -> Inputs:
    """Return so many people tested and so many found in the programme, none of them the same."""
    tests, contacts = [], []
    for group, numbers in (("ASIAN_BANGLADESHI", bangladeshi), ("WHITE_BRITISH", others)):
        tests += [
            drug_test(f"t{group}{n}", "2024-04-01", area=DURHAM, ethnicity=group) for n in range(numbers[0])
        ]
        contacts += [
            contact(f"c{group}{n}", "2024-05-01") | {"area": DURHAM, "ethnicity": group, "sex": "MALE"}
            for n in range(numbers[1])
        ]
    given = inputs(test=tests, contact=contacts, **more)
    lists = {(record, name): key for record in ("test", "contact") for name, key in LISTS.items()}
    return Inputs(files=given.files, records=given.records, code_lists=lists, rejected=given.rejected)


def compared(counts: CountTable, group: str = "ASIAN_BANGLADESHI") -> dict[str, Any]:
    """Return the comparison of one ethnic group."""
    rows = compare_profiles(counts, first=TESTED, second=FOUND).to_pylist()
    (row,) = (row for row in rows if row["characteristic"] == "ethnicity" and row["group"] == group)
    return row


def test_seven_in_a_hundred_of_those_tested_are_two_of_those_found() -> None:
    row = compared(count_profiles(people((70, 10), (930, 490)), vocabulary=VOCABULARY))
    assert (row["first_share"], row["second_share"]) == (0.07, 0.02)
    assert row["difference"] == pytest.approx(-0.05)
    assert row["lower"] < -0.05 < row["upper"] < 0
    assert (row["area"], row["period"]) == (DURHAM, "2024-04-01/2024-05-31")


def test_a_protected_table_widens_the_range_and_never_narrows_it() -> None:
    exact = count_profiles(people((70, 11), (930, 490)), vocabulary=VOCABULARY)
    shown = protect(exact, policy=load_policy(), programme=VOCABULARY.programme("profiles"))
    sharp, wide = compared(exact), compared(shown)
    assert wide["lower"] <= sharp["lower"] < sharp["upper"] <= wide["upper"]
    assert wide["second_count"] == 10


def test_people_are_counted_once_in_each_file_and_never_joined() -> None:
    rows = [drug_test("same", on, area=DURHAM) for on in ("2024-04-01", "2024-04-09")]
    given = inputs(test=rows, contact=[contact("same", "2024-05-01") | {"area": DURHAM}])
    counts = count_profiles(given, vocabulary=VOCABULARY)
    everyone = {row["stage"]: row["value"] for row in counts.where(characteristic="everyone").to_rows()}
    assert everyone == {TESTED: 1, FOUND: 1}


def test_rows_that_name_nobody_count_each_for_itself() -> None:
    rows = [drug_test("x", "2024-04-01", area=DURHAM) | {"person_id": None} for _ in range(3)]
    given = inputs(test=rows, contact=[contact("y", "2024-05-01")])
    counts = count_profiles(given, vocabulary=VOCABULARY)
    by_area = {(row["area"], row["stage"]): row["value"] for row in counts.where(group="everyone").to_rows()}
    assert by_area == {(DURHAM, TESTED): 3, ("not_known", FOUND): 1}


def test_profiles_of_a_region_are_those_of_its_areas_together() -> None:
    counts = count_profiles(people((70, 10), (930, 490)), vocabulary=VOCABULARY, area_level="region")
    assert {row["area"] for row in counts.to_rows()} == {NORTH_EAST}
    assert compared(counts)["first_of"] == 1000


def test_too_few_people_give_no_difference() -> None:
    row = compared(count_profiles(people((2, 1), (4, 4)), vocabulary=VOCABULARY))
    assert row["difference"] is None
    assert row["first_share"] == pytest.approx(1 / 3)


def test_a_file_that_is_missing_is_said() -> None:
    with pytest.raises(EvenhandError, match="there are no contact records"):
        count_profiles(inputs(test=[drug_test("1", "2024-04-01")]), vocabulary=VOCABULARY)
