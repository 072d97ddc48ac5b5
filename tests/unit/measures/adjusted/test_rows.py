"""Adjusted figures in the report, and what may not be adjusted for."""

import numpy as np
import pytest

from evenhand.foundations import EvenhandError
from evenhand.measures.adjusted.pathway_guard import HidesAStep, refuse_steps, steps_adjusted_for
from tests.unit.measures import counted

PLAN = counted.programme()
PEOPLE = {
    "A": {"OPIATE": (400, 320), "ALCOHOL": (100, 20)},
    "B": {"OPIATE": (100, 80), "ALCOHOL": (400, 80)},
    "C": {"OPIATE": (40, 30), "ALCOHOL": (20, 5)},
}


def test_the_adjusted_figures_stand_beside_the_crude_ones() -> None:
    found = counted.measured(counted.in_strata(PLAN, PEOPLE), PLAN)
    crude = counted.one_row(found, "difference", "B")
    row = counted.one_row(found, "difference_adjusted", "B")
    assert crude["estimate"] < -0.3
    assert row["estimate"] == pytest.approx(0, abs=1e-6)
    assert (row["within"], row["state"], row["units"]) == ("drug_group", "ok", "share_difference")
    ratio = counted.one_row(found, "ratio_adjusted", "C")
    assert ratio["lower"] < ratio["estimate"] < ratio["upper"]
    assert ratio["reference"] == "A"


def test_under_protection_the_interval_holds_that_of_the_exact_counts() -> None:
    exact = counted.measured(counted.in_strata(PLAN, PEOPLE), PLAN)
    shown = counted.measured(counted.in_strata(PLAN, PEOPLE, policy="open-5"), PLAN)
    for measure in ("difference_adjusted", "ratio_adjusted"):
        for group in ("B", "C"):
            inner, outer = (counted.one_row(one, measure, group) for one in (exact, shown))
            assert outer["lower"] < inner["lower"] < inner["upper"] < outer["upper"]


def test_too_many_people_in_no_stratum_is_too_few() -> None:
    found = counted.measured(counted.in_strata(PLAN, PEOPLE, left_out=0.4), PLAN)
    row = counted.one_row(found, "difference_adjusted", "B")
    assert row["state"] == "too_few"
    assert row["estimate"] is None


def test_a_step_of_the_pathway_is_not_adjusted_for() -> None:
    stage = PLAN.stages[-1]
    assert steps_adjusted_for(("age_band", "asked", "helped"), PLAN, stage) == ("asked", "helped")
    refuse_steps(("age_band", "drug_group"), PLAN, stage)
    with pytest.raises(HidesAStep) as caught:
        refuse_steps(("asked",), PLAN, stage)
    assert isinstance(caught.value, EvenhandError)
    assert "step on the pathway" in caught.value.what
    assert caught.value.mend


def test_there_is_no_odds_ratio_in_the_report() -> None:
    found = counted.measured(counted.in_strata(PLAN, PEOPLE), PLAN)
    assert not any(
        "odds" in one for one in np.unique(found.rows.column("measure").to_numpy(zero_copy_only=False))
    )
