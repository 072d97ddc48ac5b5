"""Actions as the library follows them: where each of a page stands on a day, and why, in plain words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from evenhand.planning.dates import Kind, Mark, Stage, When
from evenhand.planning.standing import ProblemKind, State, Tracked, problem_said, said, standings
from evenhand.planning.standing import Standing as Found
from evenhand_service.plan.enums import ActionStatus, LinkKind, Standing, WhenKind
from evenhand_service.plan.models import Action

_NEVER_ENDS = (ProblemKind.CYCLE, ProblemKind.WAITS_FOR_CLOSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stands:
    """Where an action stands: the state, the library's word on it (`brief` leaves out why it is an inference), and whether
    it is one.

    Completion counts once it was confirmed; until then `why` is empty, since the library knows no such state.
    """

    state: Standing
    why: str
    brief: str
    inferred: bool
    found: Found


def stand_on(actions: Iterable[Action], day: date, *, language: str = "en") -> dict[UUID, Stands]:
    """Return where actions stand on a day; they come with `leads`, `milestones` and `waits_for__on` fetched.

    Actions that they wait for count with what is known of them: nothing more is read.
    """
    plans: dict[UUID, list[Action]] = {}
    for one in actions:
        plans.setdefault(one.plan_id, []).append(one)
    found: dict[UUID, Stands] = {}
    for rows in plans.values():
        found |= _of_plan(rows, day, language)
    return found


def _of_plan(rows: list[Action], day: date, language: str) -> dict[UUID, Stands]:
    told = {one.key: one for one in standings(_tracked(rows, day), day).rows}
    return {one.pk: _stands(one, told[key_of(one)], day, language) for one in rows}


def _tracked(rows: list[Action], day: date) -> list[Tracked]:
    """Actions of one plan, and those beside them that they wait for."""
    here = {one.pk for one in rows}
    beside = {
        link.on_id: link.on
        for one in rows
        for link in one.waits_for.all()
        if link.on and link.on_id not in here
    }
    return [tracked_of(one, day) for one in rows] + [_beside(one) for one in beside.values()]


def stuck(actions: list[Action], day: date, *, language: str = "en") -> list[str]:
    """Return in words which actions of a plan wait in a circle, or for what was closed: it would never end by itself."""
    if not any(link.on_id and not link.settled_at for one in actions for link in one.waits_for.all()):
        return []
    found = standings(_tracked(actions, day), day).problems
    return [problem_said(one, language) for one in found if one.kind in _NEVER_ENDS]


def key_of(action: Action) -> str:
    """Return what reasons call an action: its reference, else the beginning of its words."""
    return action.reference or f"{action.wording[:40]} ({str(action.pk)[:4]})"


def _stands(action: Action, found: Found, day: date, language: str) -> Stands:
    over = action.completed_date is not None and action.completed_date <= day
    said_so = over and action.status == ActionStatus.COMPLETE and not action.confirmed_at
    if said_so or (not over and _all_reached(action, day)):
        return Stands(state=Standing.UNCONFIRMED, why="", brief="", inferred=False, found=found)
    state = Standing.UNCONFIRMED if found.state is State.DONE and not over else Standing(str(found.state))
    brief = said(replace(found, inference=None), language)
    return Stands(state=state, why=said(found, language), brief=brief, inferred=found.inferred, found=found)


def tracked_of(action: Action, day: date) -> Tracked:
    """Return an action as the library follows it up to a day."""
    depends = [
        link for link in action.waits_for.all() if link.kind == LinkKind.DEPENDS and not link.settled_at
    ]
    mentions = [link for link in action.waits_for.all() if link.kind == LinkKind.MENTIONS]
    return Tracked(
        key=key_of(action),
        when=when_of(action),
        depends_on=tuple(_key(link) for link in depends),
        mentions=tuple(_key(link) for link in mentions),
        recorded_on=action.made_at.date(),
        reviewed_on=action.reviewed_date,
        done_on=action.completed_date if action.confirmed_at else None,
        closed_on=action.completed_date if action.status == ActionStatus.CLOSED else None,
        stages_done={} if _all_reached(action, day) else _stages_done(action),
    )


def _beside(action: Action) -> Tracked:
    """An action that others wait for: whether its completion was confirmed is all that counts."""
    done = action.completed_date if action.confirmed_at else None
    closed = action.completed_date if action.status == ActionStatus.CLOSED else None
    return Tracked(key=key_of(action), when=When(text=""), done_on=done, closed_on=closed)


def _key(link: Any) -> str:
    return key_of(link.on) if link.on else link.on_text


def _stages_done(action: Action) -> dict[int, date]:
    stages = [one for one in action.milestones.all() if one.is_stage]
    return {place: one.done_date for place, one in enumerate(stages, 1) if one.done_date}


def _all_reached(action: Action, day: date) -> bool:
    """Whether every stage was reached by a day. What waits for the action goes on once its completion was confirmed."""
    done = _stages_done(action)
    return bool(action.stages) and len([one for one in done.values() if one <= day]) == len(action.stages)


def _waits_no_longer(action: Action) -> bool:
    """Whether somebody said of all that the words of a date wait for that it is waited for no longer."""
    links = [link for link in action.waits_for.all() if link.kind == LinkKind.DEPENDS]
    return bool(links) and all(link.settled_at for link in links)


def when_of(action: Action) -> When:
    """Return an action's date as it was read; one that waited and does no longer has none."""
    kind = Kind.UNMARKED if action.when_kind == WhenKind.NONE else Kind(action.when_kind)
    if kind is Kind.DEPENDENT and action.latest is None and _waits_no_longer(action):
        return When(text=action.when_text)
    return When(
        text=action.when_text,
        kind=kind,
        earliest=action.earliest,
        latest=action.latest,
        stages=tuple(_stage(one) for one in action.stages),
        mark=Mark(action.when_mark) if action.when_mark else None,
        unread=action.when_unread,
        notes=tuple(action.when_notes),
    )


def _stage(row: Mapping[str, Any]) -> Stage:
    """A stage; what it waits for is among the action's links, which know what was settled."""
    return Stage(
        text=row["text"],
        label=row["label"],
        kind=Kind(row["kind"]),
        earliest=_day(row["earliest"]),
        latest=_day(row["latest"]),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
