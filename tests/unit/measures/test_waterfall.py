"""Where a gap arises: parts that add up, whatever is nought, and rows that say when there is nothing to add."""

import numpy as np
import pytest

from evenhand.measures.waterfall import shapley
from tests.unit.measures.counted import groups, measured, one_row, programme, steps_of, table

PLAN = programme(steps=("seen", "helped"))


def test_parts_of_two_steps_worked_by_hand() -> None:
    """0.5 x 0.4 against 0.8 x 0.6: a step's part is its change times the mean of the other step."""
    made = measured(groups(PLAN, {"A": (500, 400, 240), "B": (500, 250, 100)}), PLAN)
    seen = one_row(made, "waterfall_part", "B", stage="steps/seen")
    helped = one_row(made, "waterfall_part", "B", stage="steps/helped")
    whole = one_row(made, "waterfall_total", "B")
    assert seen["estimate"] == pytest.approx((0.5 - 0.8) * (0.4 + 0.6) / 2)
    assert helped["estimate"] == pytest.approx((0.4 - 0.6) * (0.5 + 0.8) / 2)
    assert whole["estimate"] == pytest.approx(0.2 - 0.48)
    assert whole["lower"] < whole["estimate"] < whole["upper"] < 0
    assert (seen["state"], whole["state"]) == ("no_interval", "ok")
    assert whole["denominator_name"] == "people asked"


def test_a_step_that_is_equal_has_no_part() -> None:
    parts = shapley(np.array([[0.5], [0.3], [0.9]]), np.array([[0.5], [0.6], [0.9]]))
    assert parts[:, 0] == pytest.approx([0, 0.5 * 0.9 * -0.3, 0])


def test_equal_groups_have_no_gap_and_no_parts() -> None:
    made = measured(groups(PLAN, {"A": (500, 400, 240), "B": (500, 400, 240)}), PLAN)
    rows = [row for row in made.to_rows() if row["measure"].startswith("waterfall")]
    assert [row["estimate"] for row in rows] == [0, 0, 0]


def test_a_step_that_nobody_takes_has_parts_that_add_up() -> None:
    made = measured(groups(PLAN, {"A": (500, 400, 300), "B": (500, 400, 0)}), PLAN)
    parts = [row["estimate"] for row in made.where(measure="waterfall_part").to_rows()]
    whole = one_row(made, "waterfall_total", "B")
    assert sum(parts) == pytest.approx(whole["estimate"]) == pytest.approx(-0.6)
    assert (whole["lower"], whole["upper"]) == (None, None)


def test_one_step_is_no_waterfall() -> None:
    plan = programme()
    rows = measured(groups(plan, {"A": (500, 400), "B": (500, 300)}), plan).to_rows()
    assert not [row for row in rows if row["measure"].startswith("waterfall")]


def test_a_reference_that_lacks_a_step_is_nobody_elses_name() -> None:
    cells = steps_of(PLAN, "A", 100, 80) + steps_of(PLAN, "B", 100, 80, 40) + steps_of(PLAN, "C", 100, 80, 30)
    for row in measured(table(cells), PLAN).to_rows():
        if row["measure"].startswith("waterfall"):
            assert (row["state"], row["reference"], row["estimate"]) == ("no_reference", None, None)


def test_a_group_that_nobody_was_left_of_has_no_waterfall() -> None:
    made = measured(groups(PLAN, {"A": (500, 400, 300), "B": (500, 0, 0)}), PLAN)
    row = one_row(made, "waterfall_total", "B")
    assert (row["estimate"], row["state"]) == (None, "no_one")


def test_not_known_is_in_no_waterfall() -> None:
    made = measured(groups(PLAN, {"A": (500, 400, 300), "not_asked": (500, 40, 3)}), PLAN)
    assert not len(made.where(measure="waterfall_total"))


def test_a_withheld_step_withholds_the_whole_way() -> None:
    made = measured(groups(PLAN, {"A": (500, 400, 300), "B": (300, 15, 15)}, policy="open-5"), PLAN)
    states = {row["state"] for row in made.to_rows() if row["measure"].startswith("waterfall")}
    assert states == {"withheld"}
