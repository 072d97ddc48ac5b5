"""Funnels in the report: which areas stand beside each other, and limits that hold for every possible count."""

import numpy as np
import pytest

from evenhand.measures.funnels import funnel
from tests.unit.measures import counted
from tests.unit.measures.series_of_areas import PLAN, areas, months, rows, table, words

TEN = areas(10)
ONE = months(1)


def test_each_area_has_its_figure_and_the_limits_of_the_funnel() -> None:
    points = rows(table(TEN, ONE), words(TEN), "funnel_point", group="B")
    assert [row["area"] for row in points] == TEN
    x, n = (np.array([row[name] for row in points], float) for name in ("numerator", "denominator"))
    made = funnel(x, n, kind="proportion")
    for place, name in ((0, "funnel_point"), (1, "funnel_point_wide")):
        found = rows(table(TEN, ONE), words(TEN), name, group="B")
        assert [row["estimate"] for row in found] == pytest.approx(x / n)
        assert [row["lower"] for row in found] == pytest.approx(made.lower[place])
        assert [row["upper"] for row in found] == pytest.approx(made.upper[place])
        assert {row["state"] for row in found} == {"ok"}
        assert {row["units"] for row in found} == {"share"}


def test_a_funnel_has_its_target_and_spread_in_rows_of_no_area() -> None:
    counts, known = table(TEN, ONE), words(TEN)
    points = rows(counts, known, "funnel_point", group="A")
    made = funnel(
        [row["numerator"] for row in points], [row["denominator"] for row in points], kind="proportion"
    )
    for name, figure in (("funnel", made.target), ("funnel_phi", made.phi), ("funnel_tau2", made.tau2)):
        (row,) = rows(counts, known, name, group="A")
        assert row["estimate"] == pytest.approx(float(figure))
        assert row["area"] == ""
        assert row["reference"] is row["lower"] is row["numerator"] is None
        assert row["state"] == "no_interval"


def test_a_figure_beyond_a_published_limit_is_so_for_every_possible_count() -> None:
    exact, known = table(TEN, ONE), words(TEN)
    plain = {row["area"]: row for row in rows(exact, known, "funnel_point", group="B")}
    for row in rows(table(TEN, ONE, policy="open-5"), known, "funnel_point", group="B"):
        true = plain[row["area"]]
        assert row["lower"] < true["lower"]
        assert row["upper"] > true["upper"]
        reach = abs(row["estimate"] - true["estimate"])
        assert row["upper"] - row["estimate"] > true["upper"] - true["estimate"] - reach - 0.01


def test_rates_have_funnels_per_so_many_residents() -> None:
    plan = counted.visits()
    cells = [
        cell
        for place, code in enumerate(TEN)
        for cell in counted.steps_of(plan, "A", 4000 + 100 * place, 40 + place, area=code)
    ]
    counts = counted.table(cells, plan=plan)
    found = rows(counts, words(TEN), "funnel_point", plan=plan)
    assert {row["units"] for row in found} == {"per_1000"}
    assert found[0]["estimate"] == pytest.approx(10.0)
    assert found[0]["lower"] < 10 < found[0]["upper"]
    (target,) = rows(counts, words(TEN), "funnel", plan=plan)
    assert target["estimate"] == pytest.approx(
        1000 * sum(40 + p for p in range(10)) / sum(4000 + 100 * p for p in range(10))
    )


def test_few_areas_and_what_is_no_place_make_no_funnel() -> None:
    assert rows(table(TEN[:7], ONE), words(TEN), "funnel_point") == []
    assert rows(table(TEN[:8], ONE), words(TEN, apart=TEN[:1]), "funnel") == []
    found = rows(table(TEN, ONE), words(TEN, apart=TEN[:1]), "funnel_point", group="A")
    assert [row["area"] for row in found] == TEN[1:]


def test_only_the_headline_period_stands_in_a_funnel() -> None:
    found = rows(table(TEN, months(2)), words(TEN), "funnel_point")
    assert {row["period"] for row in found} == {months(2)[1]}


def test_how_many_came_is_in_no_funnel() -> None:
    found = rows(table(TEN, ONE), words(TEN), "funnel_point")
    assert {row["stage"] for row in found} == {PLAN.stage_key(PLAN.stages[1])}
