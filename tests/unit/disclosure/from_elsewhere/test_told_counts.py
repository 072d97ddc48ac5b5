"""Counts that a dear choice hides though anybody can work them out are shown."""

from dataclasses import replace

import numpy as np
import pytest

from evenhand.disclosure.policy import Policy
from evenhand.disclosure.suppress import Pattern, Problem, suppress
from evenhand.disclosure.tables import Reading, by_suppression, policy_for, protect_tables
from tests.unit.disclosure.from_elsewhere.given import given

ROWS = "A,M,30 A,F,3 A,Total,33 B,M,27 B,F,22 B,Total,49 C,M,61 C,F,70 C,Total,131 Total,M,118 Total,F,95 Total,Total,213"
TABLE = given("area,sex,count\n" + ROWS.replace(" ", "\n"))


def test_a_count_hidden_for_nothing_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, policy = Reading(count="count"), policy_for("suppress")
    cheapest = protect_tables([TABLE], reading, policy)

    def dear(problem: Problem, policy: Policy) -> Pattern:
        made = suppress(problem, policy)
        hidden = made.hidden | (problem.counts == 61)
        assert hidden.sum() == made.hidden.sum() + 1
        return replace(made, hidden=hidden, cost=made.cost + 61)

    monkeypatch.setattr(by_suppression, "suppress", dear)
    made = protect_tables([TABLE], reading, policy)
    assert made.files[0].data == cheapest.files[0].data
    assert made.files[0].suppressed == 4
    assert np.array_equal(made.shown.least, cheapest.shown.least)
    assert np.array_equal(made.shown.width, cheapest.shown.width)
    assert {one["cells"] for one in made.certificate["attackers"]} == {4}
