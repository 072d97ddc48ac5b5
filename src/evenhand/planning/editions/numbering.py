"""Numbering of an edition: numbers that are left out, and references to actions that are not there."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from evenhand.planning.rows import PlanRow

_LAST_NUMBER = re.compile(r"^(?P<start>.*?)(?P<number>\d+)(?P<end>\D*)$")
_LARGEST_GAP = 200  # numbers beyond are no numbering: a year, a case number


@dataclass(frozen=True, slots=True, kw_only=True)
class Dangling:
    """A reference to an action that the edition does not have.

    `waits` if the action waits for it; `closed` if a closing note says what became of it.
    """

    reference: str
    to: str
    waits: bool
    closed: bool = False


def gaps_in(rows: Sequence[PlanRow]) -> tuple[str, ...]:
    """Return the references that the numbering leaves out, each series from 1 to its highest number, in order.

    A series is what stands before the last number: '1/' or 'WP-'. Letters behind it ('4a') count as the number itself.
    """
    series: dict[str, set[int]] = {}
    for row in rows:
        match = _LAST_NUMBER.match(row.reference.strip())
        if match:
            series.setdefault(match["start"], set()).add(int(match["number"]))
    return tuple(
        f"{start}{number}"
        for start, numbers in series.items()
        if max(numbers) <= _LARGEST_GAP
        for number in range(1, max(numbers))
        if number not in numbers
    )


def dangling_in(rows: Sequence[PlanRow], closed: Collection[str] = ()) -> tuple[Dangling, ...]:
    """Return references to actions that the edition does not have, in the order of the rows; `closed` have a note."""
    known = {row.reference for row in rows}
    found = []
    for row in rows:
        waits = (*row.depends_on, *row.when.depends_on)
        for to in dict.fromkeys((*waits, *row.mentions)):
            if to not in known:
                found.append(Dangling(reference=row.reference, to=to, waits=to in waits, closed=to in closed))
    return tuple(found)
