"""A person's calendar as iCalendar (RFC 5545): meetings at their hour with the zone's rules, due dates as whole days.

Nothing stands in it but titles, places and addresses of pages. Source: D12.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from evenhand_service.governance.enums import MeetingState
from evenhand_service.governance.limits import limits
from evenhand_service.governance.queries.calendar import Diary
from evenhand_service.governance.queries.matters import title_of

_TITLE = 120
Address = Callable[[str, Any], str]


def calendar_of(diary: Diary, *, now: datetime, address: Address) -> bytes:
    """Return the calendar in the running language; `address` gives the page of a meeting or an action, or ''."""
    made = Calendar()
    made.add("prodid", "-//Evenhand//Evenhand//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("name", _("Evenhand: meetings and dates"))
    made.add("x-wr-calname", _("Evenhand: meetings and dates"))
    made.add(
        "refresh-interval", timedelta(hours=limits()["calendar"]["refresh_hours"]), {"VALUE": "DURATION"}
    )
    for meeting in diary.meetings:
        made.add_component(_meeting(meeting, now, address))
    for action in diary.actions:
        made.add_component(_due(action, now, address))
    made.add_missing_timezones()
    return bytes(made.to_ical())


def _meeting(meeting: Any, now: datetime, address: Address) -> Event:
    zone = ZoneInfo(timezone.get_default_timezone_name())
    starts = meeting.starts_at.astimezone(zone)
    usual = timedelta(minutes=limits()["calendar"]["meeting_minutes"])
    event = _event(f"meeting-{meeting.pk}", meeting.group.name, now, address("meeting", meeting))
    event.add("dtstart", starts)
    event.add("dtend", (meeting.ends_at or meeting.starts_at + usual).astimezone(zone))
    if meeting.place:
        event.add("location", meeting.place)
    event.add("sequence", meeting.version - 1)
    off = meeting.state == MeetingState.CALLED_OFF
    event.add("status", "CANCELLED" if off else "CONFIRMED")
    return event


def _due(action: Any, now: datetime, address: Address) -> Event:
    title = _("Due: %(what)s") % {"what": _short(title_of(action))}
    event = _event(f"action-{action.pk}", title, now, address("action", action))
    event.add("dtstart", action.due_by)
    event.add("dtend", action.due_by + timedelta(days=1))
    event.add("sequence", action.version - 1)
    event.add("transp", "TRANSPARENT")
    return event


def _event(uid: str, title: str, now: datetime, address: str) -> Event:
    event = Event()
    event.add("uid", f"{uid}@evenhand")
    event.add("dtstamp", now.astimezone(ZoneInfo("UTC")))
    event.add("summary", title)
    if address:
        event.add("url", address)
    return event


def _short(text: str) -> str:
    return text if len(text) <= _TITLE else f"{text[: _TITLE - 1]}…"
