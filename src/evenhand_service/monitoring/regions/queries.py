"""What the review of a region reads: its areas, their newest releases, findings, next steps; a fixed number of queries."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models.expressions import RawSQL

from evenhand_service.monitoring.findings.listing import Listed, list_findings
from evenhand_service.monitoring.findings.newest import Newest, newest_releases
from evenhand_service.monitoring.findings.rules import Since, Standing
from evenhand_service.monitoring.models import ActionSeed, ReleaseDigest
from evenhand_service.organisations.models import Area


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """One area in a review: its newest release, its findings beside those of the period before, what came of them.

    `worse` counts findings in which a group fares worse, by characteristic and step. `recording` holds by language what
    stands out in the recording; None where the release says nothing of it.
    """

    area: Area
    release: Newest | None
    findings: tuple[Listed, ...]
    gone: int
    without_step: int
    worse: Counter[tuple[str, str]]
    recording: dict[str, list[str]] | None

    @property
    def new(self) -> int:
        """How many findings the release before did not have."""
        return sum(one.since is Since.NEW for one in self.findings)


def regions_for(user: Any) -> list[Area]:
    """Return the areas that the person reviews and that have others within them."""
    held = RawSQL("SELECT unnest(access.areas(%s, 'review-region'))", [user.pk])
    return list(Area.objects.filter(pk__in=held, children__isnull=False).distinct().order_by("level", "name"))


def parts_of(region: Area) -> list[Area]:
    """Return the areas within a region that have none within themselves, by name; one query."""
    rows = Area.objects.raw(
        "WITH RECURSIVE within(id) AS (SELECT id FROM organisations_area WHERE parent_id = %s UNION "
        "SELECT a.id FROM organisations_area a JOIN within w ON a.parent_id = w.id) "
        "SELECT a.* FROM organisations_area a JOIN within w ON w.id = a.id "
        "WHERE NOT EXISTS (SELECT 1 FROM organisations_area c WHERE c.parent_id = a.id) ORDER BY a.name, a.code",
        [str(region.pk)],
    )
    return list(rows)


def review(user: Any, areas: Iterable[Area], *, programme: str = "", language: str = "en") -> list[Reviewed]:
    """Return every area with its newest release of a programme, else of whichever is newest. Source: F7; 001 3.25."""
    listed = list(areas)
    newest = _one_each(newest_releases(user, areas=[one.pk for one in listed]), programme)
    found: dict[UUID, list[Listed]] = {}
    for one in list_findings(user, list(newest.values())):
        found.setdefault(one.area, []).append(one)
    with_step = _with_step(user, [one.thread for rows in found.values() for one in rows])
    told = _digests(user, [one.release for one in newest.values()])
    return [_reviewed(one, newest.get(one.pk), found.get(one.pk, []), with_step, told) for one in listed]


def _one_each(releases: Iterable[Newest], programme: str) -> dict[UUID, Newest]:
    found: dict[UUID, Newest] = {}
    for one in sorted(releases, key=lambda row: row.period_ends):
        if not programme or one.programme == programme:
            found[one.area] = one
    return found


def _with_step(user: Any, threads: list[UUID]) -> frozenset[UUID]:
    rows = ActionSeed.objects.visible_to(user).filter(thread_id__in=threads, withdrawn_at=None).order_by()
    return frozenset(rows.values_list("thread_id", flat=True).distinct())


def _digests(user: Any, releases: list[UUID]) -> dict[UUID, dict[str, list[str]]]:
    rows = ReleaseDigest.objects.visible_to(user).filter(release_id__in=releases)
    return dict(rows.values_list("release_id", "recording"))


def funnels_of(user: Any, region: Area) -> tuple[dict[str, dict[str, dict[str, str]]], date | None]:
    """Return where places stand among others of their size, by language, step and place, and the period's last day.

    They come from the newest release of the region itself that has funnels: a release of one area has none.
    """
    rows = (
        ReleaseDigest.objects.visible_to(user)
        .filter(release__area=region, release__state="approved", release__kind="protected")
        .exclude(funnels={})
        .order_by("-release__period_ends", "-release__made_at")
    )
    return rows.values_list("funnels", "release__period_ends").first() or ({}, None)


def _reviewed(
    area: Area,
    release: Newest | None,
    rows: list[Listed],
    with_step: frozenset[UUID],
    told: dict[UUID, dict[str, list[str]]],
) -> Reviewed:
    present = tuple(one for one in rows if one.since is not Since.GONE)
    worse = [one for one in present if one.standing is Standing.WORSE]
    return Reviewed(
        area=area,
        release=release,
        findings=present,
        gone=len(rows) - len(present),
        without_step=sum(one.thread not in with_step for one in worse),
        worse=Counter((one.characteristic, one.stage) for one in worse),
        recording=(told.get(release.release) or None) if release else None,
    )
