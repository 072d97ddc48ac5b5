"""Where each stage of a staged action stands, by itself."""

from collections.abc import Mapping
from datetime import date

from evenhand.planning.dates import Kind, Stage
from evenhand.planning.standing.by_date import judge_date
from evenhand.planning.standing.dependencies import waiting
from evenhand.planning.standing.rules import StandingRules
from evenhand.planning.standing.types import StageStanding, State, Tracked, Why

_BLOCKABLE = (State.DUE_SOON, State.NOT_YET_DUE, State.CANNOT_TELL, State.NO_DATE)


def stages_of(
    action: Tracked, known: Mapping[str, Tracked], on: date, rules: StandingRules
) -> tuple[StageStanding, ...]:
    """Return where each stage stands: done, by its own date, or waiting for an action that is not complete."""
    return tuple(
        _stage(action, place, stage, known, on, rules)
        for place, stage in enumerate(action.when.stages, start=1)
    )


def _stage(
    action: Tracked, place: int, stage: Stage, known: Mapping[str, Tracked], on: date, rules: StandingRules
) -> StageStanding:
    label = stage.label or stage.text
    done = action.done_on if action.done_on and action.done_on <= on else action.stages_done.get(place)
    if done and done <= on:
        why = Why(message="done", values={"day": done})
        return StageStanding(place=place, label=label, state=State.DONE, why=why, inferred=False)
    waits = waiting(stage.depends_on, known, on)
    if stage.latest is None:
        state, why, due, days = (
            State.CANNOT_TELL,
            Why(message="unread", values={"text": stage.text}),
            None,
            None,
        )
    else:
        judged = judge_date(
            stage.kind, stage.earliest, stage.latest, on, rules, reviewed_on=action.reviewed_on
        )
        state, why, due, days = judged.state, judged.why, judged.due, judged.days
    if waits.open and state in _BLOCKABLE:
        state, why = State.BLOCKED, Why(message="blocked", values={"references": waits.open})
    return StageStanding(
        place=place,
        label=label,
        state=state,
        why=why,
        inferred=stage.kind is Kind.UNMARKED and due is not None and state is not State.BLOCKED,
        due=due,
        days=days,
        blocked_by=waits.open,
    )
