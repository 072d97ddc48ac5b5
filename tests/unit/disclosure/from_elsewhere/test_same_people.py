"""Cells of the same people are taken as one."""

from dataclasses import replace

import numpy as np

from evenhand.disclosure.tables import Reading, gather, policy_for
from evenhand.disclosure.tables.by_suppression import problem_of
from evenhand.disclosure.tables.same_people import SamePeople
from tests.unit.disclosure.from_elsewhere.given import given


def test_a_whole_with_one_part_is_that_part() -> None:
    table = given("area,sex,count\nA,M,3\nA,F,0\nA,Total,3\nB,M,7\nB,F,8\nB,Total,15")
    problem = problem_of(
        gather([table], Reading(count="count")), replace(policy_for("suppress"), least_hidden=1)
    )
    made = SamePeople.of(problem)
    assert len(made.problem) == len(problem) - 1
    assert np.array_equal(made.problem.counts[made.group], problem.counts)
    assert np.array_equal(made.problem.primary[made.group], problem.primary)
    assert made.problem.cost.sum() == problem.cost.sum()


def test_nothing_is_put_together_where_every_whole_has_two_parts() -> None:
    table = given("sex,count\nM,3\nF,4\nTotal,7")
    problem = problem_of(gather([table], Reading(count="count")), policy_for("suppress"))
    assert len(SamePeople.of(problem).problem) == 3
