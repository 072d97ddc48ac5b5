"""Residents and need estimates beside the people counted: several denominators, each under its own name."""

from datetime import date

import pytest

from evenhand.cube import Counted, count
from evenhand.disclosure import load_policy, protect
from evenhand.measures import measure
from tests.unit.cube.people import DURHAM, PROGRAMME, VOCABULARY, aggregate, inputs
from tests.unit.pathway.people import Row

KEY = "arrest-to-treatment"
ETHNIC = {"characteristic": "ethnicity", "code_list": "ethnicity-18+1", "edition": "2011"}


def people(stage: str, bangladeshi: int, others: int) -> list[Row]:
    return [
        aggregate(stage, number, group=group, area=DURHAM, **ETHNIC)
        for group, number in (("ASIAN_BANGLADESHI", bangladeshi), ("WHITE_BRITISH", others))
    ]


def residents(group: str, number: int) -> Row:
    return {"area": DURHAM, **ETHNIC, "group": group, "count": number, "source": "census"}


def estimate(drug_group: str | None, count: int | None, lower: int, upper: int, period: str = "") -> Row:
    return {
        "area": DURHAM, "period": period, "drug_group": drug_group, "count": count, "lower": lower,
        "upper": upper, "source": "an estimate",
    }  # fmt: skip


def counted(**rows: list[Row]) -> Counted:
    return count(inputs(**rows), programme=PROGRAMME, vocabulary=VOCABULARY, as_at=date(2024, 12, 31))


def test_seven_in_100_of_those_tested_are_two_in_100_of_those_in_treatment_beside_residents() -> None:
    result = counted(
        count=[*people("tested", 140, 1860), *people("in_need", 40, 600), *people("started", 10, 490)],
        population=[residents("ASIAN_BANGLADESHI", 3000), residents("WHITE_BRITISH", 97000)],
    )
    shown = protect(result.counts, policy=load_policy("open-5"), programme=PROGRAMME)
    measures = measure(shown, programme=PROGRAMME, vocabulary=VOCABULARY)
    rows = measures.where(measure="share", group="ASIAN_BANGLADESHI", characteristic="ethnicity").to_rows()
    found = {row["denominator_name"]: row["estimate"] for row in rows}
    assert found["people tested"] == pytest.approx(0.07)
    assert found["people who live in the area (not a measure of need)"] == pytest.approx(0.03)
    assert found["people who started treatment"] == pytest.approx(0.02)
    assert len(measures.where(measure="rate")) == 0


def test_estimates_stand_beside_with_their_range_and_are_said_to_be_estimates() -> None:
    rows = [
        estimate("OPIATE", 1200, 1000, 1500, "2022-04-01/2023-03-31"),
        estimate("ALCOHOL", 800, 600, 1000, "2022-04-01/2023-03-31"),
        estimate("OPIATE", 900, 800, 1000, "2016-04-01/2017-03-31"),
        estimate("OPIATE", 5000, 4000, 6000, "2030-04-01/2031-03-31"),
        estimate("OPIATE_OR_CRACK", 1400, 1200, 1700, "2022-04-01/2023-03-31"),
    ]
    result = counted(count=people("tested", 140, 1860), estimate=rows)
    cells = {
        row["group"]: (row["value"], row["lower"], row["upper"])
        for row in result.counts.where(stage=f"{KEY}/need_estimate").to_rows()
    }
    assert cells == {"OPIATE": (1200, 1000, 1500), "ALCOHOL": (800, 600, 1000)}
    assert "Estimated need is that of an estimate for April 2022 to March 2023." in result.warnings
    shown = protect(result.counts, policy=load_policy("open-5"), programme=PROGRAMME)
    measures = measure(shown, programme=PROGRAMME, vocabulary=VOCABULARY)
    where = {"stage": f"{KEY}/need_estimate", "characteristic": "drug_group", "group": "OPIATE"}
    (row,) = measures.where(measure="share", **where).to_rows()
    assert row["denominator_name"] == "people in need, as estimated"
    assert row["estimate"] == pytest.approx(0.6)
    assert row["lower"] < 1000 / 2000
    assert row["upper"] > 1500 / 2100


def test_without_either_nothing_stands_beside() -> None:
    result = counted(count=people("tested", 140, 1860))
    assert set(result.counts.text("stage").tolist()) == {f"{KEY}/tested"}
