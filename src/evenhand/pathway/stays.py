"""How long people stayed, and how they left, as SQL: for curves of time."""

from evenhand.foundations import REACHED
from evenhand.foundations.sql import identifier, literal
from evenhand.pathway.pauses import Time
from evenhand.pathway.stages import came
from evenhand.vocabulary import Programme

STAY_DAYS = "stay.days"
"""The column of journeys with the days of a stay so far."""
STAY_WAY = "stay.way"
"""The column of journeys with how a stay ended; null while it goes on."""
FINISHED = "finished"
"""The way of those whose stay ended as the programme hopes."""
LEFT = "left"
"""Every other way."""


def stay_answers(programme: Programme, time: Time) -> list[str]:
    """Return the SQL of a stay's days so far and of its end, as if everybody had one; nothing without a stay.

    A stay that ends before it begins has no days.
    """
    stay = programme.stay
    if stay is None:
        return []
    days = f"coalesce({time.between(stay.start, stay.end)}, {time.up_to_today(stay.start)})"
    finished = f"coalesce({identifier(stay.reason)} in ({', '.join(map(literal, stay.finished))}), false)"
    way = f"case when {finished} then '{FINISHED}' else '{LEFT}' end"
    return [
        f"greatest({days}, 0)::bigint as {identifier(STAY_DAYS)}",
        f"case when {identifier(stay.end)} is not null then {way} end as {identifier(STAY_WAY)}",
    ]


def stay_columns(programme: Programme) -> list[str]:
    """Return the SQL of the same for those who reached the stage that the stay is of, null for all others."""
    if programme.stay is None:
        return []
    stage = programme.stage(programme.stay.of)
    there = f"({came(stage, programme)}) and {identifier(f'raw.{stage.id}')} = {literal(REACHED)}"
    return [
        f"case when {there} then {identifier(name)} end as {identifier(name)}"
        for name in (STAY_DAYS, STAY_WAY)
    ]
