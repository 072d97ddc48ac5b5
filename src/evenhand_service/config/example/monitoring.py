"""Extracts sent in, approved and run, by the people of the made-up partnership and through what their pages use."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from evenhand_service.accounts.models import User
from evenhand_service.common.who import acting_as
from evenhand_service.config.example.extracts import files_of
from evenhand_service.config.example.plan import Plan, PlannedArea, PlannedExtract
from evenhand_service.monitoring.loads.enums import LoadState
from evenhand_service.monitoring.loads.operations import approve_load, receive_file
from evenhand_service.monitoring.models import Load, Run
from evenhand_service.monitoring.runs.enums import RunState
from evenhand_service.monitoring.runs.operations import ask_for_run

SECONDS_BETWEEN_LOOKS = 0.3
LONGEST_SECONDS = 20 * 60
Say = Callable[[str], None]
Clock = Callable[[], datetime]


class ExampleStopped(Exception):
    """The made-up partnership could not be made, with what a page would say of it."""


def send_in(plan: Plan, extract: PlannedExtract, found: dict[str, Any], *, clock: Clock, say: Say) -> None:
    """Send in the files of one place and year as the analyst, and approve them as the lead; those there are left alone."""
    analyst, lead = person(plan, "analyst"), person(plan, "partnership-lead")
    area: PlannedArea = next(one for one in plan.areas if one.code == extract.area)
    given = {"area": found[extract.area], "organisation": found[plan.person_with("analyst").organisation]}
    for name, content in files_of(extract, area).items():
        label = f"{extract.label} {name.removesuffix('.csv')}"
        with acting_as(analyst.pk):
            load = Load.objects.visible_to(analyst).filter(area=given["area"], label=label).first()
            load = load or receive_file(
                content=content, given_name=name, by=analyst, now=clock(), label=label, **given
            )
        say(f"{area.name}: {label} is checked")
        load = _wait(analyst, lambda pk=load.pk: Load.objects.get(pk=pk), _is_checked)
        if load.state == LoadState.CHECKED:
            with acting_as(lead.pk):
                approve_load(load_id=load.pk, by=lead, now=clock())
        say(f"{area.name}: {label} is stored")
        _wait(lead, lambda pk=load.pk: Load.objects.get(pk=pk), _is_stored)


def make_release(
    plan: Plan, extract: PlannedExtract, found: dict[str, Any], *, clock: Clock, say: Say
) -> Run:
    """Run what was approved, as the analyst, and wait for the release."""
    analyst, area = person(plan, "analyst"), found[extract.area]
    with acting_as(analyst.pk):
        run = ask_for_run(area=area, by=analyst, now=clock(), period="financial-year")

    def look() -> Run:
        run_now = Run.objects.get(pk=run.pk)
        say(f"{area.name}, {extract.label}: {run_now.progress.get('step', run_now.state)}")
        return run_now

    return _wait(analyst, look, _is_made)


def person(plan: Plan, role: str) -> User:
    """Return the person of the plan who has a role."""
    return User.objects.get(email=plan.person_with(role).email)


def _wait(user: User, look: Callable[[], Any], ready: Callable[[Any], bool]) -> Any:
    deadline = time.monotonic() + LONGEST_SECONDS
    while time.monotonic() < deadline:
        with acting_as(user.pk):
            thing = look()
        if ready(thing):
            return thing
        time.sleep(SECONDS_BETWEEN_LOOKS)
    raise ExampleStopped("The work in the background took longer than twenty minutes. Its log says why.")


def _is_checked(load: Load) -> bool:
    if load.state == LoadState.REFUSED:
        raise ExampleStopped(f"{load.label}: {load.refused_what} {load.refused_mend}")
    return load.state in (LoadState.CHECKED, LoadState.APPROVED)


def _is_stored(load: Load) -> bool:
    if load.refused_what:
        raise ExampleStopped(f"{load.label}: {load.refused_what} {load.refused_mend}")
    return load.stored_at is not None


def _is_made(run: Run) -> bool:
    if run.state == RunState.STOPPED:
        raise ExampleStopped(f"{run.stopped_what} {run.stopped_mend}")
    return run.state == RunState.MADE
