"""Letters about a meeting, to everybody with a seat and an account: the way to its agenda, or that it is called off."""

import logging
from typing import Any

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone, translation

from evenhand_service.governance.models import Meeting, Seat

Sent = tuple[int, int]
"""How many letters went, and how many could not be handed over to the mail server."""


def send_agenda(user: Any, meeting: Meeting, *, address: str) -> Sent:
    """Send the way to an agenda; the subject names no group and nobody. Returns how many went and how many could not."""
    return _send(user, meeting, "governance/letters/agenda.jinja", address)


def send_called_off(user: Any, meeting: Meeting, *, address: str) -> Sent:
    """Tell at once that a meeting does not take place: the next digest may come after its day. Returns the same."""
    return _send(user, meeting, "governance/letters/called_off.jinja", address)


def _send(user: Any, meeting: Meeting, template: str, address: str) -> Sent:
    day = timezone.localdate(meeting.starts_at)
    seats = Seat.objects.visible_to(user).filter(group_id=meeting.group_id, user__is_active=True)
    people = {one.user_id: one.user for one in seats.select_related("user") if one.runs_on(day)}
    sent = unsent = 0
    for person in people.values():
        with translation.override(person.language):
            told = {"meeting": meeting, "address": address}
            text = render_to_string(template, told)
        subject, _line_end, body = text.strip().partition("\n")
        try:
            EmailMessage(subject=subject.strip(), body=body.strip() + "\n", to=[person.email]).send()
        except OSError:
            # smtplib's errors are OSErrors; what they say may hold an address, so the kind alone is logged.
            logging.getLogger("evenhand.letters").warning("a letter about a meeting could not be handed over")
            unsent += 1
        else:
            sent += 1
    return sent, unsent
