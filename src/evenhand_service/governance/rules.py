"""What is allowed in which state of a meeting, and which actions a meeting or a person has to look at: pure."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from evenhand_service.governance.enums import ItemKind, MeetingState
from evenhand_service.governance.steps import MEETING_MACHINE
from evenhand_service.plan.enums import Standing

_BEFORE = (MeetingState.PLANNED, MeetingState.AGENDA_SENT)
_DURING = (MeetingState.IN_PROGRESS, MeetingState.HELD)
ALLOWED: Mapping[str, tuple[str, ...]] = {
    "agenda": (*_BEFORE, MeetingState.IN_PROGRESS),
    "papers": (*_BEFORE, *_DURING),
    "minutes": _DURING,
    "attendance": _DURING,
    "decisions": _DURING,
    "progress": _DURING,
    "raised": _DURING,
    "report": (MeetingState.HELD, MeetingState.AGREED),
}
"""What may be written of a meeting in which of its states."""


def may_write(what: str, state: str) -> bool:
    """Return whether a part of a meeting may be written in a state."""
    return state in ALLOWED[what]


def why_not_write(what: str, state: str) -> Any:
    """Return why a part of a meeting cannot be written; '' where it can."""
    if may_write(what, state):
        return ""
    if state in (MeetingState.AGREED, MeetingState.CALLED_OFF):
        return _("This meeting is over: what stands there is not changed any more.")
    return _("This is written while the meeting takes place. Begin the meeting first.")


def steps_from(state: str) -> list[str]:
    """Return the verbs that may be taken from a state, in order."""
    return [one.verb for one in MEETING_MACHINE.steps if state in one.before]


_ALWAYS = {
    Standing.OVERDUE: ItemKind.OVERDUE,
    Standing.REVIEW_DUE: ItemKind.REVIEW_DUE,
    Standing.BLOCKED: ItemKind.BLOCKED,
    Standing.UNCONFIRMED: ItemKind.UNCONFIRMED,
    Standing.DUE_SOON: ItemKind.DUE_SOON,
}
_WITHOUT_END = (Standing.NO_DATE, Standing.ONGOING, Standing.CANNOT_TELL)


def matter_of(
    standing: str, *, review_date: date | None, quiet_since: date, day: date, undated_months: int
) -> ItemKind | None:
    """Return why an action has to be looked at on a day; None where it has not. Source: F2, F4.

    One without any day of its own comes up once nobody said a word on it for some months, unless its next review lies
    ahead.
    """
    known = _ALWAYS.get(Standing(standing))
    if known is None and review_date is not None and review_date <= day:
        return ItemKind.REVIEW_DUE
    if known is None and standing in _WITHOUT_END and review_date is None:
        return ItemKind.UNDATED if months_between(quiet_since, day) >= undated_months else None
    return known


def months_between(first: date, last: date) -> int:
    """Return how many whole months lie between two days."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return months - (last.day < first.day)


def is_due(last: datetime | None, now: datetime, *, days: int, slack: timedelta) -> bool:
    """Return whether a person's next message is due: never written to, or so many days ago."""
    return last is None or now - last >= timedelta(days=days) - slack
