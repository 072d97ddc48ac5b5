"""The gaps over several areas in a report: crude, within areas and between, from exact counts and from protected ones."""

import numpy as np
import pytest

from evenhand.measures import MeasureTable
from evenhand.measures.standardised import within_areas
from evenhand.measures.types import State
from tests.unit.measures.counted import PERIOD, measured, programme, steps_of, table, visits

NAMES = (
    "difference_crude",
    "ratio_crude",
    "difference_within_areas",
    "ratio_within_areas",
    "difference_between_areas",
)
GIVEN = {"X1": {"A": (200, 100), "B": (400, 180)}, "X2": {"A": (600, 120), "B": (90, 15)}}
Given = dict[str, dict[str, tuple[int, int]]]


def over_areas(given: Given, *, policy: str | None = None) -> MeasureTable:
    plan = programme()
    cells = [
        cell
        for area, groups in given.items()
        for group, counts in groups.items()
        for cell in steps_of(plan, group, *counts, area=area)
    ]
    return measured(table(cells, policy=policy, plan=plan), plan)


def rows(measures: MeasureTable) -> dict[str, dict]:
    return {row["measure"]: row for row in measures.to_rows() if row["measure"] in NAMES}


def test_exact_counts_give_what_the_arrays_give() -> None:
    found = rows(over_areas(GIVEN))
    wanted = within_areas([[180, 15]], [[400, 90]], [[100, 120]], [[200, 600]])
    parts = (wanted.crude, wanted.crude_ratio, wanted.within, wanted.within_ratio, wanted.between)
    for name, one in zip(NAMES, parts, strict=True):
        row = found[name]
        assert (row["estimate"], row["lower"], row["upper"]) == pytest.approx(
            (one.value[0], one.lower[0], one.upper[0]), abs=1e-9
        ), name
        assert (row["area"], row["group"], row["reference"], row["period"]) == ("", "B", "A", PERIOD)
        assert row["state"] == State.OK


def test_geography_turns_the_gap_round() -> None:
    """In each area fewer of B are helped, over both more: Simpson's reversal is shown with its parts."""
    found = rows(over_areas(GIVEN))
    crude, within, between = (found[name]["estimate"] for name in NAMES[::2])
    assert crude > 0 > within
    assert crude == pytest.approx(within + between)


def test_protected_counts_widen_and_hold_the_exact_interval() -> None:
    exact, protected = rows(over_areas(GIVEN)), rows(over_areas(GIVEN, policy="open-5"))
    for name in NAMES:
        assert protected[name]["lower"] < exact[name]["lower"], name
        assert protected[name]["upper"] > exact[name]["upper"], name
        assert protected[name]["estimate"] == pytest.approx(exact[name]["estimate"], rel=0.15)


def test_hidden_small_counts_are_told_by_their_bounds() -> None:
    given: Given = {"X1": {"A": (200, 100), "B": (90, 3)}, "X2": {"A": (600, 120), "B": (90, 15)}}
    found = rows(over_areas(given, policy="open-5"))
    assert {row["state"] for row in found.values()} <= {State.BELOW_THRESHOLD, State.WITHHELD}


def test_one_area_gives_no_rows() -> None:
    assert rows(over_areas({"X1": GIVEN["X1"]})) == {}
    assert rows(over_areas({"X1": {"A": (200, 100)}, "X2": {"B": (90, 15)}})) == {}


def test_few_people_have_no_interval() -> None:
    few = rows(over_areas({"X1": {"A": (200, 100), "B": (4, 2)}, "X2": {"A": (90, 12), "B": (3, 1)}}))
    assert {row["state"] for row in few.values()} == {State.TOO_FEW}
    assert few["difference_crude"]["estimate"] is not None
    apart = rows(over_areas({"X1": {"A": (4, 2), "B": (60, 20)}, "X2": {"A": (90, 12), "B": (3, 1)}}))
    assert apart["difference_crude"]["state"] == State.OK
    assert apart["difference_within_areas"]["state"] == State.TOO_FEW


def test_a_ratio_without_an_end_is_not_given() -> None:
    found = rows(over_areas({"X1": {"A": (200, 0), "B": (90, 9)}, "X2": {"A": (90, 0), "B": (60, 5)}}))
    assert found["ratio_crude"]["state"] == State.TOO_FEW
    assert found["difference_crude"]["state"] == State.OK


def test_what_is_not_compared_has_none() -> None:
    plan = programme(compare=("sex",))
    cells = [
        cell for area in ("X1", "X2") for group in "AB" for cell in steps_of(plan, group, 90, 40, area=area)
    ]
    assert rows(measured(table(cells), plan)) == {}


def test_rates_have_none() -> None:
    plan = visits()
    cells = [
        cell for area in ("X1", "X2") for group in "AB" for cell in steps_of(plan, group, 1000, 50, area=area)
    ]
    assert rows(measured(table(cells), plan)) == {}


def test_every_possible_table_lies_within_the_published_ends() -> None:
    published = rows(over_areas(GIVEN, policy="open-5"))
    rng = np.random.default_rng(1)
    n1, n0 = (np.array(one) + rng.integers(-2, 3, (500, 2)) for one in ([400, 90], [200, 600]))
    a, c = (np.array(one) + rng.integers(-2, 3, (500, 2)) for one in ([180, 15], [100, 120]))
    made = within_areas(a, n1, c, n0)
    for name, one in (("difference_within_areas", made.within), ("difference_between_areas", made.between)):
        assert published[name]["lower"] <= one.lower.min() + 0.004, name
        assert published[name]["upper"] >= one.upper.max() - 0.004, name
