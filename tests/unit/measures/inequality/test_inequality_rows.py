"""How far groups lie apart in a report: one row for a characteristic and area, held for every possible count."""

from functools import cache

import numpy as np
import pytest

from evenhand.measures import MeasureTable
from evenhand.measures.inequality import Groups, summaries
from evenhand.measures.inequality.rules import load_inequality_rules
from evenhand.measures.rules import load_rules
from tests.unit.measures import counted

PLAN = counted.programme()
SIZES = {"A": (300, 120), "B": (120, 60), "C": (60, 12)}


@cache
def table(sizes: tuple[tuple[str, tuple[int, int]], ...], policy: str | None) -> MeasureTable:
    cells = [cell for group, (n, x) in sizes for cell in counted.steps_of(PLAN, group, n, x)]
    return counted.measured(counted.table(cells, policy=policy, plan=PLAN), PLAN)


def rows(sizes: dict[str, tuple[int, int]], name: str, *, policy: str | None = None) -> list[dict]:
    return table(tuple(sizes.items()), policy).where(measure=name).to_rows()


def expected(name: str, favourable: bool = True) -> tuple[float, float, float]:
    n, x = (np.array(one, float) for one in zip(*SIZES.values(), strict=True))
    one = summaries(Groups.of(x, n, reference=0, favourable=favourable), level=load_rules().level)[name]
    return float(one.value[0]), float(one.lower[0]), float(one.upper[0])


@pytest.mark.parametrize("name", list(load_inequality_rules().reported))
def test_exact_counts_give_the_measure_itself(name: str) -> None:
    (row,) = [one for one in rows(SIZES, name) if one["characteristic"] == "letter"]
    assert (row["estimate"], row["lower"], row["upper"]) == pytest.approx(expected(name))
    assert (row["group"], row["reference"], row["numerator"], row["state"]) == ("", None, None, "ok")
    assert row["units"] == load_inequality_rules().reported[name].units
    assert row["cell_id"].endswith("of=people")


def test_people_of_no_known_group_are_left_out() -> None:
    (row,) = rows(SIZES | {"not_stated": (90, 3)}, "bgsd")
    assert row["estimate"] == pytest.approx(expected("bgsd")[0])


@pytest.mark.parametrize("name", ["bgsd", "mdb_weighted", "mdr_unweighted", "theil"])
def test_protected_counts_widen_the_interval(name: str) -> None:
    (exact,) = rows(SIZES, name)
    (wide,) = rows(SIZES, name, policy="open-5")
    assert wide["state"] == "ok"
    assert wide["lower"] <= exact["lower"]
    assert wide["upper"] >= exact["upper"]


def test_few_people_leave_the_figure_alone_and_one_group_none() -> None:
    (few,) = rows(SIZES | {"D": (12, 5)}, "bgsd")
    assert few["state"] == "too_few"
    assert few["estimate"] is not None
    assert few["lower"] is few["upper"] is None
    assert rows({"A": (300, 120)}, "bgsd")[0]["state"] == "no_one"
