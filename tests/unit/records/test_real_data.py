"""Published files, where the machine has them: EVENHAND_REAL_DATA names the folder. None of them is ours to keep."""

import os
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from evenhand.records import Inputs, read
from evenhand.vocabulary import load_vocabulary

FOLDER = Path(os.environ.get("EVENHAND_REAL_DATA") or "not-set")
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="EVENHAND_REAL_DATA names no folder")


@pytest.fixture(scope="module")
def inputs() -> Inputs:
    population = [
        FOLDER / "population" / name
        for name in ("census2011_ethnic_group_by_la.csv", "ethnicity21_ltla21.csv")
    ]
    return read([FOLDER / "stop_search"], population=population, vocabulary=load_vocabulary())


def tally(column: pa.ChunkedArray) -> dict[str, int]:
    return {row["values"]: row["counts"] for row in pc.value_counts(column).to_pylist()}


def test_every_search_is_read(inputs: Inputs) -> None:
    searches = [one for one in inputs.files if one.record == "search"]
    assert len(searches) == 8
    assert sum(one.read for one in searches) == sum(one.accepted for one in searches) == 10_532
    assert [file for file, _ in inputs.skipped] == ["README.md"]


def test_what_is_not_known_of_searches(inputs: Inputs) -> None:
    searches = inputs.records["search"]
    assert {
        name: tally(searches.column(name))["not_known"]
        for name in ("ethnicity", "ethnicity_officer", "gender")
    } == {
        "ethnicity": 865,
        "ethnicity_officer": 952,
        "gender": 759,
    }
    assert tally(searches.column("ethnicity"))["not_stated"] == 1_314
    assert tally(searches.column("age_band")) == {
        "18_24": 3_177, "25_34": 2_439, "OVER_34": 2_148, "10_17": 1_934, "not_known": 831, "UNDER_10": 3,
    }  # fmt: skip


def test_what_came_of_searches(inputs: Inputs) -> None:
    searches = inputs.records["search"]
    assert tally(searches.column("kind")) == {"person": 10_007, "vehicle": 525}
    assert tally(searches.column("object"))["controlled_drugs"] == 7_349
    assert tally(searches.column("outcome")) == {
        "no_further_action": 8_053, "arrest": 972, "cannabis_warning": 472, "summons": 356, "community_resolution": 268,
        "caution": 164, "not_known": 136, "penalty_notice": 111,
    }  # fmt: skip
    assert tally(searches.column("area")) == {
        "E23000004": 6_465,
        "E23000011": 3_374,
        "E23000018": 387,
        "E23000008": 306,
    }


def test_like_rows_are_told(inputs: Inputs) -> None:
    told = [w.split()[0] for one in inputs.files for w in one.warnings if "exactly like an earlier one" in w]
    assert sorted(map(int, told)) == [1, 6, 9, 12, 14, 65, 125]


def test_residents_of_both_censuses(inputs: Inputs) -> None:
    accounts = {one.profile: one for one in inputs.files if one.record == "population"}
    assert accounts["census-2011-ethnic-la"].read == accounts["census-2011-ethnic-la"].accepted == 348
    assert accounts["census-2011-ethnic-la"].warnings == ()
    assert accounts["census-2021-ethnic-la"].read == accounts["census-2021-ethnic-la"].accepted == 12_578
    assert accounts["census-2021-ethnic-la"].warnings == (
        "6289 rows hold a percentage; percentages are not used.",
    )
    people = inputs.records["population"]
    totals = people.group_by(["source", "characteristic"]).aggregate([("count", "sum")]).to_pylist()
    for source, number in (("Census 2011", 56_075_912), ("Census 2021", 59_597_578)):
        assert {
            row["characteristic"]: row["count_sum"] for row in totals if row["source"] == source
        } == dict.fromkeys(("ethnicity", "ethnicity_broad", "everyone"), number)
