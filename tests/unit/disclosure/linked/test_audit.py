"""One programme serves many counts, with the verdict that two programmes for each count give."""

import numpy as np
import pytest
from scipy.sparse import csr_array

from evenhand.disclosure.linked import Contradiction, Demand, LinkedSet, audit
from evenhand.disclosure.linked.outer import outer_bounds
from evenhand.disclosure.suppress.attackers import Room
from evenhand.disclosure.suppress.certify import demand_of, fitting, linked_for
from tests.unit.disclosure.suppress.problems import POLICY, poisson, problem_of


def chain(least: list[float], most: list[float]) -> LinkedSet:
    """A whole, and its two parts."""
    return LinkedSet(
        least=np.array(least, float),
        most=np.array(most, float),
        sums=csr_array(np.array([[-1.0, 1.0, 1.0]])),
        sum_least=np.zeros(1),
        sum_most=np.zeros(1),
    )


def test_bounds_are_carried_from_a_whole_to_its_parts() -> None:
    least, most = outer_bounds(chain([9, 1, 1], [9, np.inf, np.inf]))
    assert least.tolist() == [9, 1, 1]
    assert most.tolist() == [9, 8, 8]


def test_bounds_stay_infinite_where_nothing_limits_them() -> None:
    least, most = outer_bounds(chain([0, 1, 1], [np.inf, np.inf, np.inf]))
    assert least.tolist() == [2, 1, 1]
    assert np.isinf(most).all()


def test_what_sums_refute_needs_no_programme() -> None:
    found = audit(
        chain([9, 1, 1], [9, np.inf, np.inf]),
        Demand.wide(np.array([1, 2]), 8),
        seen=np.array([9.0, 4, 5]),
        narrow=False,
    )
    assert found.failing.tolist() == [1, 2]
    assert found.programmes == 0


def test_very_bounds_of_what_fails_are_found() -> None:
    found = audit(chain([9, 1, 1], [9, np.inf, np.inf]), Demand.wide(np.array([1, 2]), 8))
    assert found.least.tolist() == [1, 1]
    assert found.most.tolist() == [8, 8]


def test_nothing_fits_a_contradiction() -> None:
    with pytest.raises(Contradiction):
        audit(chain([9, 5, 5], [9, 8, 8]), Demand.wide(np.array([1, 2]), 1))


@pytest.mark.parametrize("shape", [(6, 5), (5, 4, 3), (4, 3, 3)])
@pytest.mark.parametrize("more", [0.0, 0.1, 0.3, 1.0])
def test_same_verdict_as_two_programmes_for_each(shape: tuple[int, ...], more: float) -> None:
    problem = problem_of(poisson(shape, 4.8, seed=5))
    drawn = np.random.default_rng(2).random(len(problem)) < more
    linked = linked_for(problem, Room.of_anyone(problem), (problem.primary | drawn) & ~problem.shown)
    demand = demand_of(problem, POLICY)
    few = audit(linked, demand, seen=problem.counts)
    every = audit(linked, demand, witnesses=False)
    assert (few.passed == every.passed).all()
    assert few.programmes < every.programmes
    failed = ~every.passed
    assert few.least[failed] == pytest.approx(every.least[failed], abs=1e-5)
    assert few.most[failed] == pytest.approx(every.most[failed], abs=1e-5)
    assert (every.least <= few.least + 1e-5).all()
    assert (every.most >= few.most - 1e-5).all()


def test_tables_found_fit_what_is_published() -> None:
    problem = problem_of(poisson((5, 4, 3), 4.8))
    linked = linked_for(problem, Room.of_anyone(problem), ~problem.shown)
    found = audit(linked, demand_of(problem, POLICY), seen=problem.counts)
    assert len(found.tables) > 0
    assert len(fitting(linked, found.tables)) == len(found.tables)
    assert len(fitting(linked, found.tables + 1.0)) == 0
