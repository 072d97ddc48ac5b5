"""Writes of releases: kept when a run has ended, approved by somebody named, withdrawn with the reason."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from evenhand.foundations import Period
from evenhand.publish.kept import KeptRelease
from evenhand_service.monitoring.enums import ReleaseKind
from evenhand_service.monitoring.findings.operations import thread_findings
from evenhand_service.monitoring.models.kept import (
    KeptFigure,
    KeptFinding,
    KeptSection,
    KeptText,
    ReleaseFile,
)
from evenhand_service.monitoring.models.releases import ExactLook, Release
from evenhand_service.monitoring.releases import rows
from evenhand_service.monitoring.releases.bundle import Bundle

_AT_ONCE = 500


def store_kept(
    *, run: Any, kepts: Sequence[KeptRelease], bundles: Mapping[str, Bundle], now: datetime
) -> Release:
    """Store a run's release with all that is shown of it, in one transaction; a run that was kept gives what is there.

    `kepts` are the same release in each language (`evenhand.publish.kept.kept`), made before so that nothing is held
    open meanwhile. Exact counts are stored as such, and without files: downloads are those of the protected release.
    """
    if (found := _kept_before(run, kepts)) is not None:
        return found
    with transaction.atomic():
        made = _release(run, kepts, bundles, now)
        made.save(force_insert=True)
        _keep_parts(made, kepts, bundles)
        thread_findings(made)
    return made


def _kept_before(run: Any, kepts: Sequence[KeptRelease]) -> Release | None:
    return Release.objects.filter(run_id=run.id, kind=_kind(kepts[0])).first()


def _kind(kept_one: KeptRelease) -> ReleaseKind:
    return ReleaseKind.PROTECTED if kept_one.publishable else ReleaseKind.EXACT


def _release(run: Any, kepts: Sequence[KeptRelease], bundles: Mapping[str, Bundle], now: datetime) -> Release:
    first, kind = kepts[0], _kind(kepts[0])
    ends = Period.parse(first.period).last
    exact = kind == ReleaseKind.EXACT
    unwritten = [one for bundle in bundles.values() for one in bundle.unwritten]
    return Release(
        area=run.area,
        run_id=run.id,
        kind=kind,
        programme=first.programme,
        period=first.period,
        period_ends=ends,
        as_at=first.as_at or None,
        run_key=first.run_id,
        policy=first.policy,
        facts=rows.facts_of(first, unwritten),
        words={one.language: rows.list_words(one) for one in kepts},
        names_groups=bool(first.findings),
        made_at=now,
        slug=rows.address(run.area.code, first, ends.isoformat(), run.id, exact=exact),
    )


def _keep_parts(release: Release, kepts: Sequence[KeptRelease], bundles: Mapping[str, Bundle]) -> None:
    KeptText.objects.bulk_create([rows.text_row(release, one) for one in kepts])
    KeptFinding.objects.bulk_create(rows.finding_rows(release, kepts), batch_size=_AT_ONCE)
    for one in kepts:
        KeptFigure.objects.bulk_create(rows.figure_rows(release, one), batch_size=_AT_ONCE)
        KeptSection.objects.bulk_create(rows.section_rows(release, one), batch_size=_AT_ONCE)
    ReleaseFile.objects.bulk_create(
        rows.file_row(release, language, *file) for language, bundle in bundles.items() for file in bundle
    )


def look_at_exact(*, user: Any, release: Release, reason: str, minutes: int, now: datetime) -> ExactLook:
    """Note why somebody looks at exact counts, and until when they may. The log has it by the table's trigger."""
    return ExactLook.objects.create(
        release=release,
        area_id=release.area_id,
        user=user,
        reason=reason,
        starts_at=now,
        ends_at=now + timedelta(minutes=minutes),
    )
