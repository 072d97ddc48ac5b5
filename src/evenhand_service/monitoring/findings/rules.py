"""What is allowed with a finding, and what is new, still there or gone: pure, asked by pages and tests alike."""

import itertools
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from statistics import median
from typing import Any, TypeVar
from uuid import UUID

from evenhand_service.monitoring.findings.limits import limits

T = TypeVar("T")


class Since(StrEnum):
    """A finding beside the release before: NEW, STILL there, GONE; FIRST where there was no release before."""

    NEW = "new"
    STILL = "still"
    GONE = "gone"
    FIRST = "first"


def since(same: str, *, now: Iterable[str], before: Iterable[str] | None) -> Since:
    """Return how a finding stands beside the release before; `before` is None where there was none."""
    if same not in now:
        return Since.GONE
    if before is None:
        return Since.FIRST
    return Since.STILL if same in before else Since.NEW


class Standing(StrEnum):
    """Whether the group fares worse or better than the one it is set beside; OTHER where neither can be said."""

    WORSE = "worse"
    OTHER = "other"
    BETTER = "better"


def standing_of(number: int) -> Standing:
    """Return a finding's standing in a word; the library counts 0 worse, 1 no polarity declared, 2 better."""
    return (Standing.WORSE, Standing.OTHER, Standing.BETTER)[number]


def may_edit(comment: Any, *, person: UUID | None, now: datetime) -> bool:
    """Return whether a comment may still be changed: by who wrote it, for a while, unless it was hidden."""
    fresh = now - comment.made_at <= timedelta(minutes=limits()["edit_minutes"])
    return comment.author_id is not None and comment.author_id == person and fresh and not comment.hidden_at


def may_change_step(step: Any, *, person: UUID | None) -> bool:
    """Return whether a next step may be changed or withdrawn here: by who made it, until the plan has taken it up."""
    mine = step.made_by_id is not None and step.made_by_id == person
    return mine and step.withdrawn_at is None and getattr(step, "action", None) is None


def needs_reason(explanations: int) -> bool:
    """Return whether a next step has to say why nothing was put to the test: where nobody wrote what might explain it."""
    return explanations == 0


def with_missing(rows: Sequence[T], days: Sequence[date]) -> list[T | None]:
    """Return rows, newest first, with a None wherever releases usually come and none did.

    `days` are the ends of their periods. A gap is one half as long again as the usual step between two releases.
    """
    steps = [(later - earlier).days for later, earlier in itertools.pairwise(days)]
    if not steps:
        return list(rows)
    usual = median(steps)
    told: list[T | None] = []
    for row, step in zip(rows, [*steps, 0], strict=True):
        told.append(row)
        if usual and step > usual * 1.5:
            told.append(None)
    return told
