"""A group against its reference: which rows there are, what they say, what they do not say."""

import numpy as np
import pytest

from evenhand.measures import surest_z
from evenhand.measures.rules import load_rules
from evenhand.vocabulary import StageKind
from tests.unit.measures.counted import (
    groups,
    measured,
    one_row,
    pairs,
    programme,
    steps_of,
    table,
    visits,
)

PLAN = programme()
LIMITS = ("lower", "upper")


def test_difference_ratio_and_relative_rate_of_a_step() -> None:
    made = measured(groups(PLAN, {"A": (100, 60), "B": (50, 20)}), PLAN)
    assert one_row(made, "difference", "B")["estimate"] == pytest.approx(-0.2)
    assert one_row(made, "ratio", "B")["estimate"] == pytest.approx(2 / 3)
    row = one_row(made, "relative_rate", "B")
    assert {**row, "measure": "ratio"} == one_row(made, "ratio", "B")
    assert (row["numerator"], row["denominator"], row["reference"]) == (20, 50, "A")
    assert row["denominator_name"] == "people asked"


ALONE = ("proportion", "share", "proportion_bounds", "shrunken")
"""Measures of one group, whoever it is compared with."""


def test_an_outcome_has_no_relative_rate_and_an_exposure_no_comparison_at_all() -> None:
    for kind, wanted in ((StageKind.OUTCOME, {"difference", "ratio"}), (StageKind.EXPOSURE, set())):
        plan = programme(kind=kind)
        rows = measured(groups(plan, {"A": (100, 60), "B": (50, 20)}), plan).to_rows()
        compared = {row["measure"] for row in rows if row["group"] and row["measure"] not in ALONE}
        assert compared - {"smallest_gap", "rung"} == wanted


def test_no_group_is_compared_with_itself_and_not_known_with_nobody() -> None:
    made = measured(groups(PLAN, {"A": (100, 60), "B": (50, 20), "not_stated": (50, 5)}), PLAN)
    compared = {
        row["group"] for row in made.to_rows() if row["group"] and row["measure"] not in (*ALONE, "rung")
    }
    assert compared == {"B"}
    assert all(row["reference"] != row["group"] for row in made.where(measure="difference").to_rows())


def test_everyone_has_no_reference_and_is_nobodys() -> None:
    cells = steps_of(PLAN, "everyone", 200, 90, characteristic="everyone")
    cells += steps_of(PLAN, "A", 100, 60) + steps_of(PLAN, "B", 100, 30)
    made = measured(table(cells), PLAN)
    assert one_row(made, "proportion", "everyone")["reference"] is None
    assert one_row(made, "difference", "B")["reference"] == "A"
    assert not len(made.where(measure="share", group="everyone"))


def test_one_group_only_is_measured_and_not_compared() -> None:
    rows = measured(groups(PLAN, {"A": (100, 60)}), PLAN).to_rows()
    assert {row["measure"] for row in rows if row["group"]} <= {*ALONE, "rung"}


@pytest.mark.parametrize("measure", ["difference", "ratio", "relative_rate"])
def test_without_a_reference_the_row_is_there_and_says_so(measure: str) -> None:
    made = measured(groups(PLAN, {"C": (100, 10), "B": (300, 150), "not_known": (40, 9)}), PLAN)
    row = one_row(made, measure, "B")
    assert row["state"] == "no_reference"
    assert row["reference"] is None
    assert {row[name] for name in ("estimate", *LIMITS)} == {None}
    assert not len(made.where(measure=measure, group="not_known"))


def test_a_list_without_a_reference_takes_the_largest_group() -> None:
    counts = groups(PLAN, {"A": (100, 60), "B": (300, 20), "not_stated": (900, 20)})
    made = measured(counts, PLAN, reference=None)
    assert one_row(made, "difference", "A")["reference"] == "B"
    assert not len(made.where(measure="difference", group="B"))


def test_a_list_that_nobody_knows_takes_the_largest_group() -> None:
    cells = steps_of(PLAN, "x", 100, 60, characteristic="stranger")
    cells += steps_of(PLAN, "y", 300, 60, characteristic="stranger")
    assert one_row(measured(table(cells), PLAN), "difference", "x")["reference"] == "y"


def test_each_area_and_period_has_its_own_reference() -> None:
    later = "2026-04-01/2027-03-31"
    cells = steps_of(PLAN, "A", 100, 60) + steps_of(PLAN, "B", 100, 30)
    cells += steps_of(PLAN, "A", 100, 10, area="X2") + steps_of(PLAN, "B", 100, 30, area="X2")
    cells += steps_of(PLAN, "A", 100, 30, period=later) + steps_of(PLAN, "B", 100, 30, period=later)
    rows = measured(table(cells), PLAN).where(measure="difference").to_rows()
    found = {(row["area"], row["period"][:4]): row["estimate"] for row in rows}
    assert found == pytest.approx({("X1", "2024"): -0.3, ("X2", "2024"): 0.2, ("X1", "2026"): 0.0})


def test_none_on_both_sides_is_a_difference_of_nought_with_its_interval_and_no_ratio() -> None:
    made = measured(groups(PLAN, {"A": (300, 0), "B": (300, 0)}), PLAN)
    row = one_row(made, "difference", "B")
    assert (row["estimate"], row["state"]) == (0, "ok")
    assert row["lower"] == pytest.approx(-row["upper"])
    assert 0 < row["upper"] < 0.02
    ratio = one_row(made, "ratio", "B")
    assert (ratio["estimate"], *(ratio[name] for name in LIMITS)) == (None, None, None)
    assert ratio["state"] == "too_few"


@pytest.mark.parametrize("plan", [PLAN, visits()], ids=["proportion", "rate"])
def test_a_ratio_without_an_end_has_no_interval_at_all(plan) -> None:
    made = measured(groups(plan, {"A": (900, 0), "B": (900, 60)}), plan)
    row = one_row(made, "ratio", "B")
    assert (row["estimate"], row["lower"], row["upper"], row["state"]) == (None, None, None, "too_few")
    assert one_row(made, "difference", "B")["state"] == "ok"


def test_below_ten_people_there_is_no_interval_and_from_ten_there_is() -> None:
    made = measured(groups(PLAN, {"A": (100, 60), "B": (9, 4), "C": (10, 4)}), PLAN)
    assert one_row(made, "difference", "B")["state"] == "too_few"
    assert one_row(made, "difference", "B")["lower"] is None
    assert one_row(made, "difference", "C")["state"] == "ok"
    assert load_rules().least_people == 10


def test_few_people_in_the_reference_are_too_few_for_all() -> None:
    made = measured(groups(PLAN, {"A": (9, 6), "B": (200, 4)}), PLAN)
    assert one_row(made, "difference", "B")["state"] == "too_few"


@pytest.mark.parametrize("plan", [PLAN, visits()], ids=["proportion", "rate"])
def test_a_group_of_nobody_is_named_and_has_nothing(plan) -> None:
    made = measured(groups(plan, {"A": (500, 60), "B": (0, 0)}), plan)
    for measure in ("difference", "ratio"):
        row = one_row(made, measure, "B")
        assert (row["state"], row["estimate"], row["lower"]) == ("no_one", None, None)


def test_a_withheld_reference_withholds_every_comparison_with_it() -> None:
    made = measured(groups(PLAN, {"A": (10, 10), "B": (300, 150)}, policy="open-5"), PLAN)
    for measure in ("difference", "ratio", "relative_rate"):
        row = one_row(made, measure, "B")
        assert (row["state"], row["estimate"], row["lower"]) == ("withheld", None, None)


def test_a_count_below_the_threshold_has_an_interval_that_allows_for_it() -> None:
    exact = {count: groups(PLAN, {"A": (200, 100), "B": (200, count)}) for count in range(5)}
    row = one_row(
        measured(groups(PLAN, {"A": (200, 100), "B": (200, 3)}, policy="open-5"), PLAN), "difference", "B"
    )
    assert row["state"] == "below_threshold"
    assert row["numerator"] is None
    for counts in exact.values():
        inner = one_row(measured(counts, PLAN), "difference", "B")
        assert row["lower"] <= inner["lower"] <= inner["upper"] <= row["upper"]


def test_a_rates_difference_is_per_the_stages_number_of_residents() -> None:
    plan = visits(per=100)
    row = one_row(measured(groups(plan, {"A": (1000, 20), "B": (500, 20)}), plan), "difference", "B")
    assert (row["estimate"], row["units"]) == (pytest.approx(2.0), "per_100")


def test_the_surest_statistic_of_exact_counts_is_the_statistic() -> None:
    one = pairs(groups(PLAN, {"A": (200, 100), "B": (200, 60), "not_stated": (50, 1)}), PLAN)
    z = dict(zip(one.columns["group"], surest_z(one), strict=True))
    assert z["B"] == pytest.approx(-4.082, abs=0.02)
    assert np.isnan(z["A"])
    assert np.isnan(z["not_stated"])


def test_the_surest_statistic_is_nought_where_rounding_may_hide_the_opposite() -> None:
    one = pairs(groups(PLAN, {"A": (200, 100), "B": (200, 96)}, policy="open-5"), PLAN)
    z = dict(zip(one.columns["group"], surest_z(one), strict=True))
    assert z["B"] == 0


def test_an_empty_table_has_no_measures_and_no_complaint() -> None:
    for policy in (None, "open-5"):
        assert len(measured(groups(PLAN, {}, policy=policy), PLAN)) == 0
        assert len(measured(groups(visits(), {}, policy=policy), visits())) == 0
