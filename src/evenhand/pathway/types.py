"""What following people gives: one row per journey, the state at every stage, and who was left out."""

from dataclasses import dataclass
from datetime import date

import pyarrow as pa


@dataclass(frozen=True, slots=True, kw_only=True)
class Excluded:
    """How many journeys were left out, and why."""

    reason: str
    label: str
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Journeys:
    """One row per journey.

    Columns: `area`, `date` (of the first event), one per characteristic of the programme that the records
    hold, and per stage `state.<stage>` (reached, an exit, still_waiting, too_soon; null for those who did
    not get to the stage before) and `at_risk.<stage>` (whether the journey is in the stage's denominator).
    rows of the journey record = journeys + repeats of a person + excluded.
    """

    rows: pa.Table
    repeats: int
    excluded: tuple[Excluded, ...]
    first: date | None
    last: date | None
