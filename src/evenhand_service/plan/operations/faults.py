"""What a write of the plan may answer instead of being done."""

from typing import Any


class NotAllowed(Exception):
    """What was asked is not allowed in this state; the text says why and what was kept."""


class ChangedMeanwhile(NotAllowed):
    """Somebody changed the same thing in the meantime: nothing was overwritten, and `now` is how it stands."""

    def __init__(self, words: Any, now: Any = None) -> None:
        super().__init__(words)
        self.now = now
