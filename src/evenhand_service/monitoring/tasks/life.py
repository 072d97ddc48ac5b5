"""A worker's life: a lock of PostgreSQL that it holds from birth to death, so that others know of its death at once.

The lock belongs to a session. Whatever ends the process, kill -9 and a power cut included, ends the session and frees
the lock: no time has to pass before a killed worker is known to be dead, and a slow one is never taken for dead.
"""

import hashlib
from typing import Any

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections


def lock_number(worker_id: str) -> int:
    """Return the number of a worker's lock: 63 bits of its name's hash."""
    return int.from_bytes(hashlib.sha256(f"evenhand worker {worker_id}".encode()).digest()[:8]) >> 1


def is_dead(worker_id: str, cursor: Any) -> bool:
    """Return whether nobody holds the worker's lock; if so it is held by this transaction until it ends."""
    cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [lock_number(worker_id)])
    return bool(cursor.fetchone()[0])


class LifeLost(Exception):
    """The worker's lock is held by somebody else: two workers have one name, or one was taken for dead."""


class Life:
    """The session in which a worker holds its lock; of its own, so that no transaction of its work ends it."""

    def __init__(self, worker_id: str, *, using: str = DEFAULT_DB_ALIAS) -> None:
        self.worker_id = worker_id
        self.using = using
        self._session: psycopg.Connection | None = None

    def begin(self) -> None:
        """Take the lock; raises LifeLost where another has it."""
        parameters = connections[self.using].get_connection_params()
        for djangos in ("cursor_factory", "context", "prepare_threshold"):
            parameters.pop(djangos, None)
        self._session = psycopg.connect(**parameters, autocommit=True)
        held = self._session.execute("SELECT pg_try_advisory_lock(%s)", [lock_number(self.worker_id)])
        if not held.fetchone()[0]:  # type: ignore[index]
            self.end()
            raise LifeLost(f"Another worker is called {self.worker_id}. Give this one a name of its own.")

    def holds(self) -> bool:
        """Return whether the session still stands; a database that was restarted has forgotten the lock."""
        try:
            return self._session is not None and self._session.execute("SELECT 1").fetchone() is not None
        except psycopg.Error:
            return False

    def renew(self) -> None:
        """Take the lock again after the session was lost."""
        self.end()
        self.begin()

    def end(self) -> None:
        """Give the lock back."""
        if self._session is not None:
            self._session.close()
            self._session = None
