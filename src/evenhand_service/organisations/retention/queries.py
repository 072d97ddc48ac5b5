"""What is kept how long, what would go today, and what went."""

from collections import Counter
from datetime import date
from typing import Any

from django.db.models import QuerySet

from evenhand_service.organisations.models import Area, Certificate, Erasure, RetentionPeriod
from evenhand_service.organisations.retention.plan import KEEPER, PeriodOf, going
from evenhand_service.organisations.retention.rules import Line, periods
from evenhand_service.organisations.retention.sources import sources


def periods_of(person: Any, area: Area) -> dict[str, RetentionPeriod]:
    """Return the periods that an area has set itself, by kind."""
    found = RetentionPeriod.objects.visible_to(person).filter(area=area)
    return {one.kind: one for one in found}


def certificates_of(person: Any, area: Area) -> QuerySet[Certificate]:
    """Return what was removed in an area, the latest first."""
    return Certificate.objects.visible_to(person).filter(area=area).order_by("-made_at")


def certificate_for(person: Any, pk: Any) -> Certificate:
    """Return one certificate. Raises: Certificate.DoesNotExist."""
    return Certificate.objects.visible_to(person).select_related("area").get(pk=pk)


def erasures_of(person: Any, area: Area) -> QuerySet[Erasure]:
    """Return the removals that were asked for in an area: when, and when they were done. Never of whom."""
    return Erasure.objects.visible_to(person).filter(area=area).order_by("-asked_at")


def period_of() -> PeriodOf:
    """Return how long each area keeps each kind: its own period, or the default one. Read as evenhand_keeper."""
    own = {(str(one.area_id), one.kind): one.days for one in RetentionPeriod.objects.using(KEEPER).all()}
    return lambda area, kind: own.get((area, kind), periods()[kind].days)


def would_go(*, today: date) -> list[Line]:
    """Return what `retain` would remove today, added up by area, kind and reason. Read as evenhand_keeper."""
    days = period_of()
    lines = [one.line for one in going(today=today, period_of=days)]
    for source in sources():
        lines += source.lines(today=today, days_of=lambda area, kind=source.kind: days(area, kind))
    return added_up(lines)


def added_up(lines: list[Line]) -> list[Line]:
    """Return one line for each area, kind and reason."""
    numbers: Counter[tuple[str, str, str]] = Counter()
    for one in lines:
        numbers[one.area_id, one.kind, one.why] += one.number
    return [
        Line(area_id=area, kind=kind, number=number, why=why)
        for (area, kind, why), number in sorted(numbers.items())
        if number
    ]
