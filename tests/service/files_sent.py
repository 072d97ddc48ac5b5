"""Reads files that the service sends a part at a time."""

from typing import Any


def whole(answer: Any) -> str:
    """Return the text of a file that was answered, all parts of it."""
    assert answer.status_code == 200
    return b"".join(answer.streaming_content).decode("utf-8-sig")
