"""The state of every journey at one stage, as SQL: reached, left and how, or still within the time allowed."""

from collections.abc import Iterable
from datetime import date

from evenhand.foundations import REACHED, STILL_WAITING, TOO_SOON
from evenhand.pathway.rules import condition, identifier, literal
from evenhand.vocabulary import Exit, Programme, Stage

STOPPED = "stopped"
"""What remains when no other exit is known: stopped coming."""


def stage_columns(stage: Stage, programme: Programme, as_at: date) -> tuple[str, str]:
    """Return the SQL of a stage's state and of whether the journey is in its denominator.

    While the time allowed runs, nobody is in the denominator: not those who have arrived either, since
    counting the quick ones alone would flatter the service.
    """
    came, met, running = _came(stage, programme), _met(stage), _running(stage, as_at)
    rest = next((one.state for one in stage.exits if one.rule is None), STOPPED)
    on_record = _cases(one for one in stage.exits if _is_on_record(one))
    inferred = _cases(one for one in stage.exits if not _is_on_record(one))
    state = (
        f"case when not ({came}) then null "
        f"when {running} and {met} then {literal(TOO_SOON)} "
        f"when {met} then {literal(REACHED)} {on_record} "
        f"when {running} then {literal(STILL_WAITING)} {inferred} else {literal(rest)} end"
    )
    outside = ", ".join(literal(one.state) for one in stage.exits if not one.at_risk)
    inside = f"({state}) not in ({outside})" if outside else "true"
    return state, f"(({came}) and not ({running}) and {inside})"


def _cases(exits: Iterable[Exit]) -> str:
    named = [one for one in exits if one.rule is not None]
    return " ".join(f"when {condition(one.rule)} then {literal(one.state)}" for one in named)


def _is_on_record(left: Exit) -> bool:
    """Whether an exit is known from a value that was recorded, and not from one that is missing still."""
    return left.rule is not None and left.rule.get("present") is not False


def _came(stage: Stage, programme: Programme) -> str:
    if stage.of is None or stage.measure == "rate":
        return "true"
    return f"coalesce({identifier(f'state.{programme.stage(stage.of).id}')} = {literal(REACHED)}, false)"


def _met(stage: Stage) -> str:
    met = condition(stage.rule)
    if stage.clock is not None and stage.clock.end is not None:
        start, end = identifier(stage.clock.start), identifier(stage.clock.end)
        met = f"({met} and coalesce({end} - {start} <= {stage.clock.within_days}, false))"
    return met


def _running(stage: Stage, as_at: date) -> str:
    if stage.clock is None:
        return "false"
    start = identifier(stage.clock.start)
    return f"coalesce({start} + {stage.clock.within_days} > {literal(as_at.isoformat())}::date, false)"
