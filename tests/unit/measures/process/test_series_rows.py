"""Series in the report: control limits that hold for every possible count, trends of ratios, breaks."""

from datetime import date

import numpy as np
import pytest

from evenhand.foundations import Period
from evenhand.measures.process import ChartKind, p_prime_chart, ratio_trend, u_prime_chart
from evenhand.measures.process.held import held_chart
from evenhand.measures.process.held_trend import held_trend
from evenhand.vocabulary.breaks import Break
from tests.unit.measures import counted
from tests.unit.measures.series_of_areas import PLAN, months, rows, table, words

Y = ["Y00"]
M24 = months(24)


def column(found: list[dict[str, object]], name: str) -> np.ndarray:
    return np.array([row[name] for row in found], float)


def test_each_period_has_its_figure_and_the_limits_of_its_chart() -> None:
    found = rows(table(Y, M24), words(Y), "p_prime", group="B")
    assert [row["period"] for row in found] == M24
    made = p_prime_chart(column(found, "numerator"), column(found, "denominator"))
    assert column(found, "lower") == pytest.approx(made.lower)
    assert column(found, "upper") == pytest.approx(made.upper)
    assert column(found, "estimate") == pytest.approx(made.value)
    assert {row["state"] for row in found} == {"ok"}


def test_rates_are_on_a_chart_of_events() -> None:
    plan = counted.visits()
    rng = np.random.default_rng(2)
    cells = [
        cell
        for period in M24
        for cell in counted.steps_of(plan, "A", 5000, int(rng.poisson(60)), area=Y[0], period=period)
    ]
    found = rows(counted.table(cells, plan=plan), words(Y), "u_prime", plan=plan)
    made = u_prime_chart(column(found, "numerator"), np.full(24, 5000.0), per=1000)
    assert column(found, "upper") == pytest.approx(made.upper)
    assert {row["units"] for row in found} == {"per_1000"}


def test_limits_of_protected_counts_lie_beyond_those_of_the_exact_ones() -> None:
    exact = {row["period"]: row for row in rows(table(Y, M24), words(Y), "p_prime", group="A")}
    found = rows(table(Y, M24, policy="open-5"), words(Y), "p_prime", group="A")
    assert len(found) == 24
    for row in found:
        true = exact[row["period"]]
        assert row["upper"] >= true["upper"]
        assert row["lower"] <= true["lower"]


def test_no_limits_are_taken_across_a_break_nor_in_a_short_stretch() -> None:
    half = Break(id="x", date=date(2024, 1, 1), what="A new form.", source="made up", verified=False)
    counts = table(Y, M24, shares={(Y[0], one): 0.8 for one in M24[12:]})
    found = rows(counts, words(Y, breaks=(half,)), "p_prime", group="A")
    for part in (found[:12], found[12:]):
        made = p_prime_chart(column(part, "numerator"), column(part, "denominator"))
        assert column(part, "lower") == pytest.approx(made.lower)
    late = Break(id="x", date=date(2024, 4, 1), what="A new form.", source="made up", verified=False)
    assert [row["period"] for row in rows(counts, words(Y, breaks=(late,)), "p_prime", group="A")] == M24[:15]
    other = Break(id="x", date=date(2024, 4, 1), what="x", source="x", verified=False, stages=("other",))
    assert len(rows(counts, words(Y, breaks=(other,)), "p_prime", group="A")) == 24


def test_a_mark_is_no_break() -> None:
    mark = Break(
        id="x", date=date(2024, 1, 1), what="x", source="x", verified=False, marks_only=True, areas=("Y00",)
    )
    found = rows(table(Y, M24), words(Y, breaks=(mark,)), "p_prime", group="A")
    made = p_prime_chart(column(found, "numerator"), column(found, "denominator"))
    assert column(found, "lower") == pytest.approx(made.lower)


def test_few_periods_have_neither_limits_nor_trend() -> None:
    assert rows(table(Y, months(11)), words(Y), "p_prime") == []
    assert rows(table(Y, months(3)), words(Y), "ratio_trend") == []
    assert rows(table(Y, months(1)), words(Y), "ratio_trend") == []


def test_periods_of_other_lengths_are_other_series() -> None:
    periods = [*months(12), str(Period.parse("2023"))]
    found = rows(table(Y, periods), words(Y), "p_prime", group="A")
    assert [row["period"] for row in found] == months(12)


def test_a_trend_is_that_of_the_latest_stretch() -> None:
    half = Break(id="x", date=date(2024, 1, 1), what="A new form.", source="made up", verified=False)
    counts = table(Y, M24)
    (row,) = rows(counts, words(Y, breaks=(half,)), "ratio_trend", group="B")
    assert row["period"] == "2024-01-01/2024-12-31"
    assert row["reference"] == "A"
    sides = [rows(counts, words(Y), "proportion", group=group)[12:] for group in "BA"]
    years = [
        (one.first.toordinal() + one.last.toordinal()) / 2 / 365.25 for one in map(Period.parse, M24[12:])
    ]
    given = [column(side, name) for side in sides for name in ("numerator", "denominator")]
    made = ratio_trend(*given, years).per_year
    assert (row["estimate"], row["lower"], row["upper"]) == pytest.approx(
        (made.value[0], made.lower[0], made.upper[0])
    )
    assert (row["state"], row["units"]) == ("ok", "ratio")


def test_a_trend_of_too_few_events_is_said_to_be_of_too_few() -> None:
    groups = {"A": (150.0, 0.5), "B": (9.0, 0.02)}
    (row,) = rows(table(Y, months(6), groups=groups), words(Y), "ratio_trend", group="B")
    assert (row["state"], row["estimate"], row["lower"]) == ("too_few", None, None)


@pytest.mark.parametrize("kind", [ChartKind.P_PRIME, ChartKind.U_PRIME])
def test_limits_that_are_held_lie_beyond_those_of_each_possible_table(kind: ChartKind) -> None:
    rng = np.random.default_rng(1)
    n = rng.integers(40, 300, (6, 16)).astype(float)
    x = rng.binomial(n.astype(int), rng.choice([0.04, 0.3, 0.5, 0.9], (6, 1))).astype(float)
    low = np.maximum(x - 2, 0)
    high = np.minimum(x + 2, n - 2)
    low = np.minimum(low, high)
    held = held_chart(kind, (low, high), (n - 2, n + 2))
    chart = p_prime_chart if kind is ChartKind.P_PRIME else u_prime_chart
    for _ in range(25):
        size = n + rng.integers(-2, 3, n.shape)
        made = chart(np.minimum(low + rng.integers(0, 5, n.shape), high), size)
        assert (made.lower >= held.lower - 1e-9).all()
        assert (made.upper <= held.upper + 1e-9).all()
        assert (made.signals.outside[held.outside != 0] != 0).all()


def test_a_run_on_one_side_is_held_where_it_is_so_for_every_count() -> None:
    n = np.full((1, 20), 400.0)
    x = np.array([[100.0] * 12 + [180.0] * 8])
    sure = held_chart(ChartKind.P_PRIME, (x - 2, x + 2), (n, n))
    assert sure.one_side[0, 12:].tolist() == [1] * 8
    vague = held_chart(ChartKind.P_PRIME, (x - 60, x + 60), (n, n))
    assert not vague.one_side.any()


def test_the_interval_of_a_trend_holds_the_figure_of_each_possible_table() -> None:
    rng = np.random.default_rng(7)
    n, n0 = np.full((1, 10), 120.0), np.full((1, 10), 800.0)
    x, x0 = rng.binomial(120, 0.4, (1, 10)).astype(float), rng.binomial(800, 0.5, (1, 10)).astype(float)
    years = np.arange(10) / 4
    sides = [((one - 2, one + 2), (size - 2, size + 2)) for one, size in ((x, n), (x0, n0))]
    held = held_trend(*sides, years, people=True, level=0.95)
    for _ in range(12):
        moved = [one + rng.integers(-2, 3, one.shape) for one in (x, n, x0, n0)]
        made = ratio_trend(*moved, years).per_year
        assert held.lower[0] < made.lower[0]
        assert made.upper[0] < held.upper[0]


def test_stages_are_services_and_outcomes() -> None:
    found = rows(table(Y, M24), words(Y), "p_prime")
    assert {row["stage"] for row in found} == {PLAN.stage_key(PLAN.stages[1])}


def test_a_period_that_overlaps_the_one_before_it_is_left_out() -> None:
    overlapping = "2023-03-15/2023-04-14"
    found = rows(table(Y, [*months(12), overlapping]), words(Y), "p_prime", group="A")
    assert [row["period"] for row in found] == months(12)


def test_series_without_scatter_have_no_rows() -> None:
    groups = {"A": (150.0, 1.0), "B": (70.0, 1.0)}
    assert rows(table(Y, months(12), groups=groups), words(Y), "p_prime") == []
