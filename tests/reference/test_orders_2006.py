"""The figures of court orders that the equality plan of 2006 prints, out of a table of counts typed from them."""

import csv
from pathlib import Path

import pandas as pd
import pytest

from evenhand.flow import read, run

FACTS = Path(__file__).with_name("orders_2006.csv")
ORDERS, DRUG_ORDERS, STARTED = 10_000, 1_000, 1_000
"""Nominal numbers: none is printed, so that shares alone are facts. One order in ten is taken to be a drug order."""
HEADING = "period,stage,state,characteristic,code_list,group,count"


def facts() -> list[dict[str, str]]:
    return list(
        csv.DictReader(line for line in FACTS.read_text("utf-8").splitlines() if not line.startswith("#"))
    )


def typed(row: dict[str, str]) -> list[str]:
    """The lines of a table of counts for one printed figure: the group named, and all others."""
    value, other = float(row["value"]), float(row["compared_with"])
    women = row["group"] == "Women"
    name = "sex,sex:2021" if women else "ethnicity,"
    if row["figure"].startswith("share"):
        sizes = {"ordered": ORDERS, "drug_order": DRUG_ORDERS}
        shares = {"ordered": other, "drug_order": value}
        counts = {s: (round(n * shares[s] / 100), n - round(n * shares[s] / 100)) for s, n in sizes.items()}
    else:
        stage = "retained" if row["figure"].startswith("retained") else "completed"
        counts = {
            "treatment_order": (STARTED, STARTED),
            stage: (round(STARTED * value / 100), round(STARTED * other / 100)),
        }
    return [
        f"{row['period']},orders/{stage},,{name},{group},{count}"
        for stage, both in counts.items()
        for group, count in zip((row["group"], row["other_group"]), both, strict=True)
    ]


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    lines = dict.fromkeys(line for row in facts() for line in typed(row))
    path = tmp_path_factory.mktemp("orders") / "orders-2006.csv"
    path.write_text("\n".join([HEADING, *lines]) + "\n", "utf-8")
    inputs = read(path)
    assert inputs.rejected.num_rows == 0
    rows = pd.DataFrame(run(inputs, programme="orders", policy="internal-exact").measures.to_rows())
    return rows.assign(stage=rows["stage"].str.split("/").str[1])


def one(rows: pd.DataFrame, **asked: str) -> float:
    for name, wanted in asked.items():
        rows = rows[rows[name] == wanted]
    (estimate,) = rows["estimate"]
    return float(estimate)


@pytest.mark.parametrize(
    ("characteristic", "group", "drug_orders", "all_orders"),
    [("sex", "FEMALE", 0.199, 0.151), ("ethnicity", "Ethnic minorities", 0.094, 0.135)],
)
def test_share_of_drug_orders_against_share_of_all(
    measured: pd.DataFrame, characteristic: str, group: str, drug_orders: float, all_orders: float
) -> None:
    asked = {"characteristic": characteristic, "group": group, "measure": "share"}
    assert one(measured, stage="drug_order", **asked) == pytest.approx(drug_orders)
    assert one(measured, stage="ordered", **asked) == pytest.approx(all_orders)


def test_women_were_given_drug_orders_more_often_and_ethnic_minorities_less_often(
    measured: pd.DataFrame,
) -> None:
    rates = {g: one(measured, stage="drug_order", group=g, measure="proportion") for g in ("FEMALE", "MALE")}
    assert rates["FEMALE"] / rates["MALE"] == pytest.approx((19.9 / 15.1) / (80.1 / 84.9))
    groups = ("Ethnic minorities", "Everybody else")
    rates = {g: one(measured, stage="drug_order", group=g, measure="proportion") for g in groups}
    assert rates[groups[0]] / rates[groups[1]] == pytest.approx((9.4 / 13.5) / (90.6 / 86.5))


@pytest.mark.parametrize(("stage", "women", "men"), [("retained", 0.90, 0.89), ("completed", 0.39, 0.33)])
def test_retention_and_positive_terminations(
    measured: pd.DataFrame, stage: str, women: float, men: float
) -> None:
    assert one(measured, stage=stage, group="FEMALE", measure="proportion") == pytest.approx(women)
    assert one(measured, stage=stage, group="MALE", measure="proportion") == pytest.approx(men)


def test_the_facts_say_where_they_come_from() -> None:
    text = FACTS.read_text("utf-8")
    assert "paragraph 3.29" in text
    assert "Open Government Licence v3.0" in text
    assert len(facts()) == 4
