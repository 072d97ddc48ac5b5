"""A profile proposed for a file that nobody has seen: it can be read back, and reads the file it was made from."""

import os
import tomllib
from pathlib import Path

import pytest

from evenhand.foundations import UnknownName, UnreadableFile
from evenhand.records import Inputs, read
from evenhand.records.likeness import headings_alike, judgement
from evenhand.records.profile_files import read_profile
from evenhand.records.propose import propose_profile
from evenhand.vocabulary import load_vocabulary
from tests.unit.records.files import only_file, write
from tests.unit.records.test_ndtms import ROW
from tests.unit.records.workbook_files import xlsx

REAL = Path(os.environ.get("EVENHAND_REAL_DATA") or "not-set")
OWN_TESTS = (
    "Client number,Date tested,Home area,Station,Outcome of test,Age in years,Ethnic group,Gender,Remarks"
)


def proposed(path: Path) -> str:
    text = propose_profile(path, load_vocabulary())
    read_profile(text, "proposed.toml")
    return text


def read_with_it(path: Path) -> Inputs:
    profile = path.with_suffix(".toml")
    profile.write_text(proposed(path), encoding="utf-8")
    return read([path], vocabulary=load_vocabulary(), profile=str(profile))


def own_tests(folder: Path, rows: int = 30, result: str = "both") -> Path:
    lines = [
        f"c{place},{1 + place % 28:02}/03/2024,X01,North,{result if place % 2 else 'negative'},"
        f"{20 + place},{'White British' if place % 3 else 'African'},{'F' if place % 2 else 'M'},seen by Zebedee {place}"
        for place in range(rows)
    ]
    return write(folder, "tests.csv", OWN_TESTS, *lines)


def test_a_file_of_tests_with_other_headings(tmp_path: Path) -> None:
    inputs = read_with_it(own_tests(tmp_path))
    account = only_file(inputs)
    assert (account.profile, account.read, account.accepted) == ("my-native-tests", 30, 30)
    first = inputs.records["test"].slice(0, 1).to_pylist()[0]
    told = {name: first[name] for name in ("person_id", "area", "suite", "result", "age", "ethnicity", "sex")}
    assert told == {
        "person_id": "c0", "area": "X01", "suite": "North", "result": "negative", "age": 20,
        "ethnicity": "BLACK_AFRICAN", "sex": "MALE",
    }  # fmt: skip


def test_no_value_of_a_person_stands_in_it(tmp_path: Path) -> None:
    text = proposed(own_tests(tmp_path))
    assert not [word for word in ("c1", "Zebedee", "X01", "North", "2024", "White British") if word in text]


def test_words_that_nobody_knows_are_asked_about_where_they_name_nobody(tmp_path: Path) -> None:
    text = proposed(own_tests(tmp_path, result="dubious"))
    assert '# "dubious" = "?"' in text
    assert "50% of the cells are words that the format knows" in text
    assert tomllib.loads(text)["extends"] == "native-tests"
    assert "dubious" not in proposed(own_tests(tmp_path, rows=8, result="dubious"))


def test_an_ndtms_file_with_other_headings(tmp_path: Path) -> None:
    labels = {
        "FINITIAL": "First initial", "SINITIAL": "Last initial", "DOB": "Birth date", "ETHNIC": "Ethnic code",
        "REFLD": "Date of referral", "AGNCY": "Agency code", "CLIENTID": "Client id", "EPISODID": "Episode number",
        "CONSENT": "Consent given", "DAT": "DAT of residence", "DRUG1": "Drug 1", "DRUG2": "Drug 2", "DRUG3": "Drug 3",
        "TRIAGED": "Triage date", "DISD": "Discharge date", "DISRSN": "Discharge reason", "MODAL": "Modality",
        "MODST": "Modality start", "MODSET": "Setting",
    }  # fmt: skip
    more = {"MODAL": "94", "MODST": "20240110", "DISD": "20240601", "DISRSN": "80", "MODSET": "community"}
    rows = [
        ",".join((ROW | more | {"CLIENTID": str(100 + one), "EPISODID": f"e{one}"}).values())
        for one in range(30)
    ]
    path = write(tmp_path, "case-system.csv", ",".join(labels.get(name, name) for name in ROW), *rows)
    inputs = read_with_it(path)
    assert (only_file(inputs).profile, only_file(inputs).accepted) == ("my-ndtms-cds-k", 30)
    record = inputs.records["treatment"].to_pylist()[0]
    assert (record["age"], record["end_reason"], record["drug_group"]) == (43, "completed", "OPIATE")


def test_a_characteristic_that_the_format_has_not_got_is_added(tmp_path: Path) -> None:
    heading = "client,date of referral,start date,end date,why it ended,marital"
    rows = [f"c{one},2024-01-{1 + one % 28:02},,,,{'Married' if one % 2 else 'Single'}" for one in range(30)]
    text = proposed(write(tmp_path, "a.csv", heading, *rows))
    if "marital:2021" in text:
        (column,) = [one for one in tomllib.loads(text)["column"] if one["target"] == "marital"]
        assert (column["code_list"], column["required"]) == ("marital:2021", False)


HOUSING = "Ref no.,Tenant name,Dt referred in,1st appt attended,Case closed,Why closed"


def housing(folder: Path) -> Path:
    rows = (f"h{one},Zebedee {one},0{1 + one % 9}/03/2024,,04/05/2024,Housed" for one in range(30))
    return write(folder, "housing.csv", HOUSING, *rows)


def test_a_file_of_dated_rows_is_never_taken_for_a_list_of_areas(tmp_path: Path) -> None:
    assert tomllib.loads(proposed(housing(tmp_path)))["record"] == "contact"


def test_the_format_to_extend_may_be_named(tmp_path: Path) -> None:
    path = housing(tmp_path)
    text = propose_profile(path, load_vocabulary(), "native-treatments")
    assert tomllib.loads(text)["extends"] == "native-treatments"
    with pytest.raises(UnknownName, match="native-treatments"):
        propose_profile(path, load_vocabulary(), "nowhere")


def test_the_headings_of_a_workbook_stand_below_its_titles(tmp_path: Path) -> None:
    headings = ["Person number", "Contact date", "Outcome"]
    rows = [
        ["A return of contacts"],
        [],
        headings,
        *[[f"p{one}", "2024-01-02", "no_need"] for one in range(9)],
    ]
    text = proposed(xlsx(tmp_path / "made-up.xlsx", {"Cover": [["For nobody"]], "Data": rows}))
    assert [one["name"] for one in tomllib.loads(text)["column"]] == headings


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    text = proposed(write(tmp_path, "a.csv", "person_id,test_date,result", *["p1,2024-01-01,both"] * 6))
    assert "# DECIDE: no heading was found for area, without which the file can't be read." in text


def test_a_known_format_is_said_to_be_one(tmp_path: Path) -> None:
    heading = "person_id,contact_date,outcome"
    text = proposed(write(tmp_path, "a.csv", heading, *[f"p{one},2024-01-01,no_need" for one in range(9)]))
    assert "so that you need no profile of your own" in text


def test_headings_that_are_hard_to_write_are_written(tmp_path: Path) -> None:
    heading = '"person ""id""\nhere",contact_date,outcome,\x7f'
    text = proposed(write(tmp_path, "a.csv", heading, *[f"p{one},2024-01-01,no_need,1" for one in range(9)]))
    assert '"person \\"id\\"\\nhere"' in text


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["c1,2024-01-01,both", "c2,2024-01-02,both"], "seems to hold values and not headings"),
        (["xx,yy", "1,2"], "No heading of a.csv is like one of any format"),
    ],
)
def test_files_that_nothing_can_be_proposed_for(tmp_path: Path, lines: list[str], words: str) -> None:
    with pytest.raises(UnreadableFile, match=words):
        propose_profile(write(tmp_path, "a.csv", *lines), load_vocabulary())


@pytest.mark.parametrize(
    ("one", "other", "at_least"),
    [("Test Date", "test_date", 1.0), ("Date tested", "test_date", 0.9), ("DOB", "Date of birth", 0.6)],
)
def test_headings_that_are_alike(one: str, other: str, at_least: float) -> None:
    assert headings_alike(one, other) >= at_least


@pytest.mark.parametrize(
    ("one", "other"), [("used_iv", "sex"), ("Remarks", "result"), ("postcode", "person_id")]
)
def test_headings_that_are_not(one: str, other: str) -> None:
    assert headings_alike(one, other) < judgement()["alike_heading"]


@pytest.mark.skipif(not REAL.is_dir(), reason="EVENHAND_REAL_DATA names no folder")
@pytest.mark.parametrize(
    ("pattern", "base"),
    [
        ("stop_search/2019-12-d*.csv", "police-uk-stop-search"),
        ("treatment_individual/ctn27_demographics.csv", "trial-participants"),
        ("treatment_individual/ctn27_randomization.csv", "trial-allocations"),
    ],
)
def test_published_files_are_recognised_and_read(tmp_path: Path, pattern: str, base: str) -> None:
    path = sorted(REAL.glob(pattern))[0]
    profile = tmp_path / "proposed.toml"
    profile.write_text(proposed(path), encoding="utf-8")
    assert tomllib.loads(profile.read_text("utf-8"))["extends"] == base
    account = only_file(read([path], vocabulary=load_vocabulary(), profile=str(profile)))
    assert account.read == account.accepted + account.duplicates
