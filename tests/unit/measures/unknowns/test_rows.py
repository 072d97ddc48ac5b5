"""Worst and best cases in the report; residents are never a measure of need."""

import pytest

from evenhand.vocabulary import load_vocabulary
from tests.unit.measures import counted

PLAN = counted.programme()


def test_all_reasons_of_being_unknown_count_together() -> None:
    people = {"A": (400, 300), "B": (100, 50)}
    reasons = {"not_stated": (10, 6), "not_asked": (4, 2), "prefer_not_to_say": (3, 3), "not_known": (3, 1)}
    found = counted.measured(counted.groups(PLAN, people | reasons), PLAN)
    row = counted.one_row(found, "difference_bounds", "B")
    assert row["estimate"] == pytest.approx(-0.25)
    assert row["lower"] == pytest.approx(50 / 108 - 312 / 412)
    assert row["upper"] == pytest.approx(62 / 112 - 300 / 408)
    ratio = counted.one_row(found, "ratio_bounds", "B")
    assert ratio["lower"] == pytest.approx((50 / 108) / (312 / 412))


def test_where_everybody_is_known_there_is_no_row() -> None:
    found = counted.measured(counted.groups(PLAN, {"A": (400, 300), "B": (100, 50)}), PLAN)
    assert len(found.where(measure="difference_bounds")) == 0


def test_a_withheld_count_of_unknown_people_withholds_the_row() -> None:
    people = {"A": (400, 300), "B": (100, 50), "not_stated": (3, 1)}
    found = counted.measured(counted.groups(PLAN, people, policy="open-5"), PLAN)
    row = counted.one_row(found, "difference_bounds", "B")
    outer = counted.measured(counted.groups(PLAN, people), PLAN)
    exact = counted.one_row(outer, "difference_bounds", "B")
    if row["state"] == "ok":
        assert row["lower"] <= exact["lower"] <= exact["upper"] <= row["upper"]
    else:
        assert row["state"] == "withheld"
        assert row["lower"] is None


def test_a_ratio_over_nobody_has_no_end() -> None:
    people = {"A": (40, 0), "B": (100, 50), "not_stated": (5, 2)}
    found = counted.measured(counted.groups(PLAN, people), PLAN)
    assert counted.one_row(found, "ratio_bounds", "B")["state"] == "too_few"
    assert counted.one_row(found, "difference_bounds", "B")["state"] == "ok"


def test_events_of_unknown_people_move_rates() -> None:
    plan = counted.visits()
    people = {"A": (90000, 600), "B": (20000, 200), "not_stated": (500, 40)}
    row = counted.one_row(counted.measured(counted.groups(plan, people), plan), "difference_bounds", "B")
    assert row["lower"] == pytest.approx(1000 * (200 / 20000 - 640 / 90000))
    assert row["upper"] == pytest.approx(1000 * (240 / 20000 - 600 / 90000))


def test_residents_are_said_not_to_be_need_in_every_row_over_them() -> None:
    plan = counted.visits()
    people = {"A": (90000, 600), "B": (20000, 200), "not_stated": (500, 40)}
    found = counted.measured(counted.groups(plan, people, policy="open-5"), plan).to_rows()
    over_residents = [
        row for row in found if row["units"] == "per_1000" or row["stage"].endswith("residents")
    ]
    assert {"rate", "difference", "difference_bounds", "share"} <= {row["measure"] for row in over_residents}
    assert all("not a measure of need" in row["denominator_name"] for row in over_residents)


def test_every_programme_notes_beside_a_rate_of_residents_that_they_are_not_need() -> None:
    stages = [
        (programme, stage)
        for programme in load_vocabulary().programmes.values()
        for stage in programme.stages
        if stage.of is not None and programme.stage(stage.of).unit == "residents"
    ]
    assert stages
    assert all("not a measure of need" in stage.note for _, stage in stages)


def test_the_share_of_every_group_has_its_worst_and_best_case_with_chance() -> None:
    people = {"A": (400, 300), "B": (100, 50), "not_stated": (20, 12)}
    found = counted.measured(counted.groups(PLAN, people), PLAN)
    for group, (n, x) in {"A": (400, 300), "B": (100, 50)}.items():
        row = counted.one_row(found, "proportion_bounds", group)
        assert row["estimate"] == pytest.approx(x / n)
        assert row["lower"] < x / (n + 8)
        assert row["upper"] > (x + 12) / (n + 12)
    assert len(found.where(measure="proportion_bounds", group="not_stated")) == 0


def test_the_worst_and_the_best_case_hold_under_protection() -> None:
    people = {"A": (403, 302), "B": (101, 52), "not_stated": (22, 13)}
    exact = counted.one_row(counted.measured(counted.groups(PLAN, people), PLAN), "proportion_bounds", "B")
    protected = counted.measured(counted.groups(PLAN, people, policy="open-5"), PLAN)
    row = counted.one_row(protected, "proportion_bounds", "B")
    assert row["lower"] <= exact["lower"] < exact["upper"] <= row["upper"]


def test_a_rate_has_both_cases_per_so_many_residents() -> None:
    plan = counted.visits()
    people = {"A": (90000, 600), "B": (20000, 200), "not_stated": (500, 40)}
    row = counted.one_row(counted.measured(counted.groups(plan, people), plan), "rate_bounds", "B")
    assert row["lower"] == pytest.approx(1000 * 200 / 20000)
    assert row["upper"] == pytest.approx(1000 * 240 / 20000)
    assert row["units"] == "per_1000"
