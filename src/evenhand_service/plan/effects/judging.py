"""Writes of what became of a figure: a promise is made, a release is read, an indicator is judged."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from evenhand.planning.effects import Effect, Promise, Protocol, Sealed, judge, seal_protocol
from evenhand_service.monitoring.enums import ReleaseKind, ReleaseState
from evenhand_service.monitoring.models import Release
from evenhand_service.plan.effects.beside import beside, read_beside
from evenhand_service.plan.effects.promising import kept_promise
from evenhand_service.plan.effects.series import (
    published_files,
    readings_of,
    series_of,
    standing_readings,
)
from evenhand_service.plan.limits import limits
from evenhand_service.plan.models import Indicator, Judgement, Reading
from evenhand_service.plan.operations.faults import ChangedMeanwhile


def make_promise(*, indicator: Indicator, made: Promise) -> None:
    """Write down what is promised of an indicator, and what could be seen; a promise that was made is not made over.

    Raises ChangedMeanwhile where somebody promised before.
    """
    told = {"words": dict(made.words), "promise": made.as_plain()}
    rows = Indicator.objects.filter(pk=indicator.pk, smallest_change={})
    if not rows.update(smallest_change=told, target=made.target, target_date=made.due):
        raise ChangedMeanwhile
    indicator.refresh_from_db()


def seal_comparison(*, indicator: Indicator, protocol: Protocol, now: datetime) -> str:
    """Fix how later figures will be compared, before they are there; return the fingerprint. Never fixed twice."""
    sealed = seal_protocol(protocol, now)
    rows = Indicator.objects.filter(pk=indicator.pk, protocol_hash="")
    if not rows.update(protocol=protocol.as_plain(), protocol_hash=sealed.sha256, protocol_fixed_at=now):
        raise ChangedMeanwhile
    indicator.refresh_from_db()
    return sealed.sha256


def read_before(*, indicator: Indicator, now: datetime) -> int:
    """Read what the releases that stand say of a new indicator, the newest first; return how many did."""
    rows = Release.objects.filter(
        area_id=indicator.area_id,
        programme=indicator.programme,
        kind=ReleaseKind.PROTECTED,
        state=ReleaseState.APPROVED,
    )
    newest = rows.order_by("-period_ends", "-made_at").only("id", "made_at", "area_id", "programme")
    return sum(_read(release, [indicator], now=now) for release in newest[: limits()["releases_read"]])


@transaction.atomic
def follow_release(*, release: Release, now: datetime, today: date) -> int:
    """Read a release that was approved for every indicator it may tell of, and judge each; return how many were judged."""
    if release.kind != ReleaseKind.PROTECTED or release.state != ReleaseState.APPROVED:
        return 0
    rows = Indicator.objects.filter(area_id=release.area_id, programme=release.programme, replaced_by=None)
    indicators = list(rows.exclude(same=""))
    if not indicators or not _read(release, indicators, now=now):
        return 0
    made = (judged(one, release, now=now, today=today) for one in indicators)
    kept = [one for one in made if one is not None]
    Judgement.objects.bulk_create(kept, ignore_conflicts=True)
    return len(kept)


def judged(indicator: Indicator, release: Release, *, now: datetime, today: date) -> Judgement | None:
    """Return what follows from the releases that stand, as at one of them; None where nothing was promised."""
    agreed = agreed_on(indicator)
    if agreed is None:
        return None
    named = agreed.protocol.areas if isinstance(agreed, Sealed) else ()
    if named:
        read_beside(indicator, named, now=now)
    series = series_of(indicator, standing_readings(indicator), beside(indicator) if named else ())
    return _row(indicator, release, judge(series, agreed, today), now=now, today=today)


def look_again(*, indicator: Indicator, now: datetime, today: date) -> Judgement | None:
    """Judge with what the areas beside it have published since; None where they published nothing new.

    The answer stands on the newest of their releases, and goes out of use with it.
    """
    read_beside(indicator, indicator.protocol.get("areas", ()), now=now)
    rows = Reading.objects.filter(indicator=indicator, release__is_published=True)
    newest = rows.exclude(release__area_id=indicator.area_id).exclude(
        release__in=Judgement.objects.filter(indicator=indicator).values("release_id")
    )
    found = newest.order_by("-read_at", "-release__made_at").select_related("release").first()
    told = judged(indicator, found.release, now=now, today=today) if found else None
    if told is not None:
        told.save()
    return told


def agreed_on(indicator: Indicator) -> Promise | Sealed | None:
    """Return the sealed protocol of an indicator, else its promise, else None."""
    if indicator.protocol_hash:
        return Sealed(
            protocol=Protocol.from_plain(indicator.protocol),
            sha256=indicator.protocol_hash,
            made_at=indicator.protocol_fixed_at,
        )
    return kept_promise(indicator)


def _read(release: Release, indicators: Iterable[Indicator], *, now: datetime) -> bool:
    files = published_files(release)
    if files is None:
        return False
    rows = readings_of(indicators, release, files)
    for one in rows:
        one.read_at = now
    Reading.objects.bulk_create(rows, ignore_conflicts=True)
    return True


def _row(indicator: Indicator, release: Release, effect: Effect, **when: Any) -> Judgement:
    return Judgement(
        indicator=indicator,
        area_id=indicator.area_id,
        release=release,
        as_at=when["today"],
        verdict=effect.verdict,
        direction=effect.direction,
        change=effect.change,
        lower=effect.lower,
        upper=effect.upper,
        units=effect.units,
        words=dict(effect.words),
        effect=effect.as_plain(),
        made_at=when["now"],
    )
