"""Which release counts: the newest approved one of each area and programme, and the one before it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import DenseRank

from evenhand_service.common.composed import Asking, Composed
from evenhand_service.monitoring.enums import ReleaseKind, ReleaseState
from evenhand_service.monitoring.models import Release
from evenhand_service.monitoring.releases.settled import is_settled


@dataclass(frozen=True, slots=True, kw_only=True)
class Newest:
    """The newest approved release of an area and programme; `before` is that of the period before, if there is one.

    One that is not settled was picked before it was approved, and nothing of it is remembered.
    """

    release: UUID
    area: UUID
    programme: str
    period_ends: date
    before: UUID | None
    is_settled: bool = True


def approved(user: Any) -> QuerySet[Release]:
    """Return the protected releases that somebody approved and that the person may see."""
    return Release.objects.visible_to(user).filter(kind=ReleaseKind.PROTECTED, state=ReleaseState.APPROVED)


def within_areas(areas: Iterable[UUID] | None, field: str = "area_id") -> Q:
    """Return the condition that a row is of one of the areas; None is everywhere."""
    return Q() if areas is None else Q(**{f"{field}__in": list(areas)})


def newest_releases(user: Any, *, areas: Iterable[UUID] | None = None) -> list[Newest]:
    """Return the newest release of each area and programme, in one query.

    Of two releases of one period the later made counts: the other was replaced by it.
    """
    rows = _everywhere().rows(user=user.pk) if areas is None else _two_newest(approved(user), areas)
    found: dict[tuple[UUID, str], dict[int, tuple[UUID, date]]] = {}
    for area, programme, release, ends, nth in rows:
        found.setdefault((area, programme), {}).setdefault(nth, (release, ends))
    return [
        Newest(
            release=one[1][0],
            area=area,
            programme=programme,
            period_ends=one[1][1],
            before=one[2][0] if 2 in one else None,
        )
        for (area, programme), one in found.items()
    ]


def _two_newest(releases: QuerySet[Release], areas: Iterable[UUID] | None = None) -> Any:
    """Of each area and programme the releases of the two newest periods."""
    order = Window(DenseRank(), partition_by=[F("area_id"), F("programme")], order_by=F("period_ends").desc())
    rows = releases.filter(within_areas(areas)).annotate(nth=order).filter(nth__lte=2)
    ordered = rows.order_by("area_id", "programme", "-period_ends", "-made_at")
    return ordered.values_list("area_id", "programme", "id", "period_ends", "nth")


@cache
def _everywhere() -> Composed:
    return Composed(lambda user: _two_newest(approved(Asking(user))), user=UUID)


def beside(user: Any, release: Release) -> Newest:
    """Return a release that was picked, and the approved one of the period before."""
    earlier = (
        approved(user)
        .filter(area_id=release.area_id, programme=release.programme, period_ends__lt=release.period_ends)
        .order_by("-period_ends", "-made_at")
        .values_list("id", flat=True)
        .first()
    )
    return Newest(
        release=release.pk,
        area=release.area_id,
        programme=release.programme,
        period_ends=release.period_ends,
        before=earlier,
        is_settled=is_settled(release),
    )
