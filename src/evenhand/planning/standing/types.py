"""Where an action stands on a day: its state, why, whether that is an inference, and what it waits for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from evenhand.planning.dates import When


class State(StrEnum):
    """Where an action, or one stage of it, stands on a day."""

    DONE = "done"
    CLOSED = "closed"
    OVERDUE = "overdue"
    REVIEW_DUE = "review_due"
    BLOCKED = "blocked"
    DUE_SOON = "due_soon"
    NOT_YET_DUE = "not_yet_due"
    ONGOING = "ongoing"
    NO_DATE = "no_date"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracked:
    """What is known of an action: its date as read, what it waits for, and what happened so far.

    `key` is the reference or any id of the caller's; `depends_on` and `mentions` are keys. `stages_done` gives the day
    for stages by their place, from 1. `closed_on`: ended without being done. `reviewed_on`: when it was last looked at.
    `recorded_on`: when it came into the plan, or of what day the plan's rows are.
    """

    key: str
    when: When
    depends_on: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    recorded_on: date | None = None
    reviewed_on: date | None = None
    done_on: date | None = None
    closed_on: date | None = None
    stages_done: Mapping[int, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """A reason in plain words: the message's name, and what fills it in (days as dates, keys and texts as they are)."""

    message: str
    values: Mapping[str, str | int | date | tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class StageStanding:
    """Where one stage of an action stands by itself; `place` counts from 1."""

    place: int
    label: str
    state: State
    why: Why
    inferred: bool
    due: date | None = None
    days: int | None = None
    blocked_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where an action stands on a day.

    `due` is the last day of its date, `days` how many are left (negative: so many days ago). `inferred` with
    `inference` says that the state rests on a reading of the plan rather than on its words. `blocked_by` are keys it
    waits for, whatever the state. `next_review` is for what is ongoing or without a date. `comes_up`: it belongs on the
    next agenda.
    """

    key: str
    state: State
    why: Why
    inferred: bool = False
    inference: Why | None = None
    due: date | None = None
    days: int | None = None
    stages: tuple[StageStanding, ...] = ()
    blocked_by: tuple[str, ...] = ()
    unblocked_on: date | None = None
    next_review: date | None = None
    comes_up: bool = False


class ProblemKind(StrEnum):
    """What is wrong with the references between actions."""

    CYCLE = "cycle"
    DANGLING = "dangling"
    DANGLING_MENTION = "dangling_mention"
    WAITS_FOR_CLOSED = "waits_for_closed"
    SAME_KEY = "same_key"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A fault among references: which actions it concerns, and which references are at fault."""

    kind: ProblemKind
    keys: tuple[str, ...]
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standings:
    """Where all actions of a plan stand on a day, in the order given, and what is wrong with their references."""

    on: date
    rows: tuple[Standing, ...]
    problems: tuple[Problem, ...]
    nothing_marked: bool

    def of(self, state: State) -> tuple[Standing, ...]:
        """Return the actions in a state."""
        return tuple(one for one in self.rows if one.state is state)

    def row(self, key: str) -> Standing:
        """Return where one action stands; raise KeyError for a key that is not there."""
        for one in self.rows:
            if one.key == key:
                return one
        raise KeyError(key)
