"""The figures of an indicator over the releases that stand, as the library takes them."""

from collections.abc import Iterable, Mapping
from typing import Any

from evenhand.planning.effects import Point, Series
from evenhand.planning.effects.published import FigureKey, published_points
from evenhand_service.monitoring.enums import ReleaseState
from evenhand_service.monitoring.models import Release, ReleaseFile
from evenhand_service.plan.models import Indicator, Reading

FILES = ("measures.csv", "counts.csv")


def key_of(indicator: Indicator) -> FigureKey:
    """Return which published figure an indicator is: the finding's key says place, step and groups."""
    place, programme, stage, characteristic, code_list, group, reference, *_rest = indicator.same.split("|")
    return FigureKey(
        area=place,
        programme=programme,
        stage=stage,
        characteristic=characteristic,
        code_list=code_list,
        group=group,
        units=indicator.units,
        reference=reference,
    )


def published_files(release: Release) -> Mapping[str, bytes] | None:
    """Return the two files that figures are read from; None for a release that was kept without them."""
    rows = ReleaseFile.objects.filter(release=release, language="en", name__in=FILES)
    found = {one.name: bytes(one.data) for one in rows}
    return found if len(found) == len(FILES) else None


def readings_of(
    indicators: Iterable[Indicator], release: Release, files: Mapping[str, bytes]
) -> list[Reading]:
    """Return what a release says of each indicator; its files are read once."""
    listed = list(indicators)
    keys = {one.pk: key_of(one) for one in listed}
    points = published_points(
        files["measures.csv"],
        files["counts.csv"],
        set(keys.values()),
        released=release.made_at.date(),
    )
    return [
        Reading(
            indicator=one,
            area_id=one.area_id,
            release=release,
            points=[point.as_plain() for point in points[keys[one.pk]]],
        )
        for one in listed
    ]


def points_of(readings: Iterable[Reading]) -> tuple[Point, ...]:
    """Return the figures by period; where two releases tell the same period, the later release's counts."""
    found: dict[str, dict[str, Any]] = {}
    for reading in sorted(readings, key=lambda one: (one.release.made_at, one.read_at)):
        found |= {one["period"]: one for one in reading.points}
    return tuple(Point.from_plain(found[period]) for period in sorted(found))


def standing_readings(indicator: Indicator) -> list[Reading]:
    """Return an indicator's readings of releases that are approved now; one query."""
    rows = Reading.objects.filter(indicator=indicator, release__state=ReleaseState.APPROVED)
    return list(rows.select_related("release").defer("release__words", "release__facts"))


def series_of(indicator: Indicator, points: tuple[Point, ...], what: Mapping[str, str]) -> Series:
    """Return the figures as what effects are judged from; `what` are the figure's words by language."""
    return Series(units=indicator.units, points=points, what=dict(what))
