"""Writes of what is a person's own: the link of their calendar, how often they are written to, what they were told."""

import hashlib
import re
import secrets
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from evenhand_service.governance.models import CalendarFeed, DigestSetting, Told
from evenhand_service.governance.queries.digest import News

_FORM = re.compile(r"([0-9a-f]{32})([A-Za-z0-9_-]{43})")


def make_feed(*, person: Any, lang: str, now: datetime) -> str:
    """Give a person a link for their calendar and return its secret, shown once; the one before ends. Source: D12.

    The person's id stands in it so that the row can be read in their name, behind the walls; the 256 bits after it are
    kept as a hash.
    """
    secret = f"{person.pk.hex}{secrets.token_urlsafe(32)}"
    CalendarFeed.objects.update_or_create(
        user=person,
        defaults={
            "secret_hash": hash_of(secret),
            "lang": lang,
            "made_at": now,
            "last_used_day": None,
        },
    )
    return secret


def end_feed(*, person: Any) -> None:
    """End a person's link; calendars that read it get nothing more."""
    CalendarFeed.objects.filter(user=person).delete()


def owner_of(secret: str) -> UUID | None:
    """Return whose link a text says it is; None for what is none. It proves nothing yet."""
    found = _FORM.fullmatch(secret)
    return UUID(found.group(1)) if found else None


def hash_of(secret: str) -> str:
    """Return what is kept of a secret; without salt, since nobody can guess such a one."""
    return hashlib.sha256(secret.encode()).hexdigest()


def remember_use(*, feed: CalendarFeed, today: date) -> None:
    """Keep the day of the last use: once a day, so that no calendar waits for a write."""
    if feed.last_used_day != today:
        CalendarFeed.objects.filter(pk=feed.pk).update(last_used_day=today)


def choose_frequency(*, person: Any, frequency: str) -> None:
    """Say how often one is written to."""
    DigestSetting.objects.update_or_create(user=person, defaults={"frequency": frequency})


def remember_told(
    *, person: Any, news: Iterable[News], fresh: Iterable[News], frequency: str, now: datetime
) -> None:
    """Keep what a person was told, in which state; what is no news any more is forgotten, so that it can be again."""
    with transaction.atomic():
        held = {(one.kind, one.subject) for one in news}
        gone = [one.pk for one in Told.objects.filter(user=person) if (one.kind, one.subject) not in held]
        Told.objects.filter(pk__in=gone).delete()
        for one in fresh:
            Told.objects.update_or_create(
                user=person,
                kind=one.kind,
                subject=one.subject,
                defaults={"state": one.state, "told_at": now},
            )
        DigestSetting.objects.update_or_create(
            user=person,
            defaults={"last_sent_at": now},
            create_defaults={"frequency": frequency, "last_sent_at": now},
        )
