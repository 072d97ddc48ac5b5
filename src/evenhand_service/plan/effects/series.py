"""The figures of an indicator over the releases that stand, as the library takes them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.utils.timezone import localdate

from evenhand.planning.effects import AreaSeries, Point, Series
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


def beside_of(key: FigureKey) -> FigureKey | None:
    """Return the same figure of the comparison group; None for a difference, which has it in itself."""
    own = key.measure != "difference" and key.reference
    return replace(key, group=key.reference, reference="") if own else None


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
    beside = {one.pk: beside_of(keys[one.pk]) for one in listed}
    wanted = {*keys.values(), *(one for one in beside.values() if one)}
    # Seen from the day on which somebody approved it.
    seen = localdate(release.approved_at or release.made_at)
    points: Mapping[FigureKey | None, tuple[Point, ...]] = {
        **published_points(files["measures.csv"], files["counts.csv"], wanted, released=seen)
    }

    return [
        Reading(
            indicator=one,
            area_id=one.area_id,
            release=release,
            points=[point.as_plain() for point in points[keys[one.pk]]],
            reference=[point.as_plain() for point in points.get(beside[one.pk], ())],
        )
        for one in listed
    ]


def points_of(readings: Iterable[Reading]) -> tuple[Point, ...]:
    """Return the figures by period; where two releases tell the same period, the later release's counts."""
    found: dict[str, dict[str, Any]] = {}
    for reading in sorted(readings, key=lambda one: (one.release.made_at, one.read_at)):
        found |= {one["period"]: one for one in reading.points}
    return tuple(Point.from_plain(found[period]) for period in sorted(found))


def versions_of(readings: Iterable[Reading], name: str = "points") -> tuple[Point, ...]:
    """Return the figures of every release: what is judged knows since when a period could be seen."""
    return tuple(Point.from_plain(one) for reading in readings for one in getattr(reading, name))


def standing_readings(indicator: Indicator) -> list[Reading]:
    """Return an indicator's readings of its own area's releases that are approved now; one query."""
    rows = Reading.objects.filter(
        indicator=indicator, release__state=ReleaseState.APPROVED, release__area_id=indicator.area_id
    )
    return list(rows.select_related("release").defer("release__words", "release__facts"))


def series_of(
    indicator: Indicator,
    readings: Iterable[Reading],
    areas: tuple[AreaSeries, ...] = (),
) -> Series:
    """Return the figures as what effects are judged from, with those of the `areas` beside it."""
    listed = list(readings)
    return Series(
        units=indicator.units,
        points=versions_of(listed),
        reference=versions_of(listed, "reference"),
        areas=areas,
    )
