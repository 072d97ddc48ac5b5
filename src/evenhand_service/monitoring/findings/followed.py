"""What follows a finding up elsewhere in the service: an app above says so here, and a finding's page asks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from evenhand_service.monitoring.models import FindingThread

Rows = Callable[[Any, FindingThread], list[dict[str, Any]]]
_ASKED: list[Rows] = []


def register(rows: Rows) -> None:
    """Have somebody asked for rows about a finding: text, lang, href, standing, colour, leads, when."""
    _ASKED.append(rows)


def followed_up(user: Any, thread: FindingThread) -> list[dict[str, Any]]:
    """Return what follows a finding up, as far as the person may see it."""
    return [row for rows in _ASKED for row in rows(user, thread)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """What came of a finding: how many actions, and in a few words whether what they should move did, as often as judged."""

    actions: int
    moved: tuple[str, ...]


CameOf = Callable[[Any, Sequence[UUID]], Mapping[UUID, Came]]
_ASKED_OF_MANY: list[CameOf] = []


def register_many(came_of_many: CameOf) -> None:
    """Have somebody asked for what came of several findings, by the ids of their threads."""
    _ASKED_OF_MANY.append(came_of_many)


def came_of(user: Any, threads: Sequence[UUID]) -> dict[UUID, Came]:
    """Return what came of findings, as far as the person may see it; nothing stands for those that nobody took up."""
    found: dict[UUID, Came] = {}
    for asked in _ASKED_OF_MANY if threads else ():
        found.update(asked(user, threads))
    return found
