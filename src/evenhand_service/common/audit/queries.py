"""Reads of the audit log: its links for verifying, its entries for those who may see them."""

from collections.abc import Iterator
from typing import Any

from django.db import connections

from evenhand_service.common.audit.chain import Link
from evenhand_service.common.audit.models import AuditEntry
from evenhand_service.common.walls import WalledQuerySet

_LINKS = """
    SELECT l.position, l.entry_id, l.hash, CASE WHEN e.id IS NOT NULL THEN
        jsonb_build_array(e.id, extract(epoch FROM e.at), e.actor, e.login, e.action, e.subject, e.row_id, e.area_id,
                          e.told, e.untold, e.number_of_rows, e.purpose, e.reason, e.request)::text END
    FROM audit.link l LEFT JOIN audit.entry e ON e.id = l.entry_id ORDER BY l.position
"""
_BATCH = 5_000


def links(*, using: str) -> Iterator[Link]:
    """Yield the chain's links in order, a few thousand at a time; for the keeper."""
    with connections[using].chunked_cursor() as cursor:
        cursor.execute(_LINKS)
        while rows := cursor.fetchmany(_BATCH):
            for position, entry_id, seal, sealed in rows:
                yield Link(position=position, entry_id=entry_id, sealed=sealed, seal=bytes(seal))


def head(*, using: str) -> tuple[int, bytes]:
    """Return the place and seal at which the log says that its chain ends."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT position, hash FROM audit.head")
        position, seal = cursor.fetchone()
    return int(position), bytes(seal)


def unchained(*, using: str) -> int:
    """Return how many entries have no link."""
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM audit.entry e LEFT JOIN audit.link l ON l.entry_id = e.id WHERE l IS NULL"
        )
        return int(cursor.fetchone()[0])


def entries(
    user: Any, *, subject: str = "", action: str = "", actor: str = "", row: str = ""
) -> WalledQuerySet:
    """Return the entries that a person may see, the latest first, narrowed to what is asked for."""
    found = AuditEntry.objects.visible_to(user).order_by("-id")
    asked = {"subject": subject, "action": action, "actor": actor, "row_id": row}
    return found.filter(**{name: value for name, value in asked.items() if value})
