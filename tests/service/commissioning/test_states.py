"""Each table of transitions is whole: every pair of state and step, taken or refused as the table says."""

from typing import Any

import pytest
from django.db import models

from evenhand_service.accounts.roles import permissions
from evenhand_service.commissioning import enums, machines
from evenhand_service.monitoring.states import Machine

TABLES: list[tuple[Machine, Any, str]] = [
    (machines.TREATMENT, enums.TreatmentState, "draft"),
    (machines.SPECIFICATION, enums.SpecificationState, "draft"),
    (machines.CONTRACT, enums.ContractState, "draft"),
    (machines.REVIEW, enums.ReviewState, "planned"),
    (machines.EVALUATION, enums.EvaluationState, "asked"),
    (machines.SUPPORT, enums.SupportState, "identified"),
    (machines.PRACTICE, enums.PracticeState, "draft"),
    (machines.BULLETIN, enums.BulletinState, "draft"),
]


@pytest.mark.parametrize(("machine", "states", "first"), TABLES)
def test_every_state_is_reached_and_every_step_known(
    machine: Machine, states: type[models.TextChoices], first: str
) -> None:
    known, reached = set(states.values), {first}
    for _ in machine.steps:
        reached |= {step.after for step in machine.steps if reached & set(step.before)}
    assert reached == known
    for step in machine.steps:
        assert {*step.before, step.after} <= known
        assert step.after not in step.before
        assert step.by in permissions()
    assert len(machine.by_verb()) == len(machine.steps)
    # From one state no two steps are the same one under two names.
    pairs = [(before, step.after) for step in machine.steps for before in step.before]
    assert len(pairs) == len(set(pairs))
