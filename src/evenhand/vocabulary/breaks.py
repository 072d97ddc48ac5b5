"""Breaks in time: dated changes of law, form and list, across which a series is marked and may not be compared."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from evenhand.foundations import EVERYONE, VocabularyError
from evenhand.vocabulary.programmes import Programme

_TUPLES = ("programmes", "stages", "characteristics", "records", "areas")


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """One change: what changed, on which day (or between `date` and `until`), and which figures it touches.

    `programmes`, `stages`, `characteristics` and `records` (record types) narrow down what is touched; empty means
    all of them. One with `areas` touches those alone. One that is `marks_only` is shown in a series, but figures
    before and after may still be compared.
    """

    id: str
    date: datetime.date
    what: str
    source: str
    verified: bool
    until: datetime.date | None = None
    programmes: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    characteristics: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    marks_only: bool = False

    def between(self, first: datetime.date, last: datetime.date) -> bool:
        """Return whether figures of the day `first` and of the day `last` lie on two sides of the change."""
        return first < (self.until or self.date) and self.date <= last

    def touches(
        self, programme: Programme | None = None, characteristic: str | None = None, area: str | None = None
    ) -> bool:
        """Return whether the change touches figures of a programme, by a characteristic, in an area.

        None leaves that open. Figures for everyone are touched by no change of a characteristic alone, and a
        change of areas touches only figures of an area that is named.
        """
        if self.areas and area not in self.areas:
            return False
        if self.characteristics and characteristic is not None and characteristic not in self.characteristics:
            return False
        return programme is None or self._touches_programme(programme)

    def touches_stage(self, stage: str) -> bool:
        """Return whether the change touches a stage, named with or without its programme before it."""
        return not self.stages or stage.rpartition("/")[2] in self.stages

    def _touches_programme(self, programme: Programme) -> bool:
        if self.programmes:
            return programme.id in self.programmes
        if not self.records or programme.journey.get("record") in self.records:
            return True
        return any(programme.rests_on(stage, self.records) for stage in programme.stages)


def breaks_between(
    breaks: tuple[Break, ...],
    first: datetime.date,
    last: datetime.date,
    *,
    programme: Programme | None = None,
    characteristic: str | None = None,
    area: str | None = None,
) -> tuple[Break, ...]:
    """Return the breaks between two days, the earliest first, that touch the figures named."""
    found = (
        one for one in breaks if one.between(first, last) and one.touches(programme, characteristic, area)
    )
    return tuple(sorted(found, key=lambda one: (one.date, one.id)))


def read_breaks(data: Mapping[str, Any]) -> tuple[Break, ...]:
    """Return the breaks of one file; raise VocabularyError where one stands twice or ends before it begins.

    Raises KeyError or TypeError where a field is missing or misspelt.
    """
    found: dict[str, Break] = {}
    for one in data["break"]:
        fields: dict[str, Any] = {**one, **{name: tuple(one.get(name, ())) for name in _TUPLES}}
        made = Break(**fields)
        if made.id in found:
            raise VocabularyError(f"The break {made.id} stands twice in one file.")
        if made.until is not None and made.until < made.date:
            raise VocabularyError(f"The break {made.id} ends before it begins.")
        if EVERYONE in made.characteristics:
            raise VocabularyError(
                f"The break {made.id} names '{EVERYONE}' as a characteristic.",
                mend="Leave the characteristics out where a change touches everyone.",
            )
        found[made.id] = made
    return tuple(found.values())
