"""What follows a finding up elsewhere in the service: an app above says so here, and a finding's page asks."""

from collections.abc import Callable
from typing import Any

from evenhand_service.monitoring.models import FindingThread

Rows = Callable[[Any, FindingThread], list[dict[str, Any]]]
_ASKED: list[Rows] = []


def register(rows: Rows) -> None:
    """Have somebody asked for rows about a finding: text, lang, href, standing, colour, leads, when."""
    _ASKED.append(rows)


def followed_up(user: Any, thread: FindingThread) -> list[dict[str, Any]]:
    """Return what follows a finding up, as far as the person may see it."""
    return [row for rows in _ASKED for row in rows(user, thread)]
