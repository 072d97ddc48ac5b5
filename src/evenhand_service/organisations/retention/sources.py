"""What other apps keep and remove by the same rules, such as uploaded files: they register it when they start."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Protocol, runtime_checkable

from evenhand_service.organisations.retention.rules import Line

DaysOf = Callable[[str], int]
"""The period that holds in an area, by the area's id."""


class Source(Protocol):
    """Something that is kept for a time. `lines` and `remove` name the same rows; both are asked as evenhand_keeper."""

    kind: str

    def lines(self, *, today: date, days_of: DaysOf) -> list[Line]:
        """Return what would go."""

    def remove(self, *, today: date, days_of: DaysOf) -> list[Line]:
        """Remove it, through the database named `keeper`, and return what went."""


@runtime_checkable
class HoldsPeople(Protocol):
    """A source that may hold rows of a person outside the stores, and takes them out when somebody is to be removed."""

    def forget(self, *, area_id: str, digest: str, now: datetime) -> int:
        """Remove what holds the person of this digest, through `keeper`; return how many things went."""


_SOURCES: dict[str, Source] = {}


def register(source: Source) -> None:
    """Have something kept and removed by the rules; a kind is registered once."""
    _SOURCES[source.kind] = source


def sources() -> list[Source]:
    """Return what is registered, by kind."""
    return [_SOURCES[kind] for kind in sorted(_SOURCES)]
