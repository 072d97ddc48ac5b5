"""Uploaded files about people go once their rows stand in the stores, were refused, or have waited in vain."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evenhand_service.monitoring.loads.enums import DataClass, LoadState
from evenhand_service.monitoring.loads.forgetting import forget_in_files
from evenhand_service.monitoring.loads.settings import load_settings
from evenhand_service.monitoring.models import Load, LoadChunk, LoadProblem
from evenhand_service.organisations.retention.rules import Line, is_due
from evenhand_service.organisations.retention.sources import DaysOf

KEEPER = "keeper"


class RawUploads:
    """What the housekeeper removes of uploaded files. Tables of counts stay: they are of nobody, and runs read them."""

    kind = "raw-upload"

    def lines(self, *, today: date, days_of: DaysOf) -> list[Line]:
        """Return what would go: one line for each file."""
        return [self._line(load, why) for load, why in _due(today, days_of)]

    def remove(self, *, today: date, days_of: DaysOf) -> list[Line]:
        """Remove it, and return what went. Run twice, the second finds nothing."""
        gone = []
        with transaction.atomic(using=KEEPER):
            for load, why in list(_due(today, days_of)):
                _remove(load, today, why)
                gone.append(self._line(load, why))
        return gone

    def forget(self, *, area_id: str, digest: str, now: datetime) -> int:
        """Remove the files that hold a person who is to be removed; return how many went."""
        return forget_in_files(area_id=area_id, digest=digest, now=now)

    def _line(self, load: Any, why: str) -> Line:
        return Line(area_id=str(load.area_id), kind=self.kind, number=1, why=why)


def _due(today: date, days_of: DaysOf) -> Iterator[tuple[Any, str]]:
    """Yield each file whose time is over, and why."""
    held = (
        Load.objects.using(KEEPER)
        .filter(bytes_removed_at__isnull=True)
        .exclude(data_class=DataClass.AGGREGATE)
    )
    given = load_settings()
    for load in held.order_by("uploaded_at", "id"):
        if load.stored_at and is_due(_day(load.stored_at), days_of(str(load.area_id)), today):
            yield load, _("Its rows are in the stores.")
        elif load.state == LoadState.REFUSED and is_due(_day(load.checked_at), given.refused_days, today):
            yield load, _("It could not be used.")
        elif (why := _waits_in_vain(load)) and is_due(_waits_since(load), given.unapproved_days, today):
            yield load, why


def _waits_in_vain(load: Any) -> str:
    """Why a file whose rows are in no store goes in the end; '' where it does not wait."""
    if load.state in (LoadState.RECEIVED, LoadState.CHECKING):
        return _("It was never read to its end.")
    if load.state == LoadState.CHECKED:
        return _("Nobody approved it.")
    if load.state == LoadState.APPROVED and not load.stored_at:
        return _("Its rows could not be put into the stores.")
    return ""


def _waits_since(load: Any) -> date:
    return _day(load.approved_at or load.checked_at or load.uploaded_at)


def _day(at: datetime) -> date:
    return timezone.localdate(at)


def _remove(load: Any, today: date, why: str) -> None:
    at = timezone.make_aware(datetime.combine(today, time()))
    LoadChunk.objects.using(KEEPER).filter(load_id=load.pk).delete()
    load.bytes_removed_at = at
    if load.state == LoadState.REFUSED:
        LoadProblem.objects.using(KEEPER).filter(load_id=load.pk).delete()
    if _waits_in_vain(load):
        load.state, load.withdrawn_at, load.withdrawn_because = LoadState.WITHDRAWN, at, why
    load.save(using=KEEPER)
