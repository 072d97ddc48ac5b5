"""The state of every journey at one stage, as SQL: reached, left and how, or still within the time allowed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from evenhand.foundations import REACHED, STILL_WAITING, TOO_SOON
from evenhand.foundations.sql import identifier, literal
from evenhand.pathway.pauses import Time
from evenhand.pathway.rules import condition
from evenhand.vocabulary import Exit, Programme, Stage

STOPPED = "stopped"
"""What remains when no other exit is known: stopped coming."""


@dataclass(frozen=True, slots=True)
class StageColumns:
    """The SQL of a stage, for any journey that came so far: its state, whether its time runs, whether a pause matters."""

    state: str
    running: str
    pause_matters: str


def stage_columns(stage: Stage, programme: Programme, time: Time) -> StageColumns:
    """Return the SQL of a stage as if everybody had come so far; `came` says who has."""
    met, running = _met(stage, time), _running(stage, time)
    rest = next((one.state for one in stage.exits if one.rule is None), STOPPED)
    on_record = _cases(one for one in stage.exits if _is_on_record(one))
    inferred = _cases(one for one in stage.exits if not _is_on_record(one))
    state = (
        f"case when {running} and {met} then {literal(TOO_SOON)} "
        f"when {met} then {literal(REACHED)} {on_record} {_in_a_pause(stage, programme, time, running)} "
        f"when {running} then {literal(STILL_WAITING)} {inferred} else {literal(rest)} end"
    )
    return StageColumns(state, running, _pause_matters(stage, time))


def came(stage: Stage, programme: Programme) -> str:
    """Return the SQL of whether a journey came to a stage: it reached every one before, by their `raw` states."""
    before = []
    while stage.of is not None and stage.measure != "rate":
        stage = programme.stage(stage.of)
        before.append(f"{identifier(f'raw.{stage.id}')} = {literal(REACHED)}")
    return " and ".join(before) or "true"


def at_risk(stage: Stage, programme: Programme) -> str:
    """Return the SQL of whether a journey is in a stage's denominator, from its `raw` state and `running`.

    While the time allowed runs, nobody is: not those who have arrived either, since counting the quick ones
    alone would flatter the service.
    """
    inside = f"({came(stage, programme)}) and not {identifier(f'running.{stage.id}')}"
    outside = ", ".join(literal(one.state) for one in stage.exits if not one.at_risk)
    return f"{inside} and {identifier(f'raw.{stage.id}')} not in ({outside})" if outside else inside


def _cases(exits: Iterable[Exit]) -> str:
    named = [one for one in exits if one.rule is not None]
    return " ".join(f"when {condition(one.rule)} then {literal(one.state)}" for one in named)


def _is_on_record(left: Exit) -> bool:
    """Whether an exit is known from a value that was recorded, and not from one that is missing still."""
    return left.rule is not None and not _rests_on_a_gap(left.rule)


def _rests_on_a_gap(rule: Mapping[str, Any]) -> bool:
    parts = [*rule.get("any", ()), *rule.get("all", ())]
    return rule.get("present") is False or "not" in rule or any(_rests_on_a_gap(part) for part in parts)


def _met(stage: Stage, time: Time) -> str:
    met = condition(stage.rule)
    if stage.clock is not None and stage.clock.end is not None:
        days = time.between(stage.clock.start, stage.clock.end, paused=stage.clock.paused)
        met = f"({met} and coalesce({days} <= {stage.clock.within_days}, false))"
    return met if stage.at_once is None else f"({met} or {condition(stage.at_once)})"


def _running(stage: Stage, time: Time) -> str:
    if stage.clock is None:
        return "false"
    days = time.up_to_today(stage.clock.start, paused=stage.clock.paused)
    return f"coalesce({days} < {stage.clock.within_days}, false)"


def _in_a_pause(stage: Stage, programme: Programme, time: Time, running: str) -> str:
    """The case of those who wait and are in custody on the day; nothing where no clock can pause."""
    if programme.pause is None or not time.pauses or stage.clock is None or not stage.clock.paused:
        return ""
    return f"when {running} and is_paused then {literal(programme.pause.state)}"


def _pause_matters(stage: Stage, time: Time) -> str:
    """Whether days that did not count changed who is in time, or whose time is over; nothing where they can't."""
    if stage.clock is None or not time.pauses:
        return ""
    every_day = Time(time.today, pauses=False)
    return (
        f"{_running(stage, time)} is distinct from {_running(stage, every_day)} "
        f"or {_met(stage, time)} is distinct from {_met(stage, every_day)}"
    )
