"""Extracts sent in, approved and run, by the people of the made-up partnership and through what their pages use."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from evenhand_service.accounts.models import User
from evenhand_service.common.who import acting_as
from evenhand_service.config.example.extracts import files_of
from evenhand_service.config.example.plan import Plan, PlannedExtract
from evenhand_service.monitoring.loads.enums import LoadState
from evenhand_service.monitoring.loads.operations import approve_load, receive_file
from evenhand_service.monitoring.models import Load, Run
from evenhand_service.monitoring.runs.enums import RunState
from evenhand_service.monitoring.runs.operations import ask_for_run

SECONDS_BETWEEN_LOOKS = 0.3
LONGEST_SECONDS = 20 * 60
# What a run says of itself while it goes on.
STEPS = {
    "gathering": "records are gathered",
    "reading": "records are read",
    "counting": "people are counted, and the counts protected",
    "translating": "the release is written in Welsh too",
    "exact": "exact counts are kept for those entitled",
    "writing": "charts and files are written",
}
Say = Callable[[str], None]
Clock = Callable[[], datetime]


class ExampleStopped(Exception):
    """The made-up partnership could not be made, with what a page would say of it."""


def send_in(plan: Plan, extract: PlannedExtract, found: dict[str, Any], *, clock: Clock, say: Say) -> None:
    """Send in the files of one place and year as the analyst, and approve them as the lead; those there are left alone."""
    analyst, lead = person(plan, "analyst"), person(plan, "partnership-lead")
    area = next(one for one in plan.areas if one.code == extract.area)
    place = f"{area.name} {extract.label}"
    say(f"{place}: records are made up")
    loads = [
        _receive(plan, extract, found, name, content, by=analyst, clock=clock)
        for name, content in files_of(extract, area).items()
    ]
    say(f"{place}: records are checked")
    for load in loads:
        if _wait(analyst, _load(load), _is_checked, say).state == LoadState.CHECKED:
            with acting_as(lead.pk):
                approve_load(load_id=load.pk, by=lead, now=clock())
    say(f"{place}: records are stored")
    for load in loads:
        _wait(lead, _load(load), _is_stored, say)


def _receive(
    plan: Plan,
    extract: PlannedExtract,
    found: dict[str, Any],
    name: str,
    content: bytes,
    *,
    by: User,
    clock: Clock,
) -> Load:
    area, label = found[extract.area], f"{extract.label} {name.removesuffix('.csv')}"
    with acting_as(by.pk):
        return Load.objects.visible_to(by).filter(area=area, label=label).first() or receive_file(
            content=content,
            given_name=name,
            area=area,
            organisation=found[plan.person_with("analyst").organisation],
            by=by,
            now=clock(),
            label=label,
        )


def _load(load: Load) -> Callable[[], Load]:
    return lambda: Load.objects.get(pk=load.pk)


def make_release(
    plan: Plan, extract: PlannedExtract, found: dict[str, Any], *, clock: Clock, say: Say
) -> Run:
    """Run what was approved, as the analyst, and wait for the release."""
    analyst, area = person(plan, "analyst"), found[extract.area]
    with acting_as(analyst.pk):
        # A start that was stopped goes on with the run it asked for.
        begun = Run.objects.visible_to(analyst).filter(area=area, asked_at__gte=_last_stored(area))
        run = begun.exclude(state=RunState.STOPPED).first() or ask_for_run(
            area=area, by=analyst, now=clock(), period="financial-year", with_exact=extract.exact
        )

    def look() -> Run:
        run_now = Run.objects.get(pk=run.pk)
        step = run_now.progress.get("step", "")
        say(f"{area.name} {extract.label}: {STEPS.get(step, 'the release waits')}")
        return run_now

    return _wait(analyst, look, _is_made, say)


def _last_stored(area: Any) -> datetime:
    return Load.objects.filter(area=area, stored_at__isnull=False).latest("stored_at").stored_at


def person(plan: Plan, role: str) -> User:
    """Return the person of the plan who has a role."""
    return User.objects.get(email=plan.person_with(role).email)


def _wait(user: User, look: Callable[[], Any], ready: Callable[[Any], bool], say: Say) -> Any:
    deadline = time.monotonic() + LONGEST_SECONDS
    while time.monotonic() < deadline:
        with acting_as(user.pk):
            thing = look()
        if ready(thing):
            return thing
        say("")  # whoever listens may end the wait
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
