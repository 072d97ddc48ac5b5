"""What one message to a person is about: what of theirs is overdue, due, to be reviewed or undated, and meetings."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from evenhand_service.governance.enums import ItemKind, MeetingState
from evenhand_service.governance.limits import limits
from evenhand_service.governance.models import Told
from evenhand_service.governance.queries.answering import answered_by, meetings_sat_in
from evenhand_service.governance.queries.matters import Matter, matters, title_of
from evenhand_service.governance.rules import months_between
from evenhand_service.plan.enums import ActionStatus, EvidenceState
from evenhand_service.plan.models import Action, Evidence

MEETING = "meeting"
ACTION = "action"
EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Something that a person may be told: it is told again once `state` is another."""

    subject: UUID
    kind: str
    why: str
    state: str
    title: str
    day: date | datetime | None
    page: UUID | None = None
    """What its page is about, where that is something else."""


def news_for(user: Any, *, now: datetime, today: date, language: str) -> list[News]:
    """Return what a person could be told today, in the order of an agenda; the number of queries is fixed. Source: F4."""
    months = limits()["digest"]["undated_months"]
    told = matters(user, answered_by(user), today, undated_months=months, language=language)
    order = [str(one) for one in ItemKind]
    actions = [_action(one, today, months) for one in told if one.kind is not None]
    dated = sorted(actions, key=lambda one: order.index(one.why))
    return _meetings(user, now, today) + dated + _evidence(user, today)


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


def _evidence(user: Any, today: date) -> list[News]:
    """Evidence of what a person answers for that counts no longer, or soon will not, unless newer took its place.

    Also of actions that were confirmed: what they rest on ends too. Source: F3.
    """
    until = today + timedelta(days=limits()["digest"]["evidence_days"])
    theirs = answered_by(user, Action.objects.visible_to(user).filter(plan__closed_at=None))
    rows = Evidence.objects.visible_to(user).filter(
        action__in=theirs.values("pk"), expires__lte=until, replaced_by=None
    )
    rows = rows.exclude(state=EvidenceState.REJECTED).exclude(action__status=ActionStatus.CLOSED)
    return [
        News(
            subject=one.pk,
            kind=EVIDENCE,
            why="evidence_over" if one.expires < today else "evidence_ends",
            state=f"{'over' if one.expires < today else 'ends'}:{one.expires.isoformat()}",
            title=one.title,
            day=one.expires,
            page=one.action_id,
        )
        for one in sorted(rows, key=lambda one: (one.expires, str(one.pk)))
    ]


def _meetings(user: Any, now: datetime, today: date) -> list[News]:
    until = now + timedelta(days=limits()["digest"]["meeting_days"])
    rows = meetings_sat_in(user, today).filter(starts_at__gte=now, starts_at__lte=until)
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
