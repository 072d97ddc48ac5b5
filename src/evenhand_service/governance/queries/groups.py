"""Groups and their meetings; who was there and what they raised, over time."""

from collections import Counter
from datetime import datetime
from typing import Any

from django.db.models import F, Max, Min, Prefetch, Q, QuerySet

from evenhand_service.governance.enums import INVOLVED, MeetingState
from evenhand_service.governance.models import CameOf, Group, Meeting, Raised, Seat, UpwardReport

_TOOK_PLACE = (MeetingState.IN_PROGRESS, MeetingState.HELD, MeetingState.AGREED)


def groups_of(user: Any, now: datetime) -> QuerySet[Group]:
    """Return groups with their next and last meeting."""
    ahead = Q(meetings__starts_at__gte=now) & ~Q(meetings__state=MeetingState.CALLED_OFF)
    return (
        Group.objects.visible_to(user)
        .select_related("area", "reports_to")
        .annotate(
            next_at=Min("meetings__starts_at", filter=ahead),
            last_at=Max("meetings__starts_at", filter=Q(meetings__state__in=_TOOK_PLACE)),
        )
        .order_by(F("closed_date").desc(nulls_first=True), "area__name", "name")
    )


def meetings_of(user: Any, group: Group) -> QuerySet[Meeting]:
    """Return a group's meetings, the newest first."""
    return Meeting.objects.visible_to(user).filter(group=group)


def seats_of(user: Any, group: Group) -> list[Seat]:
    """Return the seats of a group that the person may see: all where they run its meetings, else their own."""
    return list(Seat.objects.visible_to(user).filter(group=group).select_related("user"))


def reports_to_group(user: Any, group: Group) -> list[UpwardReport]:
    """Return what other groups reported to this one, the newest first."""
    rows = UpwardReport.objects.visible_to(user).filter(to_group=group, sent_at__isnull=False)
    return list(rows.order_by("-sent_at")[:20])


def involvement(meetings: list[Meeting]) -> dict[str, tuple[int, int, int]]:
    """Return by capacity: at how many meetings somebody was, of how many with such a seat, and how many places in all.

    Counted from what each meeting kept, so that no seat is read. Source: D15.
    """
    came, held, places = Counter[str](), Counter[str](), Counter[str]()
    for one in meetings:
        for capacity, (there, seats) in one.presence.items():
            held[capacity] += 1
            came[capacity] += there > 0
            places[capacity] += seats
    return {str(one): (came[one], held[one], places[one]) for one in INVOLVED}


def raised_in(user: Any, meetings: list[Meeting]) -> list[Raised]:
    """Return what was raised in meetings with the actions that came of it; two queries."""
    links = CameOf.objects.visible_to(user).select_related("action")
    rows = Raised.objects.visible_to(user).filter(meeting__in=[one.pk for one in meetings])
    return list(
        rows.select_related("meeting").prefetch_related(Prefetch("actions", links)).order_by("-made_at")
    )
