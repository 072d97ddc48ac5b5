"""Records of people: tests, contacts, treatments, each rule with the line and column of its fault."""

from datetime import date
from pathlib import Path

import pytest

from tests.unit.records.files import CONTACTS, TESTS, TREATMENTS, faults, only_file, read_lines

GOOD = "p1,2024-03-31,E06000001,North,opiates,30,White British,F"


def test_a_test_becomes_codes(tmp_path: Path) -> None:
    inputs = read_lines(tmp_path, TESTS, GOOD)
    (row,) = inputs.records["test"].to_pylist()
    assert {name: value for name, value in row.items() if value is not None} == (
        {
            "person_id": "p1",
            "test_date": date(2024, 3, 31),
            "area": "E06000001",
            "suite": "North",
            "result": "opiates",
            "age": 30,
            "ethnicity": "WHITE_BRITISH",
            "sex": "FEMALE",
            "age_band": "25_34",
        }
    )
    assert inputs.code_lists == {
        ("test", "ethnicity"): "ethnicity-18+1:2011",
        ("test", "sex"): "sex:2021",
        ("test", "age_band"): "age-band-adult:2026",
    }


@pytest.mark.parametrize(
    "written", ["2024-03-31", "20240331", "31/03/2024", "2024-03-31T23:59:00+01:00", "31/3/2024"]
)
def test_ways_to_write_a_date(tmp_path: Path, written: str) -> None:
    inputs = read_lines(tmp_path, TESTS, GOOD.replace("2024-03-31", written))
    assert inputs.records["test"].column("test_date").to_pylist() == [date(2024, 3, 31)]


@pytest.mark.parametrize(
    "written", ["2024-02-30", "03/31/2024", "31/03/24", "soon", "spring", "0204-03-31", "2024-03-31x"]
)
def test_a_date_that_does_not_exist_is_rejected(tmp_path: Path, written: str) -> None:
    inputs = read_lines(tmp_path, TESTS, GOOD.replace("2024-03-31", written))
    assert faults(inputs) == [(2, "test_date")]
    assert written not in str(inputs.rejected.to_pylist())


@pytest.mark.parametrize(
    ("age", "band"),
    [("17", "not_known"), ("18", "18_24"), ("55", "55_PLUS"), ("110", "55_PLUS"), ("", "not_known")],
)
def test_age_gives_the_band(tmp_path: Path, age: str, band: str) -> None:
    inputs = read_lines(tmp_path, TESTS, GOOD.replace(",30,", f",{age},"))
    assert inputs.records["test"].column("age_band").to_pylist() == [band]


@pytest.mark.parametrize("age", ["9", "111", "thirty", "30.5", "-1"])
def test_an_age_that_cannot_be_is_rejected(tmp_path: Path, age: str) -> None:
    assert faults(read_lines(tmp_path, TESTS, GOOD.replace(",30,", f",{age},"))) == [(2, "age")]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("not stated", "not_stated"),
        ("", "not_known"),
        ("not_asked", "not_asked"),
        ("  white   BRITISH ", "WHITE_BRITISH"),
    ],
)
def test_reasons_for_no_ethnicity_stay_apart(tmp_path: Path, written: str, code: str) -> None:
    inputs = read_lines(tmp_path, TESTS, GOOD.replace("White British", written))
    assert inputs.records["test"].column("ethnicity").to_pylist() == [code]


def test_space_that_does_not_break_is_a_space(tmp_path: Path) -> None:
    inputs = read_lines(tmp_path, TESTS, GOOD.replace("White British", "\u00a0White\u00a0British"))
    assert inputs.records["test"].column("ethnicity").to_pylist() == ["WHITE_BRITISH"]


def test_every_fault_of_a_row_is_told(tmp_path: Path) -> None:
    inputs = read_lines(tmp_path, TESTS, GOOD, ",2024-13-01,,,maybe,200,Martian,X")
    columns = ["person_id", "test_date", "area", "result", "age", "ethnicity", "sex"]
    assert faults(inputs) == [(3, column) for column in columns]
    account = only_file(inputs)
    assert (account.read, account.accepted, account.rejected) == (2, 1, 1)


def test_no_word_of_a_person_stands_in_the_reasons(tmp_path: Path) -> None:
    inputs = read_lines(tmp_path, TESTS, "Zebedee,2024-13-01,Ludlow,Quay,maybe,200,Martian,Xenon")
    told = str(inputs.rejected.to_pylist())
    assert not [
        word for word in ("Zebedee", "2024-13", "Ludlow", "Quay", "maybe", "Martian", "Xenon") if word in told
    ]


def test_same_row_twice_is_counted_once(tmp_path: Path) -> None:
    account = only_file(read_lines(tmp_path, TESTS, GOOD, GOOD, GOOD.replace("2024-03-31", "31/03/2024")))
    assert (account.read, account.accepted, account.duplicates) == (3, 1, 2)


def test_suite_and_age_may_be_missing_and_other_columns_are_passed_over(tmp_path: Path) -> None:
    inputs = read_lines(
        tmp_path, "Sex,Ethnicity,Result,Area,Test Date,Person ID,notes", "M,Indian,both,A,20240101,p,x"
    )
    assert inputs.records["test"].select(["suite", "age", "sex"]).to_pylist() == [
        {"suite": None, "age": None, "sex": "MALE"}
    ]


@pytest.mark.parametrize(
    "outcome", ["need_found", "no_need", "already_in_treatment", "prison", "moved", "transferred"]
)
def test_outcomes_of_contacts(tmp_path: Path, outcome: str) -> None:
    inputs = read_lines(tmp_path, CONTACTS, f"p1,2024-04-02,{outcome.upper()}")
    assert inputs.records["contact"].column("outcome").to_pylist() == [outcome]


def test_contact_without_outcome_is_rejected(tmp_path: Path) -> None:
    assert faults(read_lines(tmp_path, CONTACTS, "p1,2024-04-02,", "p1,2024-04-02,lost")) == [
        (2, "outcome"),
        (3, "outcome"),
    ]


@pytest.mark.parametrize(
    "row",
    [
        "p1,2024-01-01,,,",
        "p1,2024-01-01,2024-01-01,2024-01-01,completed",
        "p1,2024-01-01,2024-01-05,2024-02-01,",
        "p1,2024-01-01,2024-01-05,,",
        "p1,2024-01-01,,2024-02-01,moved",
        "p1,2024-01-01,,,stopped",
    ],
)
def test_treatments_that_can_be(tmp_path: Path, row: str) -> None:
    assert only_file(read_lines(tmp_path, TREATMENTS, row)).accepted == 1


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("p1,2024-01-02,2024-01-01,,", "start_date"),
        ("p1,2024-01-01,2024-01-05,2024-01-04,stopped", "end_date"),
        ("p1,2024-01-02,,2024-01-01,moved", "end_date"),
        ("p1,2024-01-01,2024-01-05,,completed", "end_reason"),
        ("p1,2024-01-01,2024-01-05,2024-02-01,vanished", "end_reason"),
        ("p1,,,,", "referral_date"),
    ],
)
def test_treatments_that_cannot_be(tmp_path: Path, row: str, column: str) -> None:
    assert faults(read_lines(tmp_path, TREATMENTS, row)) == [(2, column)]
