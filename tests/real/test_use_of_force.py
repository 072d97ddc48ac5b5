"""Police use of force by force and tactic, as read by Evenhand and as reckoned with pandas alone."""

from functools import cache

import pandas as pd
import pytest

from evenhand.flow import run
from tests.real.published_files import FOLDER, counted, needs_files, read_files

pytestmark = [needs_files, pytest.mark.slow]

FILES = tuple(f"use_of_force/by-{one}-force-2018-19.csv" for one in ("ethnicity", "age", "disability"))
CENSUS = "population/census2011_ethnic_group_by_la.csv"
ALL, USES = "Total England and Wales", "Number of times tactic reported"


@cache
def sheet(name: str = FILES[0]) -> pd.DataFrame:
    return pd.read_csv(FOLDER / name)


@cache
def force_counts() -> pd.DataFrame:
    return counted(read_files(*FILES))


def test_every_row_is_accounted_for() -> None:
    inputs = read_files(*FILES)
    for one in inputs.files:
        assert (one.read, one.accepted, one.rejected) == (1_540, 1_540, 0)
    table = sheet()
    rest = table["Tactic"].str.startswith("Not stated") | table["Tactic"].isin(
        ["Non-compliant handcuffing", "Baton drawn", "Irritant spray - drawn", "AEP aimed", "Dog deployed"]
    )
    passed = (table["Police Force"] == ALL) | rest | (table["Tactic"] == "*Total Not reported")
    assert inputs.files[0].warnings == (
        f"{passed.sum()} rows of sums over other rows, or of something else, passed over.",
    )


def test_uses_are_counted_once_though_totals_stand_among_the_rows() -> None:
    read, table = force_counts(), sheet()
    uses = read[(read["stage"] == "uses") & (read["characteristic"] == "everyone")]
    assert len(uses) == uses["area"].nunique() == 43
    printed = table[(table["Police Force"] == ALL) & (table["Tactic"] == "*Total Tactics")]
    assert uses["count"].sum() == int(printed[USES].iloc[0]) == 630_793
    # What a reader would get who added a column as it stands.
    assert table[USES].sum() > 4 * 630_793


def test_each_tactic_adds_to_what_is_printed_for_all_forces() -> None:
    read, table = force_counts(), sheet()
    printed = table[table["Police Force"] == ALL].set_index("Tactic")
    names = {
        "ced": "CED",
        "restraint": "*Total Restraint",
        "dog": "Dog use, of which",
        "firearms": "*Total Firearms",
    }
    columns = {
        "BLACK": "Black (or Black British)",
        "CHINESE": "Chinese",
        "not_known": "Don't know",
        "not_stated": "Not reported",
    }
    for stage, tactic in names.items():
        rows = read[(read["stage"] == stage) & (read["characteristic"] == "ethnicity_officer")]
        assert rows["count"].sum() == printed.loc[tactic, USES]
        for group, heading in columns.items():
            assert rows[rows["group"] == group]["count"].sum() == printed.loc[tactic, heading]


def test_workbook_with_titles_and_notes_says_the_same_as_the_file() -> None:
    inputs = read_files("use_of_force/police-use-of-force-apr2018-mar2019-hosb3319-tables.ods")
    (account,) = inputs.files
    assert (account.read, account.accepted, account.rejected) == (1_540, 1_540, 0)
    key = ["area", "period", "characteristic", "group", "stage"]
    workbook, file = counted(inputs), counted(read_files(FILES[1]))
    assert workbook.set_index(key)["count"].to_dict() == file.set_index(key)["count"].to_dict()


def test_ages_and_disabilities_are_what_the_officer_saw() -> None:
    read = force_counts()
    assert set(read["characteristic"]) == {
        "everyone",
        "ethnicity_officer",
        "age_band_officer",
        "disability_officer",
    }
    printed = sheet(FILES[2]).query("`Police Force` == @ALL and Tactic == '*Total Tactics'").iloc[0]
    rows = read[(read["stage"] == "uses") & (read["characteristic"] == "disability_officer")]
    assert rows.groupby("group")["count"].sum()["MENTAL"] == printed["Mental"]


def test_what_officers_saw_is_held_against_uses_and_never_against_residents() -> None:
    inputs = read_files(FILES[0], population=(CENSUS,))
    release = run(inputs, programme="use-of-force", policy="internal-exact", area_level="all")
    rows = pd.DataFrame(release.measures.to_rows())
    rates = rows[
        rows["measure"].isin(["rate", "rate_ratio"])
        | (rows["stage"].str.endswith("/uses") & (rows["measure"] == "ratio"))
    ]
    assert set(rates["characteristic"]) == {"everyone"}
    residents = pd.read_csv(FOLDER / CENSUS)[
        "Ethnic Group: All categories: Ethnic group; measures: Value"
    ].sum()
    uses = rates[rates["stage"] == "use-of-force/uses"].iloc[0]
    assert uses["estimate"] == pytest.approx(1000 * 630_793 / residents)
    printed = sheet()[sheet()["Police Force"] == ALL].set_index("Tactic")
    share = rows[(rows["stage"] == "use-of-force/less_lethal") & (rows["measure"] == "proportion")].set_index(
        "group"
    )
    for group, heading in (("BLACK", "Black (or Black British)"), ("WHITE", "White")):
        expected = printed.loc["*Total Less lethal weapons", heading] / printed.loc["*Total Tactics", heading]
        assert share.loc[group, "estimate"] == pytest.approx(expected)
