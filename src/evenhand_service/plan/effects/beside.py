"""Areas that did not act: which may be named, and their figures as they are published for everybody.

What a comparison rests on is read by whoever looks at it, and by whoever approves the next release, who may see no other
area: so figures of other areas count once they are published.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from io import StringIO
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate

from evenhand.planning.effects import AreaSeries
from evenhand.planning.effects.published import published_points
from evenhand_service.monitoring.enums import ReleaseKind, ReleaseState
from evenhand_service.monitoring.models import Release
from evenhand_service.organisations.models import Area
from evenhand_service.plan.effects.series import key_of, published_files, versions_of
from evenhand_service.plan.limits import limits
from evenhand_service.plan.models import Action, Indicator, Reading


def _published() -> Any:
    return Release.objects.filter(
        kind=ReleaseKind.PROTECTED, state=ReleaseState.APPROVED, is_published=True
    ).order_by()


def others_of(indicator: Indicator) -> list[Area]:
    """Return the other areas of the same level that publish releases of the programme, by name; one query."""
    with_release = _published().filter(programme=indicator.programme).values("area_id")
    rows = Area.objects.filter(level=indicator.area.level, pk__in=with_release)
    return list(rows.exclude(pk=indicator.area_id).order_by("name", "code")[: limits()["areas_beside"]])


def acting_in(user: Any, indicator: Indicator, areas: Iterable[Area]) -> frozenset[UUID]:
    """Return those of other areas in whose plans an action is known that is about the same step and characteristic."""
    rows = Action.objects.visible_to(user).filter(area_id__in=[one.pk for one in areas])
    same = rows.filter(stage=indicator.stage, characteristic=indicator.characteristic).exclude(stage="")
    return frozenset(same.order_by().values_list("area_id", flat=True).distinct())


def read_beside(indicator: Indicator, codes: Iterable[str], *, now: datetime) -> int:
    """Read what other areas have published of an indicator since it was last read; return how many releases told of it."""
    read = Reading.objects.filter(indicator=indicator).values("release_id")
    rows = _published().filter(area__code__in=list(codes), programme=indicator.programme)
    rows = rows.exclude(area_id=indicator.area_id).exclude(pk__in=read).select_related("area")
    newest: dict[UUID, list[Release]] = {}
    for release in rows.order_by("-period_ends", "-made_at").defer("words", "facts"):
        listed = newest.setdefault(release.area_id, [])
        if len(listed) < limits()["releases_beside"]:
            listed.append(release)
    told = [_reading(indicator, one, now) for listed in newest.values() for one in listed]
    made = [one for one in told if one is not None]
    Reading.objects.bulk_create(made, ignore_conflicts=True)
    return len(made)


def _reading(indicator: Indicator, release: Release, now: datetime) -> Reading | None:
    """What a release of another area says of the figure; None where it was kept without files or is of several places."""
    files = published_files(release)
    place = _place(files, release.area.code) if files else ""
    if files is None or not place:
        return None
    key = replace(key_of(indicator), area=place)
    seen = localdate(release.published_at or release.made_at)
    points = published_points(files["measures.csv"], files["counts.csv"], [key], released=seen)[key]
    return Reading(
        indicator=indicator,
        area_id=indicator.area_id,
        release=release,
        points=[one.as_plain() for one in points],
        read_at=now,
    )


def _place(files: Mapping[str, bytes], code: str) -> str:
    """What the files call the area: its code, or the one place that they are of."""
    rows = csv.DictReader(StringIO(files["measures.csv"].decode()))
    places = {one["area"] for one in rows}
    if code in places:
        return code
    return places.pop() if len(places) == 1 else ""


def beside(indicator: Indicator) -> tuple[AreaSeries, ...]:
    """Return the figures of other areas that were read and still are published, area by area; one query."""
    rows = Reading.objects.filter(
        indicator=indicator, release__state=ReleaseState.APPROVED, release__is_published=True
    ).exclude(release__area_id=indicator.area_id)
    found: dict[str, list[Reading]] = {}
    for one in rows.select_related("release__area").defer("release__words", "release__facts"):
        found.setdefault(one.release.area.code, []).append(one)
    return tuple(AreaSeries(area=code, points=versions_of(found[code])) for code in sorted(found))
