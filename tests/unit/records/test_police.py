"""Stop and search as data.police.uk publishes it: names, words, and rows that are alike."""

from datetime import date
from pathlib import Path

import pytest

from evenhand.foundations import UnreadableFile
from tests.unit.records.files import POLICE, POLICE_NAME, faults, only_file, read_lines, search


def test_a_search_becomes_codes(tmp_path: Path) -> None:
    row = search(
        Gender="Female",
        Age_range="over 34",
        **{"Self-defined_ethnicity": "Asian/Asian British - Indian", "Officer-defined_ethnicity": "Asian"},
        Outcome="Summons / charged by post",
    )
    inputs = read_lines(tmp_path, POLICE, row, name=POLICE_NAME)
    assert inputs.records["search"].to_pylist() == [
        {
            "search_date": date(2021, 5, 4),
            "area": "E23000008",
            "kind": "person",
            "ethnicity": "ASIAN_INDIAN",
            "ethnicity_officer": "ASIAN",
            "gender": "FEMALE",
            "age_band": "OVER_34",
            "object": "controlled_drugs",
            "outcome": "summons",
            "found": None,  # in no row of the file
        }
    ]
    assert inputs.code_lists["search", "ethnicity_officer"] == "ethnicity-officer:2019"


@pytest.mark.parametrize(("words", "code"), [("True", "yes"), ("False", "no"), ("", "not_known")])
def test_an_outcome_linked_to_the_object_is_not_the_same_as_a_blank(
    tmp_path: Path, words: str, code: str
) -> None:
    rows = [search(Outcome_linked_to_object_of_search=one) for one in (words, "True")]
    inputs = read_lines(tmp_path, POLICE, *rows, name=POLICE_NAME)
    assert inputs.records["search"].column("found").to_pylist() == [code, "yes"]


def test_not_stated_and_blank_stay_apart(tmp_path: Path) -> None:
    rows = [search(**{"Self-defined_ethnicity": words}) for words in ("Other ethnic group - Not stated", "")]
    inputs = read_lines(tmp_path, POLICE, *rows, name=POLICE_NAME)
    assert inputs.records["search"].column("ethnicity").to_pylist() == ["not_stated", "not_known"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("A no further action disposal", "no_further_action"),
        ("Nothing found - no further action", "no_further_action"),
        ("Suspect arrested", "arrest"),
        ("Offender given drugs possession warning", "cannabis_warning"),
        ("Local resolution", "community_resolution"),
        ("Penalty Notice for Disorder", "penalty_notice"),
        ("Caution (simple or conditional)", "caution"),
        ("", "not_known"),
    ],
)
def test_outcomes_in_words_of_then_and_now(tmp_path: Path, words: str, code: str) -> None:
    inputs = read_lines(tmp_path, POLICE, search(Outcome=words), name=POLICE_NAME)
    assert inputs.records["search"].column("outcome").to_pylist() == [code]


def test_vehicle_search_is_told_apart(tmp_path: Path) -> None:
    rows = [search(Type=words) for words in ("Person and Vehicle search", "Vehicle search")]
    inputs = read_lines(tmp_path, POLICE, *rows, name=POLICE_NAME)
    assert inputs.records["search"].column("kind").to_pylist() == ["person", "vehicle"]


def test_new_word_is_rejected_with_where_to_add_it(tmp_path: Path) -> None:
    inputs = read_lines(tmp_path, POLICE, search(Outcome="Banished", Age_range="ageless"), name=POLICE_NAME)
    assert faults(inputs) == [(2, "Age range"), (2, "Outcome")]
    mends = inputs.rejected.column("mend").to_pylist()
    assert "the code list age-band-police:2019" in mends[0]
    assert "the profile police-uk-stop-search" in mends[1]


def test_like_rows_are_kept_and_told(tmp_path: Path) -> None:
    account = only_file(
        read_lines(tmp_path, POLICE, search(), search(), search(Gender="Male"), name=POLICE_NAME)
    )
    assert (account.accepted, account.duplicates) == (3, 0)
    assert account.warnings == ("1 row exactly like an earlier one kept: nothing says it is an error.",)


def test_rows_of_another_month_are_kept_and_told(tmp_path: Path) -> None:
    rows = [search(Date="2021-04-30T23:59:00+00:00"), search()]
    account = only_file(read_lines(tmp_path, POLICE, *rows, name=POLICE_NAME))
    assert account.accepted == 2
    assert account.warnings == ("1 row not of 2021-05, the month in the file's name, kept.",)


@pytest.mark.parametrize(
    "name", ["searches.csv", "2021-13-durham-stop-and-search.csv", "2021-05-durham-street.csv"]
)
def test_renamed_file_is_told_how_to_be_called(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableFile, match=r"2020-01-durham-stop-and-search\.csv"):
        read_lines(tmp_path, POLICE, search(), name=name)


def test_force_that_is_not_known(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no police force is written 'camelot'"):
        read_lines(tmp_path, POLICE, search(), name="2021-05-camelot-stop-and-search.csv")
