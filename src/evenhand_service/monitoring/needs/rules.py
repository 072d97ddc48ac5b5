"""In which state a needs assessment is, and what an agreement is about: pure."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

DRAFT, AGREED, EMPTY = "draft", "agreed", "empty"


def state_of(versions: Mapping[str, int], agreed: Mapping[str, int] | None) -> str:
    """Return EMPTY before anything is written, AGREED while the texts are those agreed last, else DRAFT."""
    if not versions:
        return EMPTY
    return AGREED if agreed is not None and dict(agreed) == dict(versions) else DRAFT


def seal(versions: Mapping[str, int], release: UUID | None) -> str:
    """Return what somebody sees when they agree, as text: it is agreed while it is still so."""
    told = ",".join(f"{name}:{version}" for name, version in sorted(versions.items()))
    return f"{release or ''};{told}"


def versions_of(texts: Mapping[str, Any]) -> dict[str, int]:
    """Return the version of each section's text."""
    return {name: one.version for name, one in texts.items()}
