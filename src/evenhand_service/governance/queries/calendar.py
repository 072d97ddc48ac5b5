"""What stands in a person's calendar: meetings of their groups, and days by which what they answer for is due."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from evenhand_service.governance.limits import limits
from evenhand_service.governance.models import Meeting
from evenhand_service.governance.queries.answering import answered_by, meetings_sat_in
from evenhand_service.plan.enums import ActionStatus
from evenhand_service.plan.models import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class Diary:
    """Meetings and actions of one person's calendar."""

    meetings: tuple[Meeting, ...]
    actions: tuple[Action, ...]


def diary_of(user: Any, now: datetime, today: date) -> Diary:
    """Return what stands in a person's calendar, from some weeks back on; four queries."""
    back = timedelta(days=limits()["calendar"]["back_days"])
    meetings = meetings_sat_in(user, today).filter(starts_at__gte=now - back)
    actions = answered_by(user).filter(status=ActionStatus.OPEN, due_by__gte=today - back)
    return Diary(
        meetings=tuple(meetings.select_related("group").order_by("starts_at")),
        actions=tuple(actions.order_by("due_by", "pk")),
    )
