"""Following the made-up people through a programme, in numpy: a second way, beside the pathway stage.

It shares no code with the pathway stage, so that the two can be held against each other. What it does:

- Excluded rows are taken out; a journey starts from each person's first preferred test, or else their first.
- Episodes of a person that lie close together are one (synthetic.spells).
- A linked record is one of the same person on or after the day it follows (and within the link's days), or one
  that was open on a day: the first (or last) of those preferred, or else the first (or last).
- Days in custody are not counted by a clock, nor by the days of a link.
- Of those who reached the stage before, once the time allowed is over on `as_at`: rule met in time, reached;
  else the first exit whose rule holds; else the last exit. All are at risk, but for exits that say otherwise.
- While the time runs nobody is at risk: rule met, too_soon; else an exit that is on record (a recorded value,
  not the lack of one), that exit; else in custody, the pause's state; else still_waiting.

The period is the whole; a wash-out does not matter then.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from evenhand.synthetic.draw import Whole
from evenhand.synthetic.spells import ALWAYS, Custody, Mask, days, join_rows
from evenhand.vocabulary import Clock, Exit, Programme, Stage, link_name

REACHED_STATE, TOO_SOON, STILL_WAITING = "reached", "too_soon", "still_waiting"


@dataclass(frozen=True, slots=True, kw_only=True)
class StageOutcome:
    """One stage of every journey: its place in `states`, or -1 for who did not come so far, and the risk."""

    states: tuple[str, ...]
    state: Whole
    at_risk: Mask


def start_journeys(records: Mapping[str, pa.Table], programme: Programme) -> pa.Table:
    """Return one row per person: the columns of the chosen test and linked records, named `record.field`."""
    journey = programme.journey
    table, key = records[journey["record"]], journey["person"]
    persons = table.column(key).combine_chunks().unique()
    first = _named(table, journey["record"], key, persons)
    for one in journey["exclude"]:
        first = first.filter(pa.array(~holds(one["rule"], first)))
    person, day = (f"{journey['record']}.{journey[part]}" for part in ("person", "date"))
    who = first.column(person).to_numpy()
    rows = _first_of_each(who, ~holds(journey["prefer"], first), days(first.column(day))[0], len(persons))
    journeys = first.take(pa.array(rows[rows >= 0]))
    custody = _custody(records, programme, persons)
    journeys = _with_custody(_with_free_days(journeys, person, custody), person, custody, len(persons))
    for link in programme.links:
        name = link_name(link)
        linked = _named(_joined(records, programme, link["record"]), name, link["person"], persons)
        linked = _with_free_days(linked, f"{name}.{link['person']}", custody)
        journeys = _link(journeys, journeys.column(person).to_numpy(), linked, link)
    return journeys


def follow_stages(journeys: pa.Table, programme: Programme, as_at: date) -> dict[str, StageOutcome]:
    """Return the outcome of every stage, in order, as it stood on the day `as_at`."""
    outcomes: dict[str, StageOutcome] = {}
    today = (as_at - date(1970, 1, 1)).days
    for stage in programme.stages:
        came = np.ones(journeys.num_rows, dtype=np.bool_)
        if stage.of is not None:
            came = outcomes[stage.of].state == 0
        outcomes[stage.id] = _outcome(stage, journeys, programme, came, today)
    return outcomes


def holds(rule: Mapping[str, Any] | None, table: pa.Table) -> Mask:
    """Return for each row whether a rule of a programme holds; one that rests on a missing value does not."""
    if rule is None:
        return np.ones(table.num_rows, dtype=np.bool_)
    if "any" in rule:
        return np.asarray(np.logical_or.reduce([holds(one, table) for one in rule["any"]]), np.bool_)
    if "all" in rule:
        return np.asarray(np.logical_and.reduce([holds(one, table) for one in rule["all"]]), np.bool_)
    if "not" in rule:
        return ~holds(rule["not"], table)
    if "at_least_days" in rule:
        (start, has_start), (end, has_end) = (days(table.column(rule[side])) for side in ("from", "to"))
        long_enough: Mask = end - start >= rule["at_least_days"]
        return has_start & has_end & long_enough
    column = table.column(rule["field"])
    if "in" in rule:
        return _mask(pc.is_in(column, value_set=pa.array(rule["in"], pa.string())))
    if "present" in rule:
        is_there = _mask(pc.is_valid(column))
        return is_there if rule["present"] else ~is_there
    return _mask(pc.fill_null(pc.less(column, rule["below"]), False))


def _outcome(stage: Stage, journeys: pa.Table, programme: Programme, came: Mask, today: int) -> StageOutcome:
    names = [one.state for one in stage.exits]
    pause = [programme.pause.state] if programme.pause and stage.clock and stage.clock.paused else []
    states = (REACHED_STATE, *names, *((TOO_SOON, *pause, STILL_WAITING) if stage.clock else ()))
    met, over = holds(stage.rule, journeys), np.ones(len(came), dtype=np.bool_)
    if stage.clock is not None:
        in_time, over = _by_the_clock(stage.clock, journeys, today)
        met &= in_time
    if stage.at_once is not None:
        met |= holds(stage.at_once, journeys)
    state = np.where(over, len(names), len(states) - 1)
    if pause:
        inside = journeys.column("custody.open").to_numpy() <= today
        state[inside & ~over] = states.index(pause[0])
    for place, left in reversed(list(enumerate(stage.exits, start=1))):
        state[holds(left.rule, journeys) & (over | is_on_record(left))] = place
    state[met] = 0
    if stage.clock is not None:
        state[met & ~over] = states.index(TOO_SOON)
    outside = [place for place, left in enumerate(stage.exits, start=1) if not left.at_risk]
    return StageOutcome(
        states=states, state=np.where(came, state, -1), at_risk=came & over & ~np.isin(state, outside)
    )


def _by_the_clock(clock: Clock, journeys: pa.Table, today: int) -> tuple[Mask, Mask]:
    """Return who came in time, as far as the clock says, and whose time is over."""
    start, has_start = days(journeys.column(clock.start))
    used = today - start
    if clock.paused:
        ongoing = np.maximum(today - journeys.column("custody.open").to_numpy(), 0)
        used = today - journeys.column("custody.closed").to_numpy() - ongoing
        used = used - _free(journeys, clock.start)
    over = ~has_start | (used >= clock.within_days)
    if clock.end is None:
        return np.ones(len(over), dtype=np.bool_), over
    ended = days(journeys.column(clock.end))[1]
    taken = _days_between(journeys, clock.start, journeys, clock.end, clock.paused)
    return ended & has_start & (taken <= clock.within_days), over


def is_on_record(left: Exit) -> bool:
    """Return whether an exit is known from a recorded value: prison is, still in treatment is not."""
    return left.rule is not None and not _rests_on_a_gap(left.rule)


def _rests_on_a_gap(rule: Mapping[str, Any]) -> bool:
    parts = [*rule.get("any", ()), *rule.get("all", ())]
    return rule.get("present") is False or "not" in rule or any(map(_rests_on_a_gap, parts))


def _joined(records: Mapping[str, pa.Table], programme: Programme, record: str) -> pa.Table:
    """Return the rows of a record type, those that are one episode as one row where the programme joins them."""
    for spec in programme.episodes:
        if spec.record == record:
            return join_rows(records[record], spec)
    return records[record]


def _custody(records: Mapping[str, pa.Table], programme: Programme, persons: pa.Array) -> Custody | None:
    """Return everybody's spells in custody, or None where nothing can pause a clock."""
    pause = programme.pause
    if pause is None or pause.record not in records:
        return None
    rows = records[pause.record]
    who = pc.index_in(rows.column(pause.person).combine_chunks(), value_set=persons)
    known = pc.is_valid(who)
    return Custody(rows.filter(known), who.filter(known).to_numpy().astype(np.int64), pause)


def _with_free_days(table: pa.Table, person: str, custody: Custody | None) -> pa.Table:
    """Return the table and beside every date the days up to it outside custody, as `free.<date>`."""
    who = np.asarray(table.column(person).to_numpy(), dtype=np.int64)
    columns = _columns(table)
    for one in table.schema:
        if pa.types.is_date(one.type):
            day = days(table.column(one.name))[0]
            before = custody.days_before(who, day) if custody else 0
            columns[f"free.{one.name}"] = pa.chunked_array([pa.array(day - before)])
    return pa.table(columns)


def _with_custody(table: pa.Table, person: str, custody: Custody | None, people: int) -> pa.Table:
    """Return the journeys, and since when each person is in custody and for how long each was before."""
    since, before = np.full(people, ALWAYS, dtype=np.int64), np.zeros(people, dtype=np.int64)
    if custody:
        since, before = custody.open_since(people), custody.closed_days(people)
    who = np.asarray(table.column(person).to_numpy(), dtype=np.int64)
    return table.append_column("custody.open", pa.array(since[who])).append_column(
        "custody.closed", pa.array(before[who])
    )


def _link(journeys: pa.Table, person: Whole, linked: pa.Table, link: Mapping[str, Any]) -> pa.Table:
    """Return the journeys with the columns of the linked record beside them, null where there is none."""
    key, field = (f"{link_name(link)}.{link[part]}" for part in ("person", "date"))
    who = linked.column(key).to_numpy()
    place = np.full(max(person.max(initial=-1), who.max(initial=-1)) + 1, -1, dtype=np.int64)
    place[person] = np.arange(len(person))
    rows = np.flatnonzero(place[who] >= 0)
    at = place[who[rows]]
    rows, at = (
        one[_fits(journeys.take(pa.array(at)), linked.take(pa.array(rows)), link)] for one in (rows, at)
    )
    day = days(linked.column(field))[0][rows]
    worse = ~holds(link.get("prefer"), linked)[rows]
    chosen = _first_of_each(at, worse, -day if link.get("choose") == "last" else day, journeys.num_rows)
    picks = pa.array(np.append(rows, 0)[chosen], mask=chosen < 0)
    return pa.table({**_columns(journeys), **_columns(linked.take(picks))})


def _fits(journeys: pa.Table, linked: pa.Table, link: Mapping[str, Any]) -> Mask:
    """Return whether each linked row fits the journey beside it: after its day and in time, or open on its day."""
    field = f"{link_name(link)}.{link['date']}"
    day, dated = days(linked.column(field))
    fits = dated & holds(link.get("rule"), linked)
    if "open_at" in link:
        at, known = days(journeys.column(link["open_at"]))
        until, ended = days(linked.column(f"{link_name(link)}.{link['until']}"))
        return np.asarray(fits & known & (day < at) & (~ended | (until >= at)), np.bool_)
    after, known = days(journeys.column(link["after"]))
    fits &= known & (day - after >= link.get("from_days", 0))
    if "within_days" in link:
        paused = link.get("paused", True)
        fits &= _days_between(journeys, link["after"], linked, field, paused) <= link["within_days"]
    return fits


def _days_between(first: pa.Table, start: str, second: pa.Table, end: str, paused: bool) -> Whole:
    """Return the days from a date of one table to a date of another, those in custody left out if `paused`."""
    if paused:
        return _free(second, end) - _free(first, start)
    return days(second.column(end))[0] - days(first.column(start))[0]


def _free(table: pa.Table, field: str) -> Whole:
    """Return the days up to a date outside custody; any number where there is no date."""
    return np.asarray(pc.fill_null(table.column(f"free.{field}"), 0).to_numpy(), dtype=np.int64)


def _first_of_each(group: Whole, worse: Mask, day: Whole, groups: int) -> Whole:
    """Return for each group the row that comes first, preferred ones before others; -1 where it has none."""
    order = np.lexsort((day, worse, group))
    firsts = order[np.flatnonzero(np.diff(group[order], prepend=-1))]
    chosen = np.full(groups, -1, dtype=np.int64)
    chosen[group[firsts]] = firsts
    return chosen


def _columns(table: pa.Table) -> dict[str, pa.ChunkedArray]:
    return {name: table.column(name) for name in table.schema.names}


def _named(table: pa.Table, record: str, person: str, persons: pa.Array) -> pa.Table:
    """Return the columns named `record.field`: a person as a place in `persons`, text as codes in a list."""
    columns = {}
    for name in table.schema.names:
        column = table.column(name).combine_chunks()
        if name == person:
            column = pc.fill_null(pc.index_in(column, value_set=persons).cast(pa.int64()), len(persons))
        elif pa.types.is_string(column.type):
            column = column.dictionary_encode()
        columns[f"{record}.{name}"] = column
    return pa.table(columns)


def _mask(column: pa.ChunkedArray) -> Mask:
    return np.asarray(column.to_numpy(), dtype=np.bool_)
