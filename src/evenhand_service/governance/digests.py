"""One message to each person about what is theirs: what changed since the last one, and nothing twice. Source: F4."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone, translation

from evenhand_service.accounts.models import User
from evenhand_service.common.who import acting_as
from evenhand_service.governance.addresses import page_of
from evenhand_service.governance.enums import Frequency
from evenhand_service.governance.limits import limits
from evenhand_service.governance.models import DigestSetting
from evenhand_service.governance.operations.diary import remember_told
from evenhand_service.governance.queries.digest import News, fresh, news_for, told_before
from evenhand_service.governance.rules import is_due
from evenhand_service.governance.words import why_words


@dataclass(slots=True)
class Done:
    """What a run did, in numbers and nothing else."""

    people: int = 0
    letters: int = 0
    items: int = 0
    nothing_new: int = 0
    not_yet: int = 0
    unsent: int = 0


def send_digests(*, now: datetime, address: str, dry_run: bool = False) -> Done:
    """Write to everybody whose next message is due; each in a transaction of their own, in their own name.

    What a person was told is kept with the sending or not at all: a letter that cannot be handed over is tried again.
    """
    done = Done()
    for person in User.objects.filter(is_active=True).order_by("pk").iterator():
        done.people += 1
        try:
            with acting_as(person.pk), translation.override(person.language):
                _write_to(person, done, now, address, dry_run=dry_run)
        except OSError:
            # smtplib's errors are OSErrors; what they say may hold an address, so the kind alone is logged.
            done.unsent += 1
            logging.getLogger("evenhand.digests").warning("a message could not be handed over")
    return done


def _write_to(person: User, done: Done, now: datetime, address: str, *, dry_run: bool) -> None:
    given = limits()["digest"]
    held = DigestSetting.objects.filter(user=person).first()
    frequency = held.frequency if held else given["frequency"]
    slack = timedelta(hours=given["slack_hours"])
    last = held.last_sent_at if held else None
    if frequency == Frequency.NEVER or not is_due(last, now, days=given["days"][frequency], slack=slack):
        done.not_yet += 1
        return
    news = news_for(person, now=now, today=timezone.localdate(now), language=person.language)
    new = fresh(news, told_before(person))
    if not new:
        done.nothing_new += 1
        return
    if not dry_run:
        remember_told(person=person, news=news, fresh=new, frequency=frequency, now=now)
        letter(person, new, still=len(news) - len(new), address=address).send()
    done.letters += 1
    done.items += len(new)


def letter(person: User, new: list[News], *, still: int, address: str) -> EmailMessage:
    """Return the message; its subject holds a number and no name. The language is the running one."""
    most = limits()["digest"]["most_told"]
    shown = new[:most]
    parts = [
        (why_words(why), [_line(one, address) for one in rows])
        for why, rows in groupby(shown, key=lambda one: one.why)
    ]
    told = {
        "parts": parts,
        "number": len(new),
        "more": len(new) - len(shown),
        "still": still,
        "address": f"{address}{page_of('diary')}",
    }
    text = render_to_string("governance/letters/digest.jinja", told)
    subject, _line_end, body = text.strip().partition("\n")
    return EmailMessage(subject=subject.strip(), body=body.strip() + "\n", to=[person.email])


def _line(one: News, address: str) -> dict[str, Any]:
    page = page_of(one.kind, one.page or one.subject)
    return {
        "title": one.title,
        "day": one.day,
        "kind": one.kind,
        "address": f"{address}{page}" if page else "",
    }


def service_address() -> str:
    """Return where the service is reached, as far as the settings know: for links in letters."""
    host = next(
        (one for one in settings.ALLOWED_HOSTS if one and not one.startswith(("*", "."))), "localhost"
    )
    return f"https://{host}" if getattr(settings, "SECURE_SSL_REDIRECT", False) else f"http://{host}:8000"
