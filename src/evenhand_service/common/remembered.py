"""What a process remembers of releases that no longer change, so that a page that was asked for is not made again.

Only what was approved for all who see the release is remembered, and only after the walls were asked whether this person
does: never exact counts, drafts, or anything about a person. Each process has its own, and forgets what was longest unused;
what is text it also finds with the other processes of its server (drawn_once.py).
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from django.conf import settings

from evenhand_service.common.drawn_once import DRAWN_ONCE

T = TypeVar("T")


class Remembered:
    """Values under keys that say everything they were made from; at most `most` bytes of them, as their makers count."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], T], *, size: Callable[[T], int] = len) -> T:  # type: ignore[assignment]
        """Return what stands under a key, made now where nothing does; None is not kept. Of two makers either serves."""
        found = self.held(key)
        if found is not None:
            return found  # type: ignore[no-any-return]
        made = make()
        if made is not None:
            self._keep(key, made, size(made))
        return made

    def text(self, key: Hashable, draw: Callable[[], str]) -> str:
        """Return the text under a key: from memory, from another process that drew it, or drawn now."""
        return self.get(key, lambda: self._shared(key, draw))

    def _shared(self, key: Hashable, draw: Callable[[], str]) -> str:
        found = DRAWN_ONCE.held(key)
        if found is None:
            found = str(draw())
            DRAWN_ONCE.keep(key, found)
        return found

    def held(self, key: Hashable) -> Any | None:
        """Return what stands under a key, None where nothing does."""
        with self._lock:
            found = self._held.get(key)
            if found is None:
                return None
            self._held.move_to_end(key)
            return found[0]

    def _keep(self, key: Hashable, made: Any, size: int) -> None:
        if size > self._most:
            return
        with self._lock:
            before = self._held.pop(key, None)
            self._held[key] = (made, size)
            self._bytes += size - (before[1] if before else 0)
            while self._bytes > self._most:
                self._bytes -= self._held.popitem(last=False)[1][1]

    def forget(self) -> None:
        """Forget everything."""
        with self._lock:
            self._held.clear()
            self._bytes = 0

    def __len__(self) -> int:
        return len(self._held)

    def keys(self) -> list[Hashable]:
        """Return every key, for the same test."""
        with self._lock:
            return list(self._held)

    def values(self) -> list[Any]:
        """Return everything that is held, for the test that looks for names in it."""
        with self._lock:
            return [value for value, _size in self._held.values()]


REMEMBERED = Remembered(most=settings.REMEMBERED_BYTES)
"""This process's own."""
