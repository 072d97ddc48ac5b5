"""Writes of a meeting: planned, changed, moved from state to state, who was there."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evenhand_service.governance.enums import MeetingState
from evenhand_service.governance.models import Attendance, Group, Meeting, Seat
from evenhand_service.governance.operations.presence import count_presence, count_seats
from evenhand_service.governance.rules import why_not_write
from evenhand_service.governance.steps import MEETING_MACHINE
from evenhand_service.plan.operations.faults import ChangedMeanwhile, NotAllowed

_STAMPS = {
    "send_agenda": "agenda_sent_at",
    "begin": "begun_at",
    "close": "closed_at",
    "agree_minutes": "agreed_at",
}


def plan_meeting(*, group: Group, person: Any, starts_at: datetime, now: datetime, **given: Any) -> Meeting:
    """Plan a meeting; `given` is ends_at, place, lang. Raises NotAllowed for a group that is closed by then."""
    if group.closed_date and timezone.localdate(starts_at) > group.closed_date:
        raise NotAllowed(
            _("The group is closed by that day. Its page says when; whoever changes it opens it again.")
        )
    count_seats(group=group, today=timezone.localdate(now))
    return Meeting.objects.create(
        group=group,
        area_id=group.area_id,
        starts_at=starts_at,
        made_by=person,
        made_by_name=person.name,
        made_at=now,
        **given,
    )


def change_meeting(*, meeting: Meeting, version: int, **changes: Any) -> None:
    """Change when and where a meeting is, until it begins."""
    if meeting.state not in (MeetingState.PLANNED, MeetingState.AGENDA_SENT):
        raise NotAllowed(_("The meeting has begun or was called off: its date and place stay as they are."))
    if not Meeting.objects.filter(pk=meeting.pk, version=version).update(**changes, version=version + 1):
        raise ChangedMeanwhile(_("Somebody else changed this meeting meanwhile. Nothing was overwritten."))


def move(*, meeting: Meeting, verb: str, now: datetime, **fields: Any) -> None:
    """Take a step of a meeting's life. Raises NotAllowed where its state does not allow it any more."""
    step = MEETING_MACHINE.step(verb)
    if stamp := _STAMPS.get(verb):
        fields[stamp] = now
    rows = Meeting.objects.filter(pk=meeting.pk, state__in=step.before)
    if not rows.update(state=step.after, version=F("version") + 1, **fields):
        raise NotAllowed(_("The meeting is in another state by now. Look at it anew; nothing was changed."))
    # A seat may have ended since somebody last changed one: what everybody reads is counted at every step.
    count_seats(group=meeting.group, today=timezone.localdate(now))
    meeting.refresh_from_db()


def say_who_was_there(*, meeting: Meeting, told: Mapping[UUID, str]) -> None:
    """Write down who was at a meeting, by seat; what everybody reads of it is counted and named anew. Source: D15."""
    require(meeting, "attendance")
    seats = {one.pk: one for one in Seat.objects.filter(group_id=meeting.group_id, pk__in=list(told))}
    with transaction.atomic():
        for key, presence in told.items():
            if key in seats:
                Attendance.objects.update_or_create(
                    meeting=meeting,
                    seat=seats[key],
                    defaults={"presence": presence, "area_id": meeting.area_id},
                )
        count_presence(meeting)


def hold(meeting: Meeting) -> None:
    """Look at a meeting's state anew; others who write of it wait until this is done, so that nothing is lost between."""
    rows = Meeting.objects.select_for_update(no_key=True).filter(pk=meeting.pk)
    meeting.state = rows.values_list("state", flat=True).first() or meeting.state


def require(meeting: Meeting, what: str) -> None:
    """Raise NotAllowed where a part of a meeting cannot be written in its state, which stays until this is done."""
    hold(meeting)
    if why := why_not_write(what, meeting.state):
        raise NotAllowed(why)
