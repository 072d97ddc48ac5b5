"""Removing what is over its time, removing a person, and certifying what went."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext_noop, override

from evenhand_service.organisations.models import Area, Certificate, Erasure, RetentionPeriod
from evenhand_service.organisations.person_keys import digest_of
from evenhand_service.organisations.retention.erasing import erase_from_stores
from evenhand_service.organisations.retention.plan import KEEPER, going
from evenhand_service.organisations.retention.queries import added_up, period_of
from evenhand_service.organisations.retention.removing import remove
from evenhand_service.organisations.retention.rules import Line, check_period, periods
from evenhand_service.organisations.retention.sources import HoldsPeople, sources

# Certificates are kept in English, and read in the reader's language.
REMOVED = gettext_noop("A person was removed.")


@transaction.atomic
def set_period(*, area: Area, kind: str, days: int, reason: str, now: datetime) -> RetentionPeriod:
    """Have an area keep a kind for its own number of days, with the reason. Raises: PeriodNotRight."""
    check_period(kind, days, reason)
    return RetentionPeriod.objects.update_or_create(
        area=area, kind=kind, defaults={"days": days, "reason": reason, "set_at": now}
    )[0]


@transaction.atomic
def use_default(*, area: Area, kind: str) -> None:
    """Have an area keep a kind for the default period again."""
    RetentionPeriod.objects.filter(area=area, kind=kind).delete()


@transaction.atomic(using=KEEPER)
def retain(*, today: date, now: datetime) -> list[Certificate]:
    """Remove everything whose time is over, in the stores and what other apps registered; certify it for each area."""
    days = period_of()
    lines = []
    with override("en"):
        plan = list(going(today=today, period_of=days))
    for one in plan:
        remove(one, identifiers=periods()[one.kind].action == "identifiers")
        lines.append(one.line)
    for source in sources():
        lines += source.remove(today=today, days_of=lambda area, kind=source.kind: days(area, kind))
    return certify(lines, now=now)


def certify(lines: Iterable[Line], *, now: datetime) -> list[Certificate]:
    """Write down what went, for each area: kinds, numbers and reasons, with a fingerprint."""
    by_area: dict[str, list[Line]] = {}
    for one in added_up(list(lines)):
        by_area.setdefault(one.area_id, []).append(one)
    made = []
    for area_id, held in by_area.items():
        told = [{name: value for name, value in asdict(one).items() if name != "area_id"} for one in held]
        sealed = json.dumps([area_id, now.isoformat(), told], sort_keys=True, ensure_ascii=False)
        made.append(
            Certificate.objects.using(KEEPER).create(
                area_id=area_id, made_at=now, lines=told, fingerprint=sha256(sealed.encode()).hexdigest()
            )
        )
    return made


@transaction.atomic
def ask_for_erasure(*, area: Area, person_key: str, now: datetime) -> Erasure:
    """Ask that a person's rows be removed from every store; the key is kept as a digest and no other way.

    Asked again after it was done, it is done again.
    """
    wanted, new = Erasure.objects.get_or_create(
        area=area, digest=digest_of(person_key), defaults={"asked_at": now}
    )
    if not new and wanted.done_at:
        wanted.asked_at, wanted.done_at = now, None
        wanted.save(update_fields=["asked_at", "done_at"])
    return wanted


@transaction.atomic(using=KEEPER)
def erase(*, now: datetime, again: bool = False) -> list[Certificate]:
    """Remove the people who were asked for; with `again` all of them, as after a restore. Certified for each area."""
    wanted = Erasure.objects.using(KEEPER).select_for_update()
    if not again:
        wanted = wanted.filter(done_at__isnull=True)
    lines = []
    for one in wanted.order_by("asked_at"):
        number = erase_from_stores(area_id=one.area_id, digest=one.digest)
        for source in sources():
            if isinstance(source, HoldsPeople):
                number += source.forget(area_id=str(one.area_id), digest=one.digest, now=now)
        one.done_at, one.rows_removed = now, one.rows_removed + number
        one.save(using=KEEPER, update_fields=["done_at", "rows_removed"])
        lines.append(Line(area_id=str(one.area_id), kind="erasure", number=number, why=REMOVED))
    return certify(lines, now=now)


@transaction.atomic(using=KEEPER)
def take_back_list(*, erasures: Iterable[tuple[str, str]], now: datetime) -> int:
    """Put (area code, digest) pairs of an older list among those to be removed; return how many were new."""
    areas = {one.code: one for one in Area.objects.using(KEEPER).all()}
    new = 0
    for code, digest in erasures:
        _row, made = Erasure.objects.using(KEEPER).get_or_create(
            area=areas[code], digest=digest, defaults={"asked_at": now}
        )
        new += made
    return new
