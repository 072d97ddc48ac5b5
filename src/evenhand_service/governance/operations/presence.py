"""What everybody reads of seats and presence: counted and named anew whenever one of them changes."""

from collections import Counter
from datetime import date

from evenhand_service.governance.enums import Presence
from evenhand_service.governance.models import Attendance, Group, Meeting, Seat


def count_seats(*, group: Group, today: date) -> None:
    """Keep how many sit in a group by capacity: what is read by those who may not read who."""
    held = [one.capacity for one in Seat.objects.filter(group=group) if one.runs_on(today)]
    Group.objects.filter(pk=group.pk).update(seats_by_capacity=dict(Counter(held)))


def count_presence(meeting: Meeting) -> None:
    """Keep who was there by capacity, and named as they chose: what is read by those who may not read who sits there."""
    rows = list(Attendance.objects.filter(meeting=meeting).select_related("seat"))
    seats, there = Counter(), Counter()
    for one in rows:
        seats[one.seat.capacity] += 1
        there[one.seat.capacity] += one.presence == Presence.PRESENT
    shown = {
        presence: [_shown(one.seat) for one in rows if one.presence == presence]
        for presence in (Presence.PRESENT, Presence.APOLOGIES)
    }
    Meeting.objects.filter(pk=meeting.pk).update(
        presence={name: [there[name], seats[name]] for name in seats},
        shown_present={
            str(name): sorted(found, key=lambda one: one["name"]) for name, found in shown.items()
        },
    )
    meeting.refresh_from_db()


def _shown(seat: Seat) -> dict[str, str]:
    """A seat as its holder wants it in the minutes."""
    capacity = seat.capacity if seat.may_show_capacity else ""
    return {"name": seat.shown_as, "agency": seat.agency, "part": seat.part, "capacity": capacity}
