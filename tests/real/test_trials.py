"""Two treatment trials, person by person: steps and visits as Evenhand counts them and as pandas does alone."""

from functools import cache

import pandas as pd
import pytest

from evenhand.cube.visits import count_visits
from evenhand.flow import run
from evenhand.vocabulary import load_vocabulary
from tests.real.published_files import FOLDER, needs_files, read_files

pytestmark = [needs_files, pytest.mark.slow]

TABLES = ("demographics", "randomization", "treatment", "visit")
FILES = tuple(f"treatment_individual/ctn{trial}_{one}.csv" for trial in (27, 51) for one in TABLES)
RACES = {"White": "WHITE", "Black": "BLACK", "Other": "OTHER", "Refused/missing": "not_known"}


@cache
def sheet(trial: int, table: str) -> pd.DataFrame:
    return pd.read_csv(FOLDER / f"treatment_individual/ctn{trial}_{table}.csv")


def people(trial: int) -> pd.DataFrame:
    """Everybody enrolled, and which steps each has reached: each step of those at the step before."""
    found = sheet(trial, "demographics").copy()
    found["group"] = found["race"].map(RACES)
    found["sex"] = found["is_male"].map({"Yes": "MALE", "No": "FEMALE"}).fillna("not_known")
    first = sheet(trial, "randomization").groupby("who")["when"].min()
    doses = sheet(trial, "treatment").merge(first.rename("first"), left_on="who", right_index=True)
    dosed = set(doses[doses["when"] >= doses["first"]]["who"])
    kept = sheet(trial, "visit").query("what == 'visit'")
    found["enrolled"] = True
    found["allocated"] = found["who"].isin(first.index)
    found["dosed"] = found["allocated"] & found["who"].isin(dosed)
    found["retained_12_weeks"] = found["dosed"] & found["who"].isin(set(kept[kept["when"] >= 84]["who"]))
    found["retained_24_weeks"] = found["retained_12_weeks"] & found["who"].isin(
        set(kept[kept["when"] >= 168]["who"])
    )
    return found


@cache
def reached() -> pd.DataFrame:
    release = run(read_files(*FILES), programme="treatment-trial", policy="internal-exact")
    rows = release.counts.cells.to_pandas()
    rows["stage"] = rows["stage"].str.split("/").str[1]
    return rows[rows["state"] == "reached"].set_index(["area", "characteristic", "group", "stage"])["value"]


def test_people_of_each_race() -> None:
    expected = {
        "CTN-0027": {"WHITE": 1_298, "OTHER": 367, "BLACK": 234, "not_known": 21},
        "CTN-0051": {"WHITE": 566, "BLACK": 100, "OTHER": 95, "not_known": 11},
    }
    for trial, races in expected.items():
        for race, number in races.items():
            assert reached()[trial, "ethnicity", race, "enrolled"] == number


@pytest.mark.parametrize("trial", [27, 51])
@pytest.mark.parametrize("stage", ["allocated", "dosed", "retained_12_weeks", "retained_24_weeks"])
def test_steps_agree_with_pandas(trial: int, stage: str) -> None:
    table, area = people(trial), f"CTN-00{trial}"
    assert reached()[area, "everyone", "everyone", stage] == table[stage].sum()
    for characteristic, column in (("ethnicity", "group"), ("sex", "sex")):
        for group, number in table.groupby(column)[stage].sum().items():
            assert reached().get((area, characteristic, group, stage), 0) == number


def test_visits_without_a_day_are_kept_and_stand_for_no_step() -> None:
    visits = read_files(*FILES[3:4], *FILES[7:8]).records["visit"].to_pandas()
    assert len(visits) == 27_029 + 15_288
    undated = visits[visits["visit_date"].isna()]
    assert undated.groupby("study").size().to_dict() == {"CTN-0027": 3_220, "CTN-0051": 7_598}
    assert set(undated["kept"]) == {"no", "not_known"}
    assert undated["reason"].notna().all()


def test_missed_visits_by_reason_race_and_sex() -> None:
    programme = load_vocabulary().programme("treatment-trial")
    (tally,) = count_visits(read_files(*FILES), programme)
    found = {(r["study"], r["characteristic"], r["group"], r["answer"]): r["value"] for r in tally.to_rows()}
    for trial in (27, 51):
        visits = sheet(trial, "visit").merge(people(trial)[["who", "group", "sex"]])
        missed = visits[visits["what"] == "no visit"]
        for characteristic, column in (("ethnicity", "group"), ("sex", "sex")):
            jail = missed[missed["is_in_jail"] == 1].groupby(column).size()
            for group, number in jail.items():
                assert found[f"CTN-00{trial}", characteristic, group, "Not kept: in prison"] == number
            kept = visits[visits["what"] == "visit"].groupby(column).size()
            for group, number in kept.items():
                assert found[f"CTN-00{trial}", characteristic, group, "Kept"] == number
    assert found["CTN-0027", "everyone", "everyone", "Not kept: left the trial"] == 155
    assert found["CTN-0051", "everyone", "everyone", "Not kept: in prison"] == 170
