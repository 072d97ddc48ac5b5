"""Letters about a meeting, to everybody with a seat and an account: the way to its agenda, or that it is called off."""

from typing import Any

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone, translation

from evenhand_service.governance.models import Meeting, Seat


def send_agenda(user: Any, meeting: Meeting, *, address: str) -> int:
    """Send the way to an agenda; the subject names no group and nobody. Returns how many letters were sent."""
    return _send(user, meeting, "governance/letters/agenda.jinja", address)


def send_called_off(user: Any, meeting: Meeting, *, address: str) -> int:
    """Tell at once that a meeting does not take place: the next digest may come after its day. Returns how many letters."""
    return _send(user, meeting, "governance/letters/called_off.jinja", address)


def _send(user: Any, meeting: Meeting, template: str, address: str) -> int:
    day = timezone.localdate(meeting.starts_at)
    seats = Seat.objects.visible_to(user).filter(group_id=meeting.group_id, user__is_active=True)
    people = {one.user_id: one.user for one in seats.select_related("user") if one.runs_on(day)}
    for person in people.values():
        with translation.override(person.language):
            told = {"meeting": meeting, "address": address}
            text = render_to_string(template, told)
        subject, _line_end, body = text.strip().partition("\n")
        EmailMessage(subject=subject.strip(), body=body.strip() + "\n", to=[person.email]).send()
    return len(people)
