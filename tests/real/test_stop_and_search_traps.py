"""Stop and search of four forces: two ethnicities that are never mixed, and what is not known of whom, where, and why."""

from functools import cache

import pandas as pd
import pytest

from evenhand.flow import run
from evenhand.publish import Release
from tests.real.published_files import FOLDER, needs_files, read_files
from tests.reference.police_searches import FORCES, search_files

pytestmark = [needs_files, pytest.mark.slow]

CENSUS = "population/census2011_ethnic_group_by_la.csv"
OUTCOME, SAID, SEEN = "Outcome", "Self-defined ethnicity", "Officer-defined ethnicity"


@cache
def sheet() -> pd.DataFrame:
    """All searches of people, with force and month from the files' names."""
    parts = [
        pd.read_csv(one).assign(slug=one.name[8:-20], month=one.name[:7]) for one in search_files(FOLDER)
    ]
    table = pd.concat(parts, ignore_index=True)
    return table[table["Type"] != "Vehicle search"]


@cache
def release() -> Release:
    inputs = read_files("stop_search", population=(CENSUS,))
    return run(inputs, programme="stop-and-search", policy="internal-exact")


@cache
def measured() -> pd.DataFrame:
    return pd.DataFrame(release().measures.to_rows())


@cache
def counts() -> dict[tuple[str, ...], int]:
    cells = release().counts.cells.to_pandas()
    cells["stage"] = cells["stage"].str.split("/").str[1]
    return cells.set_index(["area", "characteristic", "group", "stage", "state"])["value"].to_dict()


def test_what_officers_saw_has_no_rate_by_residents() -> None:
    rows = measured()
    by_residents = rows[rows["stage"].str.endswith(("/searched", "/searched_for_drugs"))]
    against = by_residents[by_residents["measure"].isin(["rate", "ratio", "relative_rate", "difference"])]
    assert "ethnicity_officer" not in set(against["characteristic"])
    assert {"ethnicity_broad", "everyone"} <= set(against["characteristic"])


def test_both_sides_of_a_comparison_are_of_one_list() -> None:
    rows = measured()
    compared = rows[rows["measure"].isin(["difference", "ratio"])]
    lists = release().vocabulary.code_lists
    for _, one in compared[["code_list", "edition", "group", "reference"]].drop_duplicates().iterrows():
        codes = {value.code for value in lists[f"{one['code_list']}:{one['edition']}"].values}
        assert {one["group"], one["reference"]} <= codes
    seen = compared[compared["characteristic"] == "ethnicity_officer"]
    assert set(seen["stage"]) <= {
        "stop-and-search/further_action",
        "stop-and-search/arrested",
        "stop-and-search/drugs_further_action",
        "stop-and-search/found",
    }


def test_who_officers_saw_and_what_people_said_are_both_counted_whole() -> None:
    table = sheet()
    for area, slug in FORCES.items():
        force = table[table["slug"] == slug]
        for code, word in (("WHITE", "White"), ("BLACK", "Black"), ("ASIAN", "Asian"), ("OTHER", "Other")):
            expected = (force[SEEN] == word).sum()
            assert counts().get((area, "ethnicity_officer", code, "searched", "reached"), 0) == expected
        said_black = force[SAID].fillna("").str.startswith("Black").sum()
        assert counts().get((area, "ethnicity_broad", "BLACK", "searched", "reached"), 0) == said_black


def test_not_stated_and_not_known_stay_apart_and_out_of_rates() -> None:
    table = sheet()
    for area, slug in FORCES.items():
        said = table[table["slug"] == slug][SAID]
        unknown = {
            code: counts().get((area, "ethnicity_broad", code, "searched", "reached"), 0)
            for code in ("not_known", "not_stated")
        }
        assert unknown["not_known"] == said.isna().sum()
        assert unknown["not_stated"] == said.fillna("").str.contains("Not stated").sum()
    rates = measured()[measured()["measure"] == "rate"]
    assert not {"not_known", "not_stated"} & set(rates["group"])


def test_searches_without_a_place_are_of_their_force_all_the_same() -> None:
    table = sheet()
    south_yorkshire = table[table["slug"] == "south-yorkshire"]
    assert south_yorkshire["Latitude"].isna().all()
    assert counts()["E23000011", "everyone", "everyone", "searched", "reached"] == len(south_yorkshire)


def test_outcomes_that_nobody_wrote_down_are_in_no_denominator() -> None:
    durham = sheet().query("slug == 'durham'")
    january = durham[durham["month"] == "2020-01"]
    assert january[OUTCOME].isna().mean() > 0.7
    at_risk = counts()["E23000008", "everyone", "everyone", "further_action", "at_risk"]
    assert at_risk == durham[OUTCOME].notna().sum() < len(durham)
    unknown = counts()["E23000008", "everyone", "everyone", "further_action", "not_known"]
    assert unknown == durham[OUTCOME].isna().sum()
