"""The tables of steps: every state is in them, whoever takes a step has a permission for it, and the page is current."""

from typing import Any

import pytest

from evenhand_service.accounts.roles import every_permission
from evenhand_service.monitoring.enums import ReleaseState
from evenhand_service.monitoring.loads.enums import LOAD_MACHINE, LoadState
from evenhand_service.monitoring.releases.steps import RELEASE_MACHINE
from evenhand_service.monitoring.runs.enums import RUN_MACHINE, RunState
from evenhand_service.monitoring.states import Machine
from tools import states_page

MACHINES = [(LOAD_MACHINE, LoadState), (RUN_MACHINE, RunState), (RELEASE_MACHINE, ReleaseState)]


@pytest.mark.parametrize(("machine", "states"), MACHINES)
def test_every_state_is_reached_by_a_step_and_every_step_is_somebodys(machine: Machine, states: Any) -> None:
    reached = {step.after for step in machine.steps} | {next(iter(states))}
    left_or_last = {before for step in machine.steps for before in step.before} | reached
    assert reached == set(states) == left_or_last
    for step in machine.steps:
        assert {one.strip() for one in step.by.split(",")} <= every_permission() | {"worker"}


def test_a_step_is_allowed_from_the_states_before_it_alone() -> None:
    allowed = {state.value for state in LoadState if LOAD_MACHINE.allows("approve_load", state)}
    assert allowed == {"checked"}
    with pytest.raises(KeyError):
        LOAD_MACHINE.step("publish_load")


def test_the_reference_page_is_what_the_tables_say() -> None:
    assert states_page.main(["--check"]) == 0
