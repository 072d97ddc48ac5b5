"""Who writes the rows that a test begins with: the administrator, whom no wall stops; everything else asks as the app."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, connections
from psycopg.pq import TransactionStatus

from evenhand_service.config.database.roles import KEEPER


@contextmanager
def as_builder() -> Iterator[None]:
    """Write as the administrator within, and be the role from before again afterwards."""
    with _in_role("NONE"):
        yield


@contextmanager
def as_keeper() -> Iterator[None]:
    """Be the housekeeper within, on the connection of the test, so that it sees what the test has not committed."""
    own = connections["keeper"]
    connections["keeper"] = connections["default"]
    try:
        with _in_role(KEEPER):
            yield
    finally:
        connections["keeper"] = own


@contextmanager
def _in_role(role: str) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('role')")
        before = cursor.fetchone()[0]
        cursor.execute(f"SET ROLE {role}")
    try:
        yield
    finally:
        # Within a transaction that broke nothing can be said: undoing it brings the role back by itself.
        if connection.connection.info.transaction_status != TransactionStatus.INERROR:
            with connection.cursor() as cursor:
                cursor.execute(f"SET ROLE {before}")
