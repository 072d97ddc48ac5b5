"""What web processes of one server tell each other of pieces they have drawn, so that each is drawn once and not by all.

A file of SQLite that belongs to one start of the server: made empty before the processes part, gone when they end. It holds
what `remembered.py` holds of text, for the same readers: pieces drawn from what was approved for all who see it.
"""

import hashlib
import sqlite3
from collections.abc import Hashable
from pathlib import Path
from threading import local

from django.conf import settings

_MAKE = "CREATE TABLE pieces (key BLOB PRIMARY KEY, text TEXT NOT NULL)"
_SECONDS_TO_WAIT = 0.05
"""Whoever waits longer for the file draws the piece: that takes about as long."""


class DrawnOnce:
    """Texts under keys in one file, at most `most` bytes of it; without a file nothing is held.

    A key is known by what Python writes of it: two keys that differ are written differently, and where one key is written
    in two ways (a set, in two orders) the piece is drawn twice.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self.file: Path | None = None
        self._opened = local()

    def begin(self, file: Path) -> None:
        """Make an empty file, which only this account may read, and share through it from now on."""
        file.touch(mode=0o600)
        with sqlite3.connect(file) as made:
            made.execute("PRAGMA journal_mode = WAL")
            made.execute(_MAKE)
        made.close()
        self.file = file

    def end(self) -> None:
        """Share nothing any more; the file is its maker's to remove."""
        self.file = None
        held: sqlite3.Connection | None = getattr(self._opened, "connection", None)
        if held is not None:
            held.close()
        self._opened = local()

    def held(self, key: Hashable) -> str | None:
        """Return the text under a key, None where there is none or the file cannot be asked just now."""
        if self.file is None:
            return None
        try:
            asked = self._connection(self.file).execute(
                "SELECT text FROM pieces WHERE key = ?", [_digest(key)]
            )
            found = asked.fetchone()
        except sqlite3.Error:
            return None
        return found[0] if found else None

    def keep(self, key: Hashable, text: str) -> None:
        """Hold a text under a key; where the file cannot be written to just now, it is not held."""
        if self.file is None:
            return
        try:
            opened = self._connection(self.file)
            if self._size(opened) + len(text) > self._most:
                # The older half goes: which was read last is not written down, since reading would then be writing.
                opened.execute(
                    "DELETE FROM pieces WHERE rowid <= (SELECT (min(rowid) + max(rowid)) / 2 FROM pieces)"
                )
            opened.execute("INSERT OR IGNORE INTO pieces VALUES (?, ?)", [_digest(key), text])
        except sqlite3.Error:
            return

    def _connection(self, file: Path) -> sqlite3.Connection:
        """This thread's own connection, opened when it is first needed: none is carried over a fork."""
        held: sqlite3.Connection | None = getattr(self._opened, "connection", None)
        if held is None:
            held = sqlite3.connect(file, timeout=_SECONDS_TO_WAIT, isolation_level=None)
            # What is lost with the machine is drawn anew.
            held.execute("PRAGMA synchronous = OFF")
            self._opened.connection = held
        return held

    def _size(self, opened: sqlite3.Connection) -> int:
        pages, free, size = (
            opened.execute(f"PRAGMA {one}").fetchone()[0]
            for one in ("page_count", "freelist_count", "page_size")
        )
        return int((pages - free) * size)


def _digest(key: Hashable) -> bytes:
    return hashlib.blake2b(repr(key).encode(), digest_size=32).digest()


DRAWN_ONCE = DrawnOnce(most=settings.SHARED_BYTES)
"""This server's own; `config/gunicorn.py` begins it."""
