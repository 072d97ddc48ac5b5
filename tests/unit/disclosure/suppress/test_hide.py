"""Counts are hidden until no attacker has anything; or it is said which cannot be protected."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.sparse import csr_array

from evenhand.disclosure.suppress import (
    CannotProtect,
    Effort,
    Problem,
    TooLarge,
    certify,
    suppress,
    suppress_in_order,
)
from evenhand.disclosure.suppress import hide as module
from evenhand.disclosure.suppress.attackers import Room
from tests.unit.disclosure.suppress.problems import POLICY, poisson, problem_of, with_margins

SMALL = np.array([[3, 20, 30], [12, 25, 18], [22, 9, 14]])


def test_one_small_count_takes_others_with_it() -> None:
    problem = problem_of(SMALL)
    found = suppress(problem, POLICY)
    assert problem.primary.sum() == 1
    assert found.hidden.sum() == 4
    assert found.cost == problem.cost[found.hidden & ~problem.primary].sum() >= found.lower_bound > 0
    assert certify(problem, found.hidden, POLICY, seen=found.tables).passed
    assert found.dearer <= 0.02


def test_nothing_small_hides_nothing() -> None:
    found = suppress(problem_of(SMALL + 10), POLICY)
    assert (found.hidden.sum(), found.cost, found.dearer) == (0, 0, 0)


def test_certificate_says_which_attacker_succeeds() -> None:
    problem = problem_of(SMALL)
    certificate = certify(problem, problem.primary, POLICY)
    assert not certificate.passed
    assert [one.failing.tolist() for one in certificate.attackers[:2]] == [[5], [5]]


def test_who_knows_which_counts_are_small_knows_that_somebody_is_in_them() -> None:
    """Even where zeros may be hidden: a small count is at least 1, and what is hidden for its sake 0 or more."""
    problem = replace(problem_of(SMALL), shown=np.zeros(16, bool), least_hidden=0.0)
    room = Room.of_one_who_knows_primary(problem, POLICY)
    small = problem.primary
    assert (problem.counts + room.down)[small].tolist() == [1.0]
    assert set((problem.counts + room.down)[~small]) == {0.0}
    assert (problem.counts + room.up)[small].tolist() == [4.0]


def test_two_small_counts_in_a_square_are_kept_from_each_other() -> None:
    inner = np.array([[3, 20, 30], [12, 2, 18], [22, 9, 14]])
    problem = problem_of(inner)
    square = problem.primary.copy()
    square[[6, 9]] = True  # closes the square of the two small ones
    knows = certify(problem, square, POLICY).attackers[2]
    assert not knows.passed
    found = suppress(problem, POLICY)
    assert certify(problem, found.hidden, POLICY).passed
    assert found.hidden.sum() > 4


def test_same_pattern_whatever_the_order_of_rows_and_each_time() -> None:
    inner = poisson((4, 4), 6.0, seed=3)
    codes, _, _ = with_margins(inner)
    first = suppress_in_order(problem_of(inner), codes, POLICY)
    assert (suppress_in_order(problem_of(inner), codes, POLICY).hidden == first.hidden).all()
    order = np.random.default_rng(1).permutation(len(first.hidden))
    mixed = {name: values[order] for name, values in codes.items()}
    again = suppress_in_order(problem_of(inner, order=order), mixed, POLICY)
    assert (again.hidden == first.hidden[order]).all()


def test_protecting_twice_changes_nothing() -> None:
    problem = problem_of(SMALL)
    found = suppress(problem, POLICY)
    again = suppress(replace(problem, hidden=found.hidden & ~problem.primary), POLICY)
    assert (again.hidden == found.hidden).all()
    assert again.cost == 0


def test_what_was_shown_before_stays_shown_and_what_was_hidden_costs_nothing() -> None:
    problem = problem_of(SMALL)
    cheapest = suppress(problem, POLICY).hidden & ~problem.primary
    barred = np.flatnonzero(cheapest)[:1]
    shown = problem.shown.copy()
    shown[barred] = True
    found = suppress(replace(problem, shown=shown), POLICY)
    assert not found.hidden[barred].any()
    assert certify(problem, found.hidden, POLICY).passed


def test_names_the_cells_that_nothing_can_protect() -> None:
    problem = problem_of(SMALL)
    shown = np.ones(len(problem), bool) & ~problem.primary
    codes, _, _ = with_margins(SMALL)
    with pytest.raises(CannotProtect, match="One small count cannot be kept from") as raised:
        suppress(replace(problem, shown=shown), POLICY)
    assert raised.value.cells.tolist() == [5]
    with pytest.raises(CannotProtect) as raised:
        suppress_in_order(replace(problem, shown=shown), codes, POLICY)
    assert raised.value.cells.tolist() == [5]


def test_refuses_more_than_can_be_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_CELLS", 10)
    with pytest.raises(TooLarge, match="the most is 10"):
        suppress(problem_of(SMALL), POLICY)


def test_protects_with_little_work_too() -> None:
    problem = problem_of(poisson((5, 4, 3), 4.8))
    found = suppress(problem, POLICY, effort=Effort(work=0))
    assert "flows" in found.method
    assert certify(problem, found.hidden, POLICY).passed
    assert found.cost >= suppress(problem, POLICY).cost


def test_a_joint_table_that_is_not_published_protects_for_nothing() -> None:
    problem = problem_of(SMALL)
    inner = np.array([False] * 5 + [True] * 3 + [False] + [True] * 3 + [False] + [True] * 3)
    margins_alone = replace(
        problem, primary=problem.primary & ~inner, unpublished=inner, shown=problem.shown & ~inner
    )
    found = suppress(margins_alone, POLICY)
    assert found.hidden.sum() == 0


def test_parts_of_a_problem_must_fit() -> None:
    problem = problem_of(SMALL)
    with pytest.raises(ValueError, match="other lengths"):
        replace(problem, cost=np.ones(3))
    with pytest.raises(ValueError, match="stay shown"):
        replace(problem, shown=problem.primary)
    with pytest.raises(ValueError, match="do not make the sums"):
        replace(problem, counts=problem.counts + 1.0 * (np.arange(len(problem)) == 0))


def test_case_307_the_small_part_of_a_shown_total_is_protected() -> None:
    """Three parts make 23 and two of them 5 and 3, under threshold 11: A, 15, must not be worked out either."""
    counts = np.array([23.0, 15.0, 5.0, 3.0])
    sums = csr_array(np.array([[-1.0, 1.0, 1.0, 1.0]]))
    policy = replace(POLICY, threshold=11)
    problem = Problem(
        counts=counts,
        sums=sums,
        sum_least=np.zeros(1),
        sum_most=np.zeros(1),
        primary=np.array([False, False, True, True]),
        shown=np.zeros(4, bool),
        hidden=np.zeros(4, bool),
        cost=counts,
    )
    found = suppress(problem, policy)
    assert found.hidden.tolist() == [False, True, True, True]
