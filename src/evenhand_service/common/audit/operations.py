"""Noting in the audit log what no trigger sees: that somebody read, logged in, was refused, took a copy."""

from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections


def note(
    *,
    action: str,
    subject: str,
    row_id: str = "",
    area: UUID | str | None = None,
    reason: str = "",
    rows: int = 1,
    using: str = DEFAULT_DB_ALIAS,
) -> None:
    """Add an entry in the name of who is asking; `subject` is a model's label, `row_id` an id and never a value."""
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT audit.note(%s, %s, %s, %s, %s, %s)", [action, subject, str(row_id), area, reason, rows]
        )
