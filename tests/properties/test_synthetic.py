"""Whatever the seed and the number of people, the made-up records hold together and their counts add up."""

from itertools import pairwise
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from hypothesis import given
from hypothesis import strategies as st

from evenhand.synthetic import Partnership, make_partnership, setting_names
from evenhand.vocabulary import load_vocabulary

PROGRAMME = load_vocabulary().programme("arrest-to-treatment")

partnerships = st.builds(
    make_partnership,
    people=st.integers(1, 400),
    seed=st.integers(0, 2**32),
    disparity=st.booleans(),
    setting=st.sampled_from(setting_names()),
)


def never(condition: pa.ChunkedArray) -> bool:
    return not pc.any(condition, min_count=0).as_py()


@given(partnerships)
def test_dates_come_in_order(made: Partnership) -> None:
    rows = made.treatments
    for earlier, later in pairwise(("referral_date", "start_date", "end_date")):
        assert never(pc.less(rows[later], rows[earlier]))
    assert never(pc.less(rows["end_date"], rows["referral_date"]))
    assert rows["end_date"].is_null().equals(rows["end_reason"].is_null())
    first = made.tests.group_by("person_id").aggregate([("test_date", "min")])
    seen = made.contacts.join(first, "person_id", join_type="inner")
    assert seen.num_rows == made.contacts.num_rows
    assert never(pc.less(seen["contact_date"], seen["test_date_min"]))


@given(partnerships)
def test_people_are_who_they_are_in_every_file(made: Partnership) -> None:
    people = made.tests["person_id"].unique()
    assert len(people) == made.truth["people"]
    for table in (made.contacts, made.treatments):
        assert never(pc.invert(pc.is_in(table["person_id"], value_set=people)))
    assert never(pc.invert(pc.is_in(made.treatments["person_id"], value_set=made.contacts["person_id"])))
    for table, day in (
        (made.tests, "test_date"),
        (made.contacts, "contact_date"),
        (made.treatments, "referral_date"),
    ):
        assert table.num_rows == table.group_by(["person_id", day]).aggregate([]).num_rows
        assert table[day].null_count == 0


@given(partnerships)
def test_days_lie_in_the_window(made: Partnership) -> None:
    for table in (made.tests, made.contacts, made.treatments):
        for field in table.schema:
            if pa.types.is_date(field.type) and (days := table[field.name].drop_null().to_pylist()):
                assert min(days).isoformat() >= "2024-04-01"
                assert max(days).isoformat() <= "2026-03-31"
    assert max(made.tests["test_date"].to_pylist()).isoformat() <= "2025-03-31"


@given(partnerships)
def test_counts_reconcile_from_stage_to_stage(made: Partnership) -> None:
    cells: dict[tuple[Any, Any, str], dict[str, int]] = {}
    for row in made.counts.to_pylist():
        stage = row["stage"].removeprefix("arrest-to-treatment/")
        cells.setdefault((row["characteristic"], row["group"], stage), {})[row["state"]] = row["count"]
    for (characteristic, group, stage), states in cells.items():
        at_risk = states.pop("at_risk", None)
        if (before := PROGRAMME.stage(stage).of) is not None:
            assert sum(states.values()) == cells[characteristic, group, before]["reached"]
            assert states["reached"] <= at_risk <= sum(states.values())


@given(partnerships)
def test_groups_of_a_characteristic_add_up_to_everyone(made: Partnership) -> None:
    totals = (
        made.counts.group_by(["characteristic", "stage", "state"]).aggregate([("count", "sum")]).to_pylist()
    )
    found: dict[tuple[str, str], set[int]] = {}
    for row in totals:
        found.setdefault((row["stage"], row["state"]), set()).add(row["count_sum"])
    assert all(len(sums) == 1 for sums in found.values())


@given(partnerships)
def test_everyone_of_age_at_the_chosen_test_is_counted(made: Partnership) -> None:
    counted = sum(
        row["count"]
        for row in made.counts.to_pylist()
        if row["characteristic"] == "everyone"
        and row["stage"].endswith("/tested")
        and row["state"] == "reached"
    )
    ages = made.tests.group_by("person_id").aggregate([("age", "min"), ("age", "max")])
    youngest, oldest = (
        pc.sum(pc.greater_equal(ages[f"age_{one}"], 18)).as_py() or 0 for one in ("min", "max")
    )
    assert youngest <= counted <= oldest
