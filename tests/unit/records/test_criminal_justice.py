"""CJIT contacts, drug test records, orders and custody: what is on the form, in the words of the records."""

from datetime import date
from pathlib import Path

import pytest

from evenhand.foundations import UnreadableFile
from evenhand.records import read
from evenhand.vocabulary import load_vocabulary
from tests.unit.records.files import TREATMENTS, faults, only_file, read_lines, write
from tests.unit.records.test_ndtms import HEADING as NDTMS
from tests.unit.records.test_ndtms import row as ndtms_row

CJIT = {
    "Client reference": "c1",
    "Consent for NDTMS": "Y",
    "DAT (of residence)": "A09B",
    "Date of the event which prompted this contact": "01/04/2024",
    "Event that prompted the contact": "1",
    "Recovery support assessment date": "03/04/2024",
    "Care plan agreed date": "",
    "Referral date to structured treatment": "",
    "Caseload closure date": "",
    "Caseload closure reason": "",
    "First name (initial)": "Q",
    "Surname (initial)": "Z",
    "Date of birth": "29/02/1980",
    "Sex": "F",
    "Ethnicity": "A",
    "Main drug": "1011",
}
TEST = {
    "Custody record number": "r1",
    "Police force": "E23000008",
    "Custody suite": "North",
    "Test date and time": "2024-03-31T23:10:00",
    "Test result": "both",
    "Sex": "M",
    "Self-defined ethnicity": "W1",
}


def written(folder: Path, whole: dict[str, str], **cells: str) -> list[dict[str, object]]:
    """Return the one table of a file with one row."""
    row = whole | {name.replace("_", " "): cell for name, cell in cells.items()}
    (table,) = read_lines(folder, ",".join(row), ",".join(row.values())).records.values()
    return table.to_pylist()


def test_a_contact(tmp_path: Path) -> None:
    (contact,) = written(tmp_path, CJIT)
    assert {name: value for name, value in contact.items() if value is not None} == {
        "person_id": "A09B|c1", "contact_date": date(2024, 4, 3), "assessed_date": date(2024, 4, 3), "reason": "1",
        "outcome": "not_known", "area": "A09B", "residence": "resident", "consent": "yes", "drug_group": "OPIATE",
        "age": 44, "age_band": "35_44", "ethnicity": "A", "sex": "FEMALE",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "outcome"),
    [
        ({"Care plan agreed date": "2024-04-05"}, "need_found"),
        (
            {"Referral date to structured treatment": "2024-04-05", "Caseload closure reason": "13"},
            "need_found",
        ),
        ({"Caseload closure reason": "13"}, "died"),
        ({"Caseload closure reason": "Transferred - In custody"}, "prison"),
        ({"Caseload closure reason": "11"}, "prison"),
        ({"Caseload closure reason": "6"}, "transferred"),
        ({"Caseload closure reason": "8"}, "transferred"),
        ({"Caseload closure reason": "9"}, "not_known"),
    ],
)
def test_the_outcome_of_a_contact_is_worked_out(tmp_path: Path, cells: dict[str, str], outcome: str) -> None:
    (contact,) = written(tmp_path, CJIT | cells)
    assert contact["outcome"] == outcome


def test_not_assessed_is_dated_by_what_prompted_the_contact(tmp_path: Path) -> None:
    (contact,) = written(tmp_path, CJIT | {"Recovery support assessment date": "NA"})
    assert (contact["contact_date"], contact["assessed_date"]) == (date(2024, 4, 1), None)


def test_a_contact_and_an_episode_of_one_person_have_one_number(tmp_path: Path) -> None:
    paths = [
        write(tmp_path, "cjit.csv", ",".join(CJIT), ",".join(CJIT.values())),
        write(tmp_path, "ndtms.csv", ",".join(NDTMS), ndtms_row()),
    ]
    records = read(paths, vocabulary=load_vocabulary(), secret=b"sixteen characters or more").records
    (contact,), (treatment,) = records["contact"].to_pylist(), records["treatment"].to_pylist()
    assert contact["person_id"] == treatment["person_id"]
    assert contact["person_id"].startswith("key|")


def test_a_drug_test(tmp_path: Path) -> None:
    (test,) = written(tmp_path, TEST, Date_of_birth="1990-04-01", Trigger_offence="non-trigger")
    assert {name: value for name, value in test.items() if value is not None} == {
        "person_id": "E23000008|r1", "test_date": date(2024, 3, 31), "area": "not_known", "area_happened": "E23000008",
        "suite": "North", "reason": "other", "result": "both", "drug_group": "OPIATE", "age": 33, "age_band": "25_34",
        "ethnicity": "W1", "sex": "MALE",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("refusal", "result", "expected"),
    [
        ("refused", "", "refused"),
        ("requested", "cocaine", "cocaine"),
        ("sample unsuitable", "", "not_known"),
        ("", "not stated", "not_known"),
    ],
)
def test_a_refusal_is_no_result(tmp_path: Path, refusal: str, result: str, expected: str) -> None:
    (test,) = written(tmp_path, TEST | {"Test result": result}, Test_requested_or_refused=refusal)
    assert test["result"] == expected


@pytest.mark.parametrize(
    ("heading", "row", "column"),
    [
        (
            "person_id,kind,start_date,end_date,end_reason",
            "p,drr,2024-05-01,2024-04-30,completed",
            "end_date",
        ),
        ("person_id,kind,start_date,end_date,end_reason", "p,drr,2024-05-01,,completed", "end_reason"),
        ("person_id,kind,start_date,end_date,end_reason", "p,fine,2024-05-01,,", "kind"),
        ("person_id,kind,in_date,out_date,out_reason", "p,remand,2024-05-01,2024-04-30,released", "out_date"),
        ("person_id,kind,in_date,out_date,out_reason", "p,remand,2024-05-01,,released", "out_reason"),
    ],
)
def test_orders_and_custody_that_cannot_be(tmp_path: Path, heading: str, row: str, column: str) -> None:
    assert faults(read_lines(tmp_path, heading, row)) == [(2, column)]


def test_orders_and_custody(tmp_path: Path) -> None:
    order = read_lines(tmp_path, "person_id,kind,start_date,end_date,end_reason,age", "p,ATR,2024-05-01,,,40")
    assert only_file(order).profile == "native-orders"
    assert order.records["order"].select(["kind", "age_band"]).to_pylist() == [
        {"kind": "atr", "age_band": "35_44"}
    ]
    stay = read_lines(
        tmp_path, "person_id,kind,in_date,out_date,out_reason", "p,,2024-05-01,20240614,released"
    )
    (row,) = stay.records["custody"].to_pylist()
    assert (row["kind"], row["out_reason"], row["age_band"], row["need"]) == (
        "not_known",
        "released",
        None,
        None,
    )


def test_two_code_lists_for_one_thing_are_not_mixed(tmp_path: Path) -> None:
    paths = [
        write(tmp_path, "ndtms.csv", ",".join(NDTMS), ndtms_row()),
        write(tmp_path, "own.csv", f"{TREATMENTS},ethnicity", "p1,2024-01-01,,,,White British"),
    ]
    with pytest.raises(UnreadableFile, match="the ethnicity of each treatment in two code lists"):
        read(paths, vocabulary=load_vocabulary())
