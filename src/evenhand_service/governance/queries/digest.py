"""What one message to a person is about: what of theirs is overdue, due, to be reviewed or undated, and meetings."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from evenhand_service.governance.enums import ItemKind, MeetingState
from evenhand_service.governance.limits import limits
from evenhand_service.governance.models import Meeting, Told
from evenhand_service.governance.queries.answering import answered_by, groups_sat_in
from evenhand_service.governance.queries.matters import Matter, matters, title_of
from evenhand_service.governance.rules import months_between

MEETING = "meeting"
ACTION = "action"


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Something that a person may be told: it is told again once `state` is another."""

    subject: UUID
    kind: str
    why: str
    state: str
    title: str
    day: date | datetime | None


def news_for(user: Any, *, now: datetime, today: date, language: str) -> list[News]:
    """Return what a person could be told today, in the order of an agenda; the number of queries is fixed. Source: F4."""
    months = limits()["digest"]["undated_months"]
    told = matters(user, answered_by(user), today, undated_months=months, language=language)
    order = [str(one) for one in ItemKind]
    actions = [_action(one, today, months) for one in told if one.kind is not None]
    return _meetings(user, now) + sorted(actions, key=lambda one: order.index(one.why))


def _action(one: Matter, today: date, months: int) -> News:
    state = str(one.kind)
    if one.kind == ItemKind.UNDATED:
        # Every so many months anew: without a date nothing else would ever bring it back.
        state = f"{state}:{months_between(one.quiet_since, today) // months}"
    elif one.action.due_by:
        state = f"{state}:{one.action.due_by.isoformat()}"
    return News(
        subject=one.action.pk,
        kind=ACTION,
        why=str(one.kind),
        state=state,
        title=title_of(one.action),
        day=one.action.due_by,
    )


def _meetings(user: Any, now: datetime) -> list[News]:
    until = now + timedelta(days=limits()["digest"]["meeting_days"])
    groups = list(groups_sat_in(user).values_list("group_id", flat=True))
    rows = Meeting.objects.visible_to(user).filter(
        group_id__in=groups, starts_at__gte=now, starts_at__lte=until
    )
    return [
        News(
            subject=one.pk,
            kind=MEETING,
            why=MEETING if one.state != MeetingState.CALLED_OFF else "called_off",
            state=f"{one.state}:{one.starts_at.isoformat()}",
            title=one.group.name,
            day=one.starts_at,
        )
        for one in rows.select_related("group").order_by("starts_at")
    ]


def told_before(user: Any) -> dict[tuple[str, UUID], str]:
    """Return in which state a person was told of what."""
    rows = Told.objects.visible_to(user).filter(user=user)
    return {(kind, subject): state for kind, subject, state in rows.values_list("kind", "subject", "state")}


def fresh(news: list[News], before: dict[tuple[str, UUID], str]) -> list[News]:
    """Return what a person was not told yet in the state that it is in now."""
    return [one for one in news if before.get((one.kind, one.subject)) != one.state]
