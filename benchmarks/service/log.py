"""What the audit log adds to a write: comments saved with the log's triggers and without, in turns, each committed."""

import statistics
import sys
import time
from collections.abc import Iterator
from typing import Any

from django.db import connection

from benchmarks.line import line
from benchmarks.service.national import connect_as_administrator

ROUNDS, WRITES = 50, 8
LIMIT = 1.15


def run() -> Iterator[str]:
    """Yield how long a write takes with the log against one without; run against the national installation."""
    from evenhand_service.accounts.models import Membership

    person = Membership.objects.select_related("user").filter(role="analyst").first().user
    taken: dict[str, list[float]] = {"ENABLE": [], "DISABLE": []}
    for _ in range(ROUNDS):
        for what in taken:
            _triggers(what)
            taken[what] += [_write(person) for _ in range(WRITES)]
    _triggers("ENABLE")
    logged, plain = (statistics.median(taken[what]) * 1000 for what in ("ENABLE", "DISABLE"))
    yield f"a comment saved and committed, of {ROUNDS * WRITES}: {plain:.2f} ms without the log, {logged:.2f} with it"
    yield line("what the audit log makes of a write", logged / plain, LIMIT, "x")


def _triggers(what: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        for table, trigger in (("monitoring_comment", "audit_insert"), ("audit.entry", "chain")):
            cursor.execute(f"ALTER TABLE {table} {what} TRIGGER {trigger}")
        cursor.execute("SET ROLE evenhand_app")


def _write(person: Any) -> float:
    """Save one comment as the service does, in a transaction in the person's name."""
    from django.utils import timezone

    from evenhand_service.common.who import acting_as
    from evenhand_service.monitoring.models import Comment, FindingThread

    with acting_as(person.pk):
        thread = FindingThread.objects.first()
    began = time.perf_counter()
    with acting_as(person.pk):
        Comment.objects.create(
            thread=thread,
            area_id=thread.area_id,
            body="Seen.",
            author=person,
            author_name=person.name,
            made_at=timezone.now(),
        )
    return time.perf_counter() - began


def main() -> None:
    """Print the lines for the installation that the environment names."""
    connect_as_administrator()
    for one in run():
        sys.stdout.write(f"{one}\n")


if __name__ == "__main__":
    main()
