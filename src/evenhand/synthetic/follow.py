"""Following the made-up people through a programme, in numpy: a second way, beside the pathway stage.

It shares no code with the pathway stage, so that the two can be held against each other. What it does:

- A journey starts from each person's preferred test, or else their first; then exclusions are taken out.
- A linked record is one of the same person on or after the day it follows (and within the link's days): the
  first of those preferred, or else the first.
- Of those who reached the stage before, once the time allowed is over on `as_at`: rule met in time, reached;
  else the first exit whose rule holds; else the last exit. All are at risk, but for exits that say otherwise.
- While the time runs nobody is at risk: rule met, too_soon; else an exit that is on record (a recorded value,
  not the lack of one), that exit; else still_waiting.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from evenhand.synthetic.draw import Whole
from evenhand.vocabulary import Exit, Programme, Stage

Mask = NDArray[np.bool_]

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
    person, day = (f"{journey['record']}.{journey[part]}" for part in ("person", "date"))
    who = first.column(person).to_numpy()
    rows = _first_of_each(who, ~holds(journey["prefer"], first), days(first.column(day))[0], len(persons))
    journeys = first.take(pa.array(rows))
    for one in journey["exclude"]:
        journeys = journeys.filter(pa.array(~holds(one["rule"], journeys)))
    for link in programme.links:
        linked = _named(records[link["record"]], link["record"], link["person"], persons)
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
        outcomes[stage.id] = _outcome(stage, journeys, came, today)
    return outcomes


def holds(rule: Mapping[str, Any] | None, table: pa.Table) -> Mask:
    """Return for each row whether a rule of a programme holds; one that rests on a missing value does not."""
    if rule is None:
        return np.ones(table.num_rows, dtype=np.bool_)
    if "any" in rule:
        return np.asarray(np.logical_or.reduce([holds(one, table) for one in rule["any"]]), np.bool_)
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


def days(column: pa.ChunkedArray) -> tuple[Whole, Mask]:
    """Return dates as days from 1970-01-01, and which of them are there."""
    numbers = pc.cast(pc.fill_null(pc.cast(column, pa.int32()), 0), pa.int64())
    return np.asarray(numbers.to_numpy(), dtype=np.int64), _mask(pc.is_valid(column))


def _outcome(stage: Stage, journeys: pa.Table, came: Mask, today: int) -> StageOutcome:
    names = [one.state for one in stage.exits]
    states = (REACHED_STATE, *names, *((TOO_SOON, STILL_WAITING) if stage.clock else ()))
    met, over = holds(stage.rule, journeys), np.ones(len(came), dtype=np.bool_)
    if stage.clock is not None:
        start = days(journeys.column(stage.clock.start))[0]
        over = start + stage.clock.within_days <= today
        if stage.clock.end is not None:
            end, ended = days(journeys.column(stage.clock.end))
            met &= ended & (end - start <= stage.clock.within_days)
    state = np.where(over, len(names), len(states) - 1)
    for place, left in reversed(list(enumerate(stage.exits, start=1))):
        state[holds(left.rule, journeys) & (over | is_on_record(left))] = place
    state[met] = 0
    if stage.clock is not None:
        state[met & ~over] = states.index(TOO_SOON)
    outside = [place for place, left in enumerate(stage.exits, start=1) if not left.at_risk]
    return StageOutcome(
        states=states, state=np.where(came, state, -1), at_risk=came & over & ~np.isin(state, outside)
    )


def is_on_record(left: Exit) -> bool:
    """Return whether an exit is known from a recorded value: prison is, still in treatment is not."""
    return left.rule is not None and "in" in left.rule


def _link(journeys: pa.Table, person: Whole, linked: pa.Table, link: Mapping[str, Any]) -> pa.Table:
    """Return the journeys with the columns of the linked record beside them, null where there is none."""
    key, day = (f"{link['record']}.{link[part]}" for part in ("person", "date"))
    who = linked.column(key).to_numpy()
    place = np.full(max(person.max(initial=-1), who.max(initial=-1)) + 1, -1, dtype=np.int64)
    place[person] = np.arange(len(person))
    after, known = days(journeys.column(link["after"]))
    rows = np.flatnonzero(place[who] >= 0)
    at = place[who[rows]]
    since = days(linked.column(day))[0][rows] - after[at]
    fits = known[at] & (since >= 0) & (since <= link.get("within_days", np.inf))
    rows, at, since = rows[fits], at[fits], since[fits]
    chosen = _first_of_each(at, ~holds(link["prefer"], linked)[rows], since, journeys.num_rows)
    picks = pa.array(np.append(rows, 0)[chosen], mask=chosen < 0)
    return pa.table({**_columns(journeys), **_columns(linked.take(picks))})


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
