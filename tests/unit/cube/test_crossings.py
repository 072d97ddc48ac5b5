"""Groups within strata, and several periods, counted from journeys."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pyarrow as pa
import pytest

from evenhand.cube import build_count_table, count_crossings, count_journeys
from evenhand.cube.crossings import load_crossing_rules
from evenhand.foundations import AT_RISK, REACHED, CellId, CountTable, EvenhandError
from evenhand.pathway import Journeys
from tests.unit.cube.people import PROGRAMME, VOCABULARY, aggregate, counted, inputs

PLAN = replace(PROGRAMME, compare=("sex", "age_band"), within=("drug_group", "age_band", "suite"))
LISTS = {"sex": "sex:2021", "age_band": "age-band-adult:2026"}
STRATA = {"drug_group": "drug-group:2026", "age_band": "age-band-adult:2026", "suite": ""}
YEARS = ("2023-01-01/2023-12-31", "2024-01-01/2024-12-31")
Person = tuple[str, str, str | None, str, str]
"""Sex, age band, drug group, suite, period; everybody is positive and assessed but for women on crack."""


def journeys(*people: Person, area: str = "A") -> Journeys:
    rows = []
    for sex, age, drug, suite, period in people:
        row: dict[str, object] = {
            "area": area, "period": period, "date": date.fromisoformat(period[:10]),
            "sex": sex, "age_band": age, "drug_group": drug, "suite": suite,
        }  # fmt: skip
        helped = not (sex == "FEMALE" and drug == "CRACK")
        for stage in PLAN.stages:
            there = stage.id in ("tested", "positive", "assessed")
            reached = there and (stage.id != "assessed" or helped)
            row[f"state.{stage.id}"] = REACHED if reached else "stopped" if there else None
            row[f"at_risk.{stage.id}"] = there
        rows.append(row)
    return Journeys(rows=pa.Table.from_pylist(rows), repeats=0, excluded=(), first=None, last=None)


def crossed(found: Journeys, within: tuple[str, ...] = PLAN.within) -> CountTable:
    part = count_crossings(
        journeys=found, programme=replace(PLAN, within=within), code_lists=LISTS, strata_lists=STRATA
    )
    return build_count_table([part], programme=PLAN, code_lists=VOCABULARY.code_lists)


def cells(counts: CountTable, characteristic: str, period: str = YEARS[0]) -> Mapping[tuple[str, str], int]:
    rows = counts.where(
        characteristic=characteristic, stage="arrest-to-treatment/assessed", period=period
    ).to_rows()
    return {(row["group"], row["state"]): row["value"] for row in rows}


MANY: tuple[Person, ...] = (
    *[("FEMALE", "18_24", "OPIATE", "North", YEARS[0])] * 12,
    *[("FEMALE", "25_34", "CRACK", "South", YEARS[0])] * 11,
    *[("MALE", "25_34", "OPIATE", "North", YEARS[0])] * 30,
)


def test_groups_are_counted_within_strata_with_the_zeros() -> None:
    found = cells(crossed(journeys(*MANY)), "sex*drug_group")
    assert found == {
        ("FEMALE*OPIATE", AT_RISK): 12, ("FEMALE*OPIATE", REACHED): 12,
        ("FEMALE*CRACK", AT_RISK): 11, ("FEMALE*CRACK", REACHED): 0,
        ("MALE*OPIATE", AT_RISK): 30, ("MALE*OPIATE", REACHED): 30,
        ("MALE*CRACK", AT_RISK): 0, ("MALE*CRACK", REACHED): 0,
    }  # fmt: skip


def test_a_cell_names_both_characteristics_with_their_lists() -> None:
    (row, *_) = (
        crossed(journeys(*MANY)).where(characteristic="sex*drug_group", group="FEMALE*CRACK").to_rows()
    )
    assert (row["code_list"], row["edition"]) == ("sex*drug-group", "2021*2026")
    parts = CellId.parse(row["cell_id"]).characteristics
    assert [str(one) for one in parts] == ["drug_group@drug-group:2026=CRACK", "sex@sex:2021=FEMALE"]


def test_only_steps_that_make_a_gap_are_crossed_and_nothing_with_itself() -> None:
    counts = crossed(journeys(*MANY))
    stages = {stage.id for stage in PLAN.stages if stage.makes_a_gap}
    assert {key.split("/")[1] for key in set(counts.text("stage").tolist())} == stages
    assert set(counts.text("state").tolist()) == {REACHED, AT_RISK}
    assert set(counts.text("characteristic").tolist()) == {
        "sex*drug_group", "sex*age_band", "sex*suite", "age_band*drug_group", "age_band*suite",
    }  # fmt: skip


@pytest.mark.parametrize("unknown", [None, "not_known", "not_stated"])
def test_people_of_no_known_stratum_and_strata_of_few_are_left_out(unknown: str | None) -> None:
    few = load_crossing_rules()["least_people_in_stratum"] - 1
    more = [("MALE", "25_34", unknown, "North", YEARS[0])] * 20 + [
        ("MALE", "25_34", "ALCOHOL", "North", YEARS[0])
    ] * few
    found = cells(crossed(journeys(*MANY, *more)), "sex*drug_group")
    assert {group for group, _ in found} == {
        "FEMALE*OPIATE", "FEMALE*CRACK", "MALE*OPIATE", "MALE*CRACK",
    }  # fmt: skip


def test_programmes_without_strata_and_columns_that_are_not_held_give_nothing() -> None:
    assert len(crossed(journeys(*MANY), within=())) == 0
    assert len(crossed(journeys(*MANY), within=("housing",))) == 0


def test_every_group_of_an_area_has_its_cells_in_every_period() -> None:
    found = journeys(*MANY, *[("MALE", "25_34", "OPIATE", "North", YEARS[1])] * 10)
    part = count_journeys(journeys=found, programme=PLAN, code_lists=LISTS)
    counts = build_count_table([part], programme=PLAN, code_lists=VOCABULARY.code_lists)
    assert set(counts.text("period").tolist()) == set(YEARS)
    for year, women in ((YEARS[0], 23), (YEARS[1], 0)):
        assert cells(counts, "sex", year)["FEMALE", AT_RISK] == women
    assert cells(counts, "everyone", YEARS[1])["everyone", REACHED] == 10
    assert cells(crossed(found), "sex*drug_group", YEARS[1])["FEMALE*CRACK", AT_RISK] == 0


def test_a_name_that_would_be_taken_for_two_is_refused() -> None:
    odd = {"characteristic": "sex*age", "code_list": "sex", "edition": "2021"}
    with pytest.raises(EvenhandError, match=r"names a characteristic with '\*'"):
        counted(inputs(count=[aggregate("tested", 12, group="MALE", **odd)]))
