"""Where actions stand on a day: one definite rule for each kind of date, and a reason in plain words."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from evenhand.planning.dates import Kind
from evenhand.planning.rows import PlanRow
from evenhand.planning.standing.again import comes_again
from evenhand.planning.standing.by_date import judge_date
from evenhand.planning.standing.dependencies import completed_on, depends_on, problems_in, waiting
from evenhand.planning.standing.inference import inference_of, says_done
from evenhand.planning.standing.ongoing import stand_ongoing
from evenhand.planning.standing.rules import StandingRules, standing_rules
from evenhand.planning.standing.stages import stages_of
from evenhand.planning.standing.types import Standing, Standings, State, Tracked, Why

_PRESSING = (State.OVERDUE, State.REVIEW_DUE)
_ENDED = (State.DONE, State.CLOSED)


def tracked_rows(rows: Iterable[PlanRow], *, recorded_on: date | None = None) -> tuple[Tracked, ...]:
    """Return the rows of an edition as what can be tracked; rows without a reference are keyed by their place, '#3'."""
    return tuple(
        Tracked(
            key=row.reference or f"#{place}",
            when=row.when,
            depends_on=row.depends_on,
            mentions=row.mentions,
            recorded_on=recorded_on,
        )
        for place, row in enumerate(rows, start=1)
    )


def standings(actions: Iterable[Tracked], on: date, *, rules: StandingRules | None = None) -> Standings:
    """Return where each action of a plan stands on a day, and what is wrong with the references among them.

    What happened after the day is left aside, so that any day in the past can be asked about. Give all actions of
    one plan together: they wait for each other, and whether any date is marked decides how an inference is worded.
    """
    ordered = tuple(actions)
    by = rules or standing_rules()
    known = {one.key: one for one in ordered}
    marked = any(one.when.mark or any(part.mark for part in one.when.stages) for one in ordered)
    rows = tuple(_stand(one, known, on, by, marked=marked) for one in ordered)
    return Standings(on=on, rows=rows, problems=problems_in(ordered, on), nothing_marked=not marked)


def _stand(
    action: Tracked, known: Mapping[str, Tracked], on: date, by: StandingRules, *, marked: bool
) -> Standing:
    ended = _ended(action, known, on, by)
    if ended:
        return ended
    found = _by_kind(action, known, on, by, marked=marked)
    waits = waiting(depends_on(action), known, on)
    if waits.open and found.state not in _PRESSING:
        why = Why(message="blocked", values={"references": waits.open})
        found = replace(found, state=State.BLOCKED, why=why, inferred=False, inference=None)
    elif waits.missing and found.state not in _PRESSING:
        why = Why(message="waits_for_missing", values={"references": waits.missing})
        found = replace(found, state=State.CANNOT_TELL, why=why, inferred=False, inference=None)
    found = replace(found, blocked_by=waits.open, unblocked_on=waits.free_since)
    return replace(found, comes_up=found.comes_up or _belongs_on_agenda(found, on))


def _ended(action: Tracked, known: Mapping[str, Tracked], on: date, by: StandingRules) -> Standing | None:
    """Done, closed, or said to be done by the words of its date."""
    done = completed_on(action, on)
    if done:
        stages = stages_of(action, known, on, by)
        why = Why(message="done", values={"day": done})
        return Standing(key=action.key, state=State.DONE, why=why, stages=stages)
    if action.closed_on and action.closed_on <= on:
        why = Why(message="closed", values={"day": action.closed_on})
        return Standing(key=action.key, state=State.CLOSED, why=why)
    if says_done(action.when):
        inference = Why(message="said_done", values={"text": action.when.text})
        return Standing(
            key=action.key,
            state=State.DONE,
            why=Why(message="done_no_day"),
            inferred=True,
            inference=inference,
        )
    return None


def _by_kind(
    action: Tracked, known: Mapping[str, Tracked], on: date, by: StandingRules, *, marked: bool
) -> Standing:
    when = action.when
    if when.kind is Kind.STAGED and when.stages:
        return _staged(action, known, on, by, marked=marked)
    if when.kind is Kind.ONGOING:
        return stand_ongoing(action, on, by, nothing_marked=not marked)
    if when.latest is not None:
        kind = Kind.UNMARKED if when.kind is Kind.DEPENDENT else when.kind
        judged = judge_date(kind, when.earliest, when.latest, on, by, reviewed_on=action.reviewed_on)
        inference = inference_of(when, judged.state, nothing_marked=not marked)
        return Standing(
            key=action.key,
            state=judged.state,
            why=judged.why,
            inferred=inference is not None,
            inference=inference,
            due=judged.due,
            days=judged.days,
        )
    if when.kind is Kind.DEPENDENT:
        return _dependent(action, known, on)
    return _without_day(action, on, by)


def _staged(
    action: Tracked, known: Mapping[str, Tracked], on: date, by: StandingRules, *, marked: bool
) -> Standing:
    """Each stage stands by itself; the action stands where its most pressing stage does that is not done."""
    stages = stages_of(action, known, on, by)
    still = [one for one in stages if one.state is not State.DONE]
    order = (*_PRESSING, State.CANNOT_TELL, State.BLOCKED, State.DUE_SOON, State.NOT_YET_DUE)
    first = min(
        still,
        key=lambda one: (
            order.index(one.state) if one.state in order else len(order),
            one.due or date.max,
            one.place,
        ),
    )
    inference = inference_of(action.when, first.state, nothing_marked=not marked) if first.inferred else None
    why = Why(
        message="stage", values={"place": first.place, "label": first.label, "inner": first.why.message}
    )
    why = Why(message=why.message, values={**first.why.values, **why.values})
    return Standing(
        key=action.key,
        state=first.state,
        why=why,
        inferred=inference is not None,
        inference=inference,
        due=first.due,
        days=first.days,
        stages=stages,
    )


def _dependent(action: Tracked, known: Mapping[str, Tracked], on: date) -> Standing:
    """It waits, and has no date: for actions of the plan, for something that is no action, or for nothing any more."""
    waits = waiting(depends_on(action), known, on)
    if waits.free_since:
        why = Why(message="unblocked", values={"day": waits.free_since})
        return Standing(key=action.key, state=State.NO_DATE, why=why, comes_up=True)
    why = Why(message="waits_for_words", values={"text": action.when.text})
    return Standing(key=action.key, state=State.CANNOT_TELL, why=why)


def _without_day(action: Tracked, on: date, by: StandingRules) -> Standing:
    """No day can be told: because none is given, or because the words name none."""
    if action.when.text.strip() and action.when.unread:
        why = Why(message="unread", values={"text": action.when.text})
        return replace(comes_again(action, on, State.CANNOT_TELL, by.no_date_months), why=why)
    return comes_again(action, on, State.NO_DATE, by.no_date_months)


def _belongs_on_agenda(found: Standing, on: date) -> bool:
    """What is late, due, soon due or cannot be told is talked about; what waits is named with what it waits for."""
    pressing = (*_PRESSING, State.DUE_SOON, State.CANNOT_TELL, State.BLOCKED)
    return found.state not in _ENDED and (
        found.state in pressing or (found.next_review is not None and found.next_review <= on)
    )
