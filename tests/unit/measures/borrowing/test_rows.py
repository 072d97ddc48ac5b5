"""Borrowed figures and rungs in the report."""

import pytest

from evenhand.measures.borrowing import shrunken_proportions, shrunken_rates
from tests.unit.measures import counted

PLAN = counted.programme()
PEOPLE = {"A": (400, 300), "B": (100, 50), "C": (40, 25), "D": (12, 9), "E": (4, 0)}


def test_the_figures_are_those_of_the_groups_of_the_area() -> None:
    import numpy as np

    found = counted.measured(counted.groups(PLAN, PEOPLE | {"not_stated": (50, 20)}), PLAN)
    n, x = np.array([list(PEOPLE.values())], dtype=float).transpose(2, 0, 1)
    right = shrunken_proportions(x, n).figures
    for place, group in enumerate(PEOPLE):
        row = counted.one_row(found, "shrunken", group)
        assert row["within"] == "groups"
        assert row["estimate"] == pytest.approx(right.value[0, place])
        assert row["lower"] == pytest.approx(right.lower[0, place])
    assert len(found.where(measure="shrunken", group="not_stated")) == 0
    assert len(found.where(measure="shrunken", group="everyone")) == 0


def test_rates_are_borrowed_too() -> None:
    import numpy as np

    plan = counted.visits()
    people = {group: (n * 100, x) for group, (n, x) in PEOPLE.items()}
    found = counted.measured(counted.groups(plan, people), plan)
    n, x = np.array([list(people.values())], dtype=float).transpose(2, 0, 1)
    row = counted.one_row(found, "shrunken", "E")
    assert row["estimate"] == pytest.approx(1000 * shrunken_rates(x, n).figures.value[0, 4])
    assert row["units"] == "per_1000"
    assert len(found.where(measure="rung")) == 0


def test_under_protection_the_interval_is_wider_and_hidden_groups_stay_hidden() -> None:
    exact = counted.measured(counted.groups(PLAN, PEOPLE), PLAN)
    shown = counted.measured(counted.groups(PLAN, PEOPLE, policy="open-5"), PLAN)
    inner, outer = (counted.one_row(one, "shrunken", "C") for one in (exact, shown))
    assert outer["lower"] < inner["lower"] < inner["upper"] < outer["upper"]
    hidden = counted.one_row(shown, "shrunken", "E")
    assert (hidden["state"], hidden["estimate"]) == ("withheld", None)


def test_with_fewer_than_five_groups_nothing_is_borrowed() -> None:
    few = {group: PEOPLE[group] for group in "ABCD"}
    assert len(counted.measured(counted.groups(PLAN, few), PLAN).where(measure="shrunken")) == 0


def test_the_same_group_of_five_areas_is_borrowed_from() -> None:
    cells = []
    for place, area in enumerate(("X1", "X2", "X3", "X4", "X5")):
        cells += counted.steps_of(PLAN, "A", 300 + place, 200, area=area)
        cells += counted.steps_of(PLAN, "B", 20 + place, 10 + place, area=area)
    found = counted.measured(counted.table(cells), PLAN)
    row = counted.one_row(found, "shrunken", "B", area="X1")
    assert row["within"] == "areas"
    assert 0.5 < row["estimate"] < 14 / 24


@pytest.mark.parametrize(("group", "rung"), [("B", "own"), ("C", "borrowed")])
def test_a_large_group_stands_on_its_own_data(group: str, rung: str) -> None:
    people = {"A": (900, 600), "B": (700, 500), "C": (40, 25)}
    row = counted.one_row(counted.measured(counted.groups(PLAN, people), PLAN), "rung", group)
    assert (row["within"], row["state"], row["estimate"]) == (rung, "no_interval", None)


def test_years_together_are_the_second_rung() -> None:
    cells = []
    for year in (2021, 2022, 2023):
        period = f"{year}-04-01/{year + 1}-03-31"
        cells += counted.steps_of(PLAN, "A", 900, 450, period=period)
        cells += counted.steps_of(PLAN, "B", 8, 4, period=period)
    found = counted.measured(counted.table(cells), PLAN)
    rows = {row["period"]: row["within"] for row in found.where(measure="rung", group="B").to_rows()}
    gaps = {
        row["period"]: row["estimate"] for row in found.where(measure="smallest_gap", group="B").to_rows()
    }
    assert gaps["2021-04-01/2024-03-31"] <= 0.5
    assert rows["2023-04-01/2024-03-31"] == "pooled"
    assert rows["2021-04-01/2022-03-31"] == "borrowed"


def test_a_stage_that_is_no_service_borrows_nothing() -> None:
    plan = counted.programme(kind=counted.StageKind.EXPOSURE)
    found = counted.measured(counted.groups(plan, PEOPLE), plan)
    assert len(found.where(measure="shrunken")) == 0
    assert len(found.where(measure="difference_bounds")) == 0
