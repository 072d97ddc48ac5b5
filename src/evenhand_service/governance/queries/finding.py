"""Which groups and meetings a person may open; what they may not see is not there."""

from typing import Any
from uuid import UUID

from django.http import Http404

from evenhand_service.governance.models import AgendaItem, Group, Meeting, Paper, Raised, Seat


def group_for(user: Any, group_id: UUID) -> Group:
    """Return a group; raises Http404 for one that the person may not see."""
    return _one(Group.objects.visible_to(user).select_related("area", "reports_to"), group_id)


def meeting_for(user: Any, meeting_id: UUID) -> Meeting:
    """Return a meeting with its group; raises Http404 for one that the person may not see."""
    return _one(
        Meeting.objects.visible_to(user).select_related("group__area", "group__reports_to", "release"),
        meeting_id,
    )


def meeting_to_change(user: Any, meeting_id: UUID) -> Meeting:
    """Return a meeting that the person runs; raises Http404 for any other."""
    return _one(
        Meeting.objects.for_change(user).select_related("group__area", "group__reports_to", "release"),
        meeting_id,
    )


def group_to_change(user: Any, group_id: UUID) -> Group:
    """Return a group that the person keeps; raises Http404 for any other."""
    return _one(Group.objects.for_change(user).select_related("area", "reports_to"), group_id)


def item_of(user: Any, meeting: Meeting, item_id: UUID) -> AgendaItem:
    """Return an item of a meeting's agenda."""
    return _one(AgendaItem.objects.visible_to(user).filter(meeting=meeting), item_id)


def seat_of(user: Any, group: Group, seat_id: UUID) -> Seat:
    """Return a seat of a group."""
    return _one(Seat.objects.for_change(user).filter(group=group), seat_id)


def paper_of(user: Any, meeting: Meeting, paper_id: UUID) -> Paper:
    """Return a paper of a meeting."""
    return _one(Paper.objects.visible_to(user).filter(meeting=meeting), paper_id)


def raised_of(user: Any, meeting: Meeting, raised_id: UUID) -> Raised:
    """Return what was raised in a meeting."""
    return _one(Raised.objects.visible_to(user).filter(meeting=meeting), raised_id)


def _one(rows: Any, pk: UUID) -> Any:
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
