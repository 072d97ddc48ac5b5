"""NDTMS ViewIt in its three shapes, as read by Evenhand and as reckoned with pandas alone."""

import pandas as pd
import pytest

from evenhand.flow import run
from tests.real.published_files import FOLDER, cells, counted, needs_files, read_files

pytestmark = [needs_files, pytest.mark.slow]

ENGLAND = "ndtms/viewit_england_ethnicity_2009-2022.csv"
NATIONAL = "ndtms/adults_england_ndtms.csv"
BARNET = "ndtms/viewit_barnet_2009-2019.csv"
GROUPS = {"WHITE": "White", "MIXED": "Mixed", "ASIAN": "Asian", "BLACK": "Black", "OTHER": "Other"}


def sheet(name: str) -> pd.DataFrame:
    return pd.read_csv(FOLDER / name, encoding="utf-8-sig")


def year(column: pd.Series) -> pd.Series:
    return column.str[:4].astype(int)


def of_all(table: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """The rows of everybody, by year."""
    all_ = (table[columns].apply(lambda one: one.str.lower()) == "total").all(axis=1)
    rows = table[all_]
    return rows.set_index(year(rows.iloc[:, 0]))


def same(found: pd.Series, expected: pd.Series) -> bool:
    return found.to_dict() == expected.dropna().astype(int).to_dict()


def test_england_by_ethnic_group_sex_age_and_substance() -> None:
    inputs, table = read_files(ENGLAND), sheet(ENGLAND)
    (account,) = inputs.files
    assert (account.read, account.accepted, account.rejected) == (780, 780, 0)
    assert account.warnings[0].startswith("650 rows of crossed groups")
    read = counted(inputs)
    total = of_all(table, ["DrugGroup_Data", "Gender_Data", "AgeGroup_Data"])
    assert same(cells(read, group="everyone"), total["Num_InTreatment_AllInTx"])
    for code, word in GROUPS.items():
        found = cells(read, characteristic="ethnicity_broad", group=code)
        assert same(found, total[f"Eth_{word}_AllInTx"])
    rest = total["Num_InTreatment_AllInTx"] - total.filter(like="Eth_").sum(axis=1)
    assert same(cells(read, group="not_known"), rest)
    assert (rest[2009], rest[2020]) == (14_945, 7_018)


def test_labels_change_to_capitals_and_nothing_is_lost() -> None:
    read, table = counted(read_files(ENGLAND)), sheet(ENGLAND)
    assert {"TOTAL", "OPIATES"} <= set(table["DrugGroup_Data"])
    rows = table[
        (table["Gender_Data"].str.lower() == "total") & (table["AgeGroup_Data"].str.lower() == "total")
    ]
    rows = rows[rows["DrugGroup_Data"].str.lower() != "total"]
    assert set(cells(read, group="OPIATE").index) == set(range(2009, 2022))
    found = read[read["characteristic"] == "substance_group"].groupby("year")["count"].sum()
    assert same(found, rows.groupby(year(rows["ReportingPeriod_Data"]))["Num_InTreatment_AllInTx"].sum())
    assert set(read[read["year"] == 2021]["group"]) == set(read[read["year"] == 2009]["group"])


def test_the_figures_that_are_known_of_england_and_barnet() -> None:
    england, barnet = counted(read_files(ENGLAND)), counted(read_files(BARNET))
    everyone, black = cells(england, group="everyone"), cells(england, group="BLACK")
    assert [everyone[year] for year in (2009, 2018, 2021)] == [311_668, 268_251, 289_215]
    assert [black[year] for year in (2009, 2018, 2021)] == [7_214, 6_249, 7_667]
    local = cells(barnet, characteristic="everyone", stage="in_treatment")
    stopped = cells(barnet, characteristic="everyone", state="stopped")
    assert [(local[year], stopped[year]) for year in (2009, 2018)] == [(1_105, 160), (1_035, 170)]


def test_both_tables_of_england_together_count_nobody_twice() -> None:
    alone, both = counted(read_files(ENGLAND)), counted(read_files(ENGLAND, NATIONAL))
    key = ["area", "period", "characteristic", "group", "stage", "state"]
    assert not both.duplicated(key).any()
    early = both[(both["stage"] == "in_treatment") & (both["year"] < 2022)]
    assert early.groupby("group")["count"].sum().to_dict() == alone.groupby("group")["count"].sum().to_dict()


def test_what_was_not_collected_is_a_gap() -> None:
    inputs, table = read_files(NATIONAL), sheet(NATIONAL)
    read = counted(inputs)
    medicine = cells(read, stage="pharmacological")
    printed = table.set_index(year(table["Reporting period"]))["Interventions - Pharmacological - Any"]
    assert list(printed[printed == 0].index) == [2009, 2010, 2011]
    assert same(medicine, printed[printed > 0])
    for characteristic in ("religion", "sexual_orientation", "disability_broad"):
        years = set(read[read["characteristic"] == characteristic]["year"])
        assert years == set(range(2016, 2024))
    new = cells(read, stage="new", characteristic="everyone")
    by_religion = read[read["characteristic"] == "religion"].groupby("year")["count"].sum()
    assert (by_religion == new[by_religion.index]).all()
    told = " ".join(inputs.files[0].warnings)
    assert "3 rows with noughts under every heading" in told
    assert "7 rows without a count" in told


def test_counts_of_barnet_are_ranges_that_hold_their_total() -> None:
    inputs, table = read_files(BARNET), sheet(BARNET)
    (account,) = inputs.files
    assert "multiples of 5" in account.warnings[0]
    read = counted(inputs)
    printed = read[(read["stage"] == "in_treatment") & (read["group"] != "not_known")]
    assert (printed["upper"] - printed["count"] == 2).all()
    assert (printed["lower"] == (printed["count"] - 2).clip(lower=0)).all()
    drugs = (
        printed[printed["characteristic"] == "substance_group"]
        .groupby("year")[["count", "lower", "upper"]]
        .sum()
    )
    total = printed[printed["characteristic"] == "everyone"].set_index("year")
    assert (drugs["count"] != total["count"]).any()
    assert ((drugs["lower"] <= total["upper"]) & (total["lower"] <= drugs["upper"])).all()
    rest = read[(read["stage"] == "in_treatment") & (read["group"] == "not_known")].set_index("year")
    groups = of_all(table, ["sex", "age_group", "drug_group"]).filter(regex="^eth_.*_allintx").sum(axis=1)
    difference = total["count"] - groups
    assert ((rest["lower"] <= difference.clip(lower=0)) & (difference <= rest["upper"])).all()


def test_report_on_england_agrees_with_pandas() -> None:
    inputs = read_files(ENGLAND, NATIONAL, population=("population/census2011_ethnic_group_by_la.csv",))
    rows = pd.DataFrame(
        run(inputs, programme="treatment-published", policy="internal-exact").measures.to_rows()
    )
    rows["year"] = year(rows["period"])
    table, residents = sheet(NATIONAL), sheet("population/census2011_ethnic_group_by_la.csv")
    table = table.set_index(year(table["Reporting period"]))
    england = residents[residents["geography code"].str.startswith("E")]
    rates = rows[(rows["measure"] == "rate") & (rows["stage"] == "treatment-published/in_treatment")]
    for code, heading, census in (
        ("BLACK", "Black/African/Caribbean/Black British", "Black"),
        ("WHITE", "White", "White"),
    ):
        living = england[f"Ethnic Group: {census}; measures: Value"].sum()
        found = rates[rates["group"] == code].set_index("year")["estimate"]
        expected = 1000 * table[f"Ethnicity - {heading} - All in treatment"] / living
        assert found.to_dict() == pytest.approx(expected.to_dict())
    quick = rows[(rows["stage"] == "treatment-published/waited_3_weeks") & (rows["measure"] == "proportion")]
    waits = [
        f"Waiting times - {one} - All in treatment"
        for one in ("Under 3 Weeks", "Between 3 and 6 Weeks", "Over 6 Weeks")
    ]
    found = quick.set_index("year")["estimate"]
    assert found.to_dict() == pytest.approx((table[waits[0]] / table[waits].sum(axis=1)).to_dict())


def test_report_on_barnet_is_wide_enough_for_what_rounding_hides() -> None:
    release = run(read_files(BARNET), programme="treatment-published", policy="internal-exact")
    rows, table = pd.DataFrame(release.measures.to_rows()), sheet(BARNET)
    rows["year"] = year(rows["period"])
    total = of_all(table, ["sex", "age_group", "drug_group"])
    exits = total.filter(regex="^exits_.*_allintx$")
    left = exits.sum(axis=1) - exits[
        ["exits_died_allintx", "exits_notknown_allintx", "exits_inconsistent_allintx"]
    ].sum(axis=1)
    printed = total["exits_successfulcompletion_allintx"] / left
    found = rows[(rows["stage"] == "treatment-published/completed") & (rows["measure"] == "proportion")]
    found = found[found["characteristic"] == "everyone"].set_index("year")
    assert list(found.index) == list(range(2009, 2019))
    least = (total["exits_successfulcompletion_allintx"] - 2) / (left + 22)
    most = (total["exits_successfulcompletion_allintx"] + 2) / (left - 22)
    assert (
        (found["lower"] <= least) & (least <= printed) & (printed <= most) & (most <= found["upper"])
    ).all()
