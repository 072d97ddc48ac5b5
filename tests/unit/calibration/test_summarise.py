"""From what held in every draw to a row: shares, errors and verdicts worked by hand."""

import numpy as np
import pytest

from evenhand.calibration.plan import load_plan
from evenhand.calibration.registry import families
from evenhand.calibration.summarise import row_of
from evenhand.calibration.types import Outcome, Row, alarm, figure, held

PLAN = load_plan()


def row(
    outcome: Outcome, size: str = "8 groups of 30", condition: str = "as recorded", family: str = "single"
) -> Row:
    scenario = PLAN.scenario(size, "even", condition)
    return row_of(outcome, scenario, family=families()[family], plan=PLAN, code="abc")


def test_an_interval_that_was_not_given_counts_as_abstained_and_in_nothing_else() -> None:
    lower = np.array([[0.1, np.nan], [0.3, 0.1], [0.1, 0.5], [0.1, 0.1]])
    made = row(held("proportion", lower, lower + 0.2, 0.2))
    assert made.figure == pytest.approx(5 / 7, abs=1e-5)
    assert made.abstained == 0.125
    assert made.lowest == pytest.approx(2 / 3, abs=1e-5)
    assert (made.draws, made.verdict, made.in_goal) == (4, "too low", True)


def test_the_error_of_single_places_is_that_of_a_share() -> None:
    inside = np.arange(1000) < 950
    made = row(held("difference", np.where(inside, 0.0, 2.0), np.full(1000, 3.0), 1.0))
    assert made.figure == 0.95
    assert made.error == pytest.approx(np.sqrt(0.95 * 0.05 / 999), abs=1e-5)
    assert made.lowest is None
    assert made.verdict == "holds"


def test_places_of_one_draw_are_alike_and_count_as_one() -> None:
    inside = np.repeat((np.arange(1000) < 950)[:, None], 8, axis=1)
    made = row(held("difference", np.where(inside, 0.0, 2.0), np.full((1000, 8), 3.0), 1.0))
    assert made.error == pytest.approx(np.sqrt(0.95 * 0.05 / 999), abs=1e-5)


@pytest.mark.parametrize(
    ("share", "verdict", "at_least"),
    [
        (0.929, "too low", False),
        (0.931, "holds", False),
        (0.969, "holds", False),
        (0.971, "too high", False),
        (0.99, "holds", True),
        (0.9, "too low", True),
    ],
)
def test_verdicts_on_coverage(share: float, verdict: str, at_least: bool) -> None:
    inside = np.arange(1000) < share * 1000
    made = row(held("x", np.where(inside, 0, 2), np.full(1000, 3), 1.0, at_least=at_least))
    assert made.verdict == verdict


def test_a_limit_for_another_level_is_held_against_that_level() -> None:
    inside = (np.arange(1000) < 990).astype(float)
    one = Outcome(measure="x", values=inside, given=np.ones(1000, bool), nominal=0.998)
    assert row(one).verdict == "holds"
    assert (
        row(Outcome(measure="x", values=inside * 0, given=np.ones(1000, bool), nominal=0.998)).verdict
        == "too low"
    )


def test_alarms_are_too_many_beyond_chance_alone() -> None:
    raised = np.arange(1000) < 60
    assert row(alarm("rule", raised, nominal=0.05)).verdict == "holds"
    assert row(alarm("rule", np.arange(1000) < 80, nominal=0.05)).verdict == "too many"
    assert row(alarm("rule", raised, nominal=None)).verdict == ""
    assert not row(alarm("rule", raised, nominal=0.05)).in_goal


def test_figures_have_a_mean_and_no_verdict() -> None:
    made = row(figure("gap", [1.0, 3.0, np.nan]))
    assert (made.figure, made.verdict, made.nominal) == (2.0, "", None)
    assert made.abstained == pytest.approx(1 / 3, abs=1e-4)


def test_nothing_given_gives_no_figure() -> None:
    made = row(held("x", [np.nan, np.nan], [1.0, 1.0], 0.5))
    assert (made.figure, made.error, made.verdict, made.abstained) == (None, None, "", 1.0)
    one = row(held("x", [0.0], [1.0], 0.5))
    assert (one.figure, one.error) == (1.0, None)


def test_a_group_that_seldom_has_an_interval_is_not_the_lowest() -> None:
    lower = np.array([[0.0, np.nan], [0.0, np.nan], [0.0, 2.0]])
    assert row(held("x", lower, lower + 1, 0.5)).lowest == 1.0
    never = np.array([[np.nan, 0.0], [0.0, np.nan], [np.nan, np.nan]])
    assert row(held("x", never, never + 1, 0.5)).lowest is None


def test_the_goal_is_for_groups_of_30_and_records_as_they_are() -> None:
    good = held("x", np.zeros(3), np.ones(3), 0.5)
    assert row(good).in_goal
    assert not row(good, size="partnership").in_goal
    assert not row(good, condition="linkage error").in_goal
    assert not row(good, family="common_rules").in_goal
