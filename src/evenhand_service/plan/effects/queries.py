"""What pages ask of promises and judgements: those whose release stands, each in a fixed number of queries."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import F

from evenhand.planning.effects import Point
from evenhand_service.monitoring.enums import ReleaseState
from evenhand_service.plan.effects.series import points_of
from evenhand_service.plan.models import Indicator, Judgement, Reading


def judgements_of(user: Any, indicators: Iterable[Indicator]) -> dict[UUID, Judgement]:
    """Return the newest judgement of each indicator whose release is approved still; one query."""
    rows = (
        Judgement.objects.visible_to(user)
        .filter(indicator__in=[one.pk for one in indicators], release__state=ReleaseState.APPROVED)
        .order_by("indicator_id", "-as_at", "-made_at")
        .distinct("indicator_id")
    )
    return {one.indicator_id: one for one in rows}


def courses_of(user: Any, indicators: Iterable[Indicator]) -> dict[UUID, tuple[Point, ...]]:
    """Return the figures of each indicator by period, from its own area's releases that stand; one query."""
    rows = (
        Reading.objects.visible_to(user)
        .filter(
            indicator__in=[one.pk for one in indicators],
            release__state=ReleaseState.APPROVED,
            release__area_id=F("area_id"),
        )
        .select_related("release")
        .defer("release__words", "release__facts")
    )
    found: dict[UUID, list[Reading]] = {}
    for one in rows:
        found.setdefault(one.indicator_id, []).append(one)
    return {indicator: points_of(readings) for indicator, readings in found.items()}
