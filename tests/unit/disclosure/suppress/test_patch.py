"""Where cuts do not tell what is lacking, the cheapest flow gives the room; and what is idle is shown again."""

import numpy as np
import pytest

from evenhand.disclosure.suppress import CannotProtect
from evenhand.disclosure.suppress.clean_up import clean_up
from evenhand.disclosure.suppress.flows import Flows
from evenhand.disclosure.suppress.patch import patch
from evenhand.disclosure.suppress.pattern import Draft
from tests.unit.disclosure.suppress.problems import POLICY, problem_of

SMALL = np.array([[3, 20, 30], [12, 2, 18], [22, 9, 14]])


def drafted(**other: np.ndarray) -> tuple[Draft, Flows]:
    problem = problem_of(SMALL, **other)
    draft = Draft(problem, POLICY)
    return draft, Flows(problem, draft.anyone, problem.cost)


def test_flows_give_every_attacker_nothing() -> None:
    draft, flows = drafted()
    assert draft.lacking()
    patch(draft, flows)
    assert not draft.lacking()
    assert draft.programmes > flows.solved == 0


def test_idle_cells_are_shown_again() -> None:
    draft, _ = drafted()
    draft.hidden = ~draft.problem.shown
    before = draft.cost()
    clean_up(draft, np.arange(len(draft.problem)))
    assert draft.cost() < before
    assert not draft.lacking()


def test_says_so_where_no_flow_gives_room() -> None:
    primary = problem_of(SMALL).primary
    draft, flows = drafted(shown=~primary)
    with pytest.raises(CannotProtect, match="One small count"):
        patch(draft, flows)


def test_a_flow_leaves_every_sum_as_it_is() -> None:
    draft, flows = drafted()
    found = flows.cheapest(5, 4.0)
    assert found is not None
    assert found[5] == 4.0
    assert np.abs(draft.problem.sums @ found).max() == 0
    assert (draft.problem.counts + found >= 1).all()
    assert flows.cheapest(5, -3.0) is None
