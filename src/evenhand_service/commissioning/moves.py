"""Taking a step: the one way in which anything of commissioning changes its state."""

from typing import Any

from evenhand_service.accounts.queries import may
from evenhand_service.commissioning.refusals import NotYours, StepNotOpen
from evenhand_service.monitoring.states import Machine, Transition


def move(thing: Any, machine: Machine, verb: str, *, person: Any, **changes: Any) -> None:
    """Take a step, and change what goes with it, in one statement: of two people at once one takes it.

    Raises: NotYours, StepNotOpen.
    """
    step = machine.by_verb().get(verb)
    if step is None:
        raise StepNotOpen
    if not may(person, step.by, area=thing.area_id):
        raise NotYours
    rows = type(thing).objects.filter(pk=thing.pk, state__in=step.before)
    if not rows.update(state=step.after, **changes):
        raise StepNotOpen
    thing.refresh_from_db()


def steps_for(person: Any, thing: Any, machine: Machine) -> list[Transition]:
    """Return the steps that somebody may take now, in their order."""
    held: dict[str, bool] = {}
    found = []
    for step in machine.steps:
        if thing.state not in step.before:
            continue
        if step.by not in held:
            held[step.by] = may(person, step.by, area=thing.area_id)
        if held[step.by]:
            found.append(step)
    return found
