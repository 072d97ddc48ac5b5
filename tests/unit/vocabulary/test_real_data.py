"""Words and codes of published files, where the machine has them: EVENHAND_REAL_DATA names the folder."""

import csv
import os
from pathlib import Path

import pytest

from evenhand.vocabulary import load_vocabulary

FOLDER = Path(os.environ.get("EVENHAND_REAL_DATA") or "not-set")
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="EVENHAND_REAL_DATA names no folder")

LOADED = load_vocabulary()
TOTALS = {"", "total"}


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def not_read(words: set[str], key: str) -> set[str]:
    known = LOADED.code_list(key).spellings()
    return {word for word in words if " ".join(word.split()).lower() not in known.keys() | TOTALS}


@pytest.mark.parametrize(
    ("file", "column", "key"),
    [
        ("ndtms/viewit_england_ethnicity_2009-2022.csv", "DrugGroup_Data", "substance-group:ndtms"),
        ("ndtms/viewit_barnet_2009-2019.csv", "drug_group", "substance-group:ndtms"),
        ("ndtms/viewit_barnet_2009-2019.csv", "age_group", "age-band-viewit:2009"),
        ("ndtms/viewit_barnet_2009-2019.csv", "sex", "sex-ndtms:K"),
        ("treatment_individual/ctn27_demographics.csv", "race", "ethnicity-ctn:2022"),
        ("treatment_individual/ctn51_demographics.csv", "race", "ethnicity-ctn:2022"),
        ("stop_search/2020-01-durham-stop-and-search.csv", "Self-defined ethnicity", "ethnicity-18+1:2011"),
        (
            "stop_search/2020-01-merseyside-stop-and-search.csv",
            "Officer-defined ethnicity",
            "ethnicity-officer:2019",
        ),
        (
            "population/sexualorientation21_msoa21_ew.csv",
            "sexual_orientation",
            "sexual-orientation:2021",
        ),
    ],
)
def test_every_word_of_a_column_is_read(file: str, column: str, key: str) -> None:
    assert not_read({row[column] for row in rows(file)}, key) == set()


@pytest.mark.parametrize(
    ("file", "key"),
    [
        ("use_of_force/by-ethnicity-force-2018-19.csv", "ethnicity-officer-force:2019"),
        ("use_of_force/by-age-force-2018-19.csv", "age-band-officer-force:2019"),
        ("use_of_force/by-disability-force-2018-19.csv", "disability-officer-force:2019"),
        ("population/religion21_lsoa21_wide.csv", "religion:2021"),
        ("population/disability21_lsoa21_ew_wide.csv", "disability-2:2021"),
    ],
)
def test_every_heading_that_is_a_group_is_read(file: str, key: str) -> None:
    others = {
        "Police Force",
        "Type of force",
        "Tactic",
        "Number of times tactic reported",
        "lsoa21_code",
    }
    assert not_read(set(rows(file)[0]) - others, key) == set()


def test_labels_that_public_bodies_use_are_read_as_they_are_meant() -> None:
    known = LOADED.code_list("ethnicity-18+1:2011").spellings()
    meant = {
        "Bangladeshi": "ASIAN_BANGLADESHI",
        "Black Caribbean": "BLACK_CARIBBEAN",
        "White Irish": "WHITE_IRISH",
        "Mixed White/Asian": "MIXED_WA",
        "Arab": "OTHER_ARAB",
        "Any other": "OTHER_ANY",
    }
    seen = rows("vocabulary/ethnicity_classification_lookup.csv")
    read = {
        row["Ethnicity"]: known[row["Ethnicity"].lower()] for row in seen if row["Ethnicity"].lower() in known
    }
    assert len(read) > 130
    wrong = [
        row["Ethnicity"]
        for row in seen
        if row["Standard Ethnicity"] in meant
        and read.get(row["Ethnicity"], meant[row["Standard Ethnicity"]]) != meant[row["Standard Ethnicity"]]
    ]
    assert wrong == []


def test_local_authorities_lie_where_the_published_lookups_put_them() -> None:
    areas = LOADED.areas
    for row in rows("population/lookup_lad16_csp16_pfa16.csv"):
        assert areas.roll_up(row["LAD16CD"], "community-safety-partnership") == row["CSP16CD"]
        assert areas.roll_up(row["LAD16CD"], "police-force") == row["PFA16CD"]
    assert {
        row["ltla21_name"]
        for row in rows("population/ethnicity21_ltla21.csv")
        if areas.name(row["ltla21_code"]) != row["ltla21_name"]
    } == set()
    for row in rows("population/dat_partnership_to_la.csv"):
        if row["dat"] != "E11B":  # the source gives it the name and code of its neighbour
            assert areas.name(row["dat"]) == row["dat_nm"]
            assert areas.roll_up(row["area_code"], "partnership") == row["dat"]
