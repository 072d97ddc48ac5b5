"""What waits for what: circles, references that lead nowhere, and what becomes free."""

from datetime import date

import pytest

from evenhand.planning.dates import read_when
from evenhand.planning.standing import (
    Problem,
    ProblemKind,
    State,
    Tracked,
    problem_said,
    standings,
    unblocks,
)

ON = date(2026, 11, 22)


def action(key: str, *waits: str, when: str = "December 2027 (D)", **more) -> Tracked:
    return Tracked(key=key, when=read_when(when), depends_on=waits, **more)


def test_a_circle_is_reported_and_blocks_all_of_it() -> None:
    plan = [action("A", "C"), action("B", "A"), action("C", "B"), action("D", "A"), action("E")]
    found = standings(plan, ON)
    assert found.problems == (Problem(kind=ProblemKind.CYCLE, keys=("A", "B", "C")),)
    assert [one.key for one in found.of(State.BLOCKED)] == ["A", "B", "C", "D"]


def test_an_action_that_waits_for_itself_is_a_circle() -> None:
    found = standings([action("A", "A")], ON)
    assert found.problems == (Problem(kind=ProblemKind.CYCLE, keys=("A",)),)


def test_two_circles_are_two_problems() -> None:
    plan = [action("A", "B"), action("B", "A"), action("C", "D"), action("D", "C")]
    assert [one.keys for one in standings(plan, ON).problems] == [("A", "B"), ("C", "D")]


def test_references_that_lead_nowhere_are_reported_apart() -> None:
    plan = [action("A", "X", mentions=("Y", "B")), action("B")]
    assert standings(plan, ON).problems == (
        Problem(kind=ProblemKind.DANGLING, keys=("A",), references=("X",)),
        Problem(kind=ProblemKind.DANGLING_MENTION, keys=("A",), references=("Y",)),
    )


def test_what_waits_for_something_closed_is_reported() -> None:
    plan = [action("A", closed_on=date(2026, 1, 1)), action("B", "A")]
    found = standings(plan, ON)
    assert found.problems == (Problem(kind=ProblemKind.WAITS_FOR_CLOSED, keys=("B",), references=("A",)),)
    assert found.row("B").state is State.BLOCKED


def test_one_reference_twice_is_reported_and_both_rows_are_kept() -> None:
    found = standings([action("A"), action("A")], ON)
    assert found.problems == (Problem(kind=ProblemKind.SAME_KEY, keys=("A",)),)
    assert len(found.rows) == 2


def test_what_becomes_free_is_named() -> None:
    plan = [action("A"), action("B", "A"), action("C", "A", "B"), action("D", "A", "X"), action("E")]
    assert unblocks(plan, "A", ON) == ("B",)
    done = [action("A", done_on=date(2026, 11, 1)), *plan[1:]]
    assert standings(done, ON).row("B").unblocked_on == date(2026, 11, 1)
    assert standings(done, ON).row("B").state is State.NOT_YET_DUE
    assert standings(done, ON).row("C").blocked_by == ("B",)


def test_what_comes_later_is_left_aside() -> None:
    plan = [action("A", done_on=date(2026, 11, 23)), action("B", "A")]
    assert standings(plan, ON).row("B").state is State.BLOCKED
    assert standings(plan, date(2026, 11, 23)).row("B").state is State.NOT_YET_DUE


def test_a_staged_action_is_complete_when_all_its_stages_are() -> None:
    staged = "March 2026 - first stage, July 2026 - second stage"
    half = action("A", when=staged, stages_done={1: date(2026, 3, 1)})
    whole = action("A", when=staged, stages_done={1: date(2026, 3, 1), 2: date(2026, 8, 1)})
    assert standings([half, action("B", "A")], ON).row("B").state is State.BLOCKED
    assert standings([whole, action("B", "A")], ON).row("B").unblocked_on == date(2026, 8, 1)


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("kind", list(ProblemKind))
def test_every_problem_is_said(kind: ProblemKind, language: str) -> None:
    text = problem_said(Problem(kind=kind, keys=("1/5", "1/6"), references=("2/3",)), language)
    assert "1/5" in text
    assert "{" not in text


@pytest.mark.slow
def test_5000_actions_in_a_chain_are_told_in_one_go() -> None:
    plan = [action("0", done_on=ON), *(action(str(n), str(n - 1)) for n in range(1, 5000))]
    found = standings(plan, ON)
    assert found.problems == ()
    assert [one.key for one in found.rows if one.state is State.NOT_YET_DUE] == ["1"]


def test_stages_that_are_all_done_outweigh_a_later_day_for_the_whole() -> None:
    staged = "March 2026 - first stage, July 2026 - second stage"
    stages = {1: date(2026, 3, 1), 2: date(2026, 8, 1)}
    one = action("A", when=staged, stages_done=stages, done_on=date(2026, 12, 1))
    assert standings([one], ON).row("A").state is State.DONE
