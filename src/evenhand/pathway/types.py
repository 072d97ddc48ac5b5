"""What following people gives: one row per journey, the state at every stage, and who was left out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import pyarrow as pa

PERIODS = ("whole", "year", "financial-year", "quarter", "month")
"""The periods in which journeys can be counted: all of them together, or by the date on which each began."""

AREAS_OF = ("residence", "happened", "provided")
"""Which of a record's areas a journey is counted in: where the person lives, where it happened, who provided."""

ELSEWHERE, NO_FIXED_ABODE, NOT_KNOWN = "elsewhere", "no_fixed_abode", "not_known"
"""Areas of their own, for people who live elsewhere, who have no fixed abode, and whose area nobody knows."""

EVENTS_SCHEMA = pa.schema([("events", pa.int64()), ("people", pa.int64())])
"""How many people have how many events (tests): one row per number of events."""

AREA_KINDS_SCHEMA = pa.schema([("area_kind", pa.string()), ("journeys", pa.int64())])
"""How many journeys are of an area ('area'), of each of the special areas, in this order and with the zeros."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Excluded:
    """How many rows of the journey record were left out, and why."""

    reason: str
    label: str
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """How many rows of a record type there were, and how many episodes they are once joined."""

    record: str
    rows: int
    episodes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Journeys:
    """One row per journey, in an order that does not depend on that of the records.

    The columns of `rows`:

    - `area` (text, never null): a code, `elsewhere`, `no_fixed_abode` or `not_known`.
    - `period` (text, never null): `str(Period)`; a person has at most one journey in a period.
    - `date`: of the event with which the journey begins.
    - one text column per characteristic of the programme that is held, named after it; null where not given.
      `characteristics` says which record type each was taken from (and so in which code list it is).
    - one text column per name in the programme's `within` that is held (drug_group, suite ...), unless it is a
      characteristic and stands there already; `within` lists those held, for comparison within strata.
    - per stage `state.<stage>` (text: reached, an exit, still_waiting, the pause's state such as `in_prison` where
      a pause is in force, too_soon; null for those who did not get to the stage before) and `at_risk.<stage>`
      (bool, never null: whether the journey is in the stage's denominator).
    - where the programme follows a stay: `stay.days`, the days so far, and `stay.way`, finished or left, null while it
      goes on; both null for those who did not get to its stage.

    Rows of the journey record = journeys + repeats + excluded + rows joined to another as one episode.
    `paused` is the number of journeys with days that did not count, None where nothing could pause the clock,
    because the programme has no pause or no record of the kind (custody) was given.
    """

    rows: pa.Table
    repeats: int
    excluded: tuple[Excluded, ...]
    first: date | None
    last: date | None
    joined: tuple[Joined, ...] = ()
    paused: int | None = None
    characteristics: Mapping[str, str] = field(default_factory=dict)
    within: tuple[str, ...] = ()
    events_per_person: pa.Table = field(default_factory=EVENTS_SCHEMA.empty_table)
    area_kinds: pa.Table = field(default_factory=AREA_KINDS_SCHEMA.empty_table)
