"""What the needs assessment reads: its texts, its agreements, and what of a release stands beside them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from evenhand_service.monitoring.dashboard.queries import words_of
from evenhand_service.monitoring.enums import ReleaseState
from evenhand_service.monitoring.findings.newest import approved
from evenhand_service.monitoring.models import (
    ActionSeed,
    KeptFigure,
    KeptFinding,
    KeptSection,
    NeedsAgreement,
    NeedsText,
    Release,
)

_FINDINGS = 5
"""The widest gaps beside 'whom we reach': the list behind has all."""


def newest_release(user: Any, area: UUID) -> Release | None:
    """Return the approved release of an area that stands beside its needs assessment: that of the newest period."""
    return approved(user).filter(area_id=area).order_by("-period_ends", "-made_at").first()


def texts_of(user: Any, area: UUID) -> dict[str, NeedsText]:
    """Return the newest text of each section."""
    rows = NeedsText.objects.visible_to(user).filter(area_id=area).order_by("section", "-version")
    return {one.section: one for one in rows.distinct("section")}


def texts_as_agreed(user: Any, agreement: NeedsAgreement) -> dict[str, NeedsText]:
    """Return the texts as they stood when somebody agreed."""
    where = Q(pk__in=[])
    for name, version in agreement.versions.items():
        where |= Q(section=name, version=version)
    rows = NeedsText.objects.visible_to(user).filter(where, area_id=agreement.area_id)
    return {one.section: one for one in rows}


def versions_of_section(user: Any, area: UUID, section: str) -> list[NeedsText]:
    """Return every version of a section, the newest first."""
    return list(NeedsText.objects.visible_to(user).filter(area_id=area, section=section).order_by("-version"))


def agreements_of(user: Any, area: UUID) -> list[NeedsAgreement]:
    """Return what was agreed, the newest first."""
    rows = NeedsAgreement.objects.visible_to(user).filter(area_id=area)
    return list(rows.select_related("release").order_by("-number"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What of a release stands beside the texts; `words` is None where its content is withheld."""

    release: Release
    words: dict[str, Any] | None
    sections: tuple[tuple[KeptSection, dict[str, Any]], ...]
    figures: tuple[KeptFigure, ...]
    findings: tuple[KeptFinding, ...]
    seeds: tuple[ActionSeed, ...]


def beside(user: Any, release: Release, language: str, *, until: datetime | None = None) -> Beside:
    """Read what stands beside the texts, in six queries; next steps made `until` then."""
    words = words_of(user, release, language)
    spoken = words["language"] if words else language
    kinds = Q(kind__in=("needs", "shares")) | Q(kind="quality", group="evidence")
    rows = (
        KeptSection.objects.visible_to(user)
        .filter(kinds, release=release, language=spoken)
        .order_by("number")
    )
    figures = KeptFigure.objects.visible_to(user).filter(release=release, language=spoken, kind="need")
    found = KeptFinding.objects.visible_to(user).filter(release=release, standing=0).defer("evidence")
    seeds = ActionSeed.objects.visible_to(user).filter(area_id=release.area_id)
    stood = Q(withdrawn_at__isnull=True)
    if until is not None:
        seeds, stood = seeds.filter(made_at__lte=until), stood | Q(withdrawn_at__gt=until)
    seeds = seeds.filter(stood)
    return Beside(
        release=release,
        words=words,
        sections=tuple((one, json.loads(one.body)) for one in rows),
        figures=tuple(figures.order_by("number")),
        findings=tuple(found.order_by("rank")[:_FINDINGS]),
        seeds=tuple(seeds.order_by("due_date", "made_at")),
    )


def stands(release: Release | None) -> bool:
    """Return whether a release still stands: of one that was withdrawn the content is withheld."""
    return release is not None and release.state == ReleaseState.APPROVED


def current(texts: Mapping[str, NeedsText], section: str) -> NeedsText | None:
    """Return a section's text, if there is one with words."""
    one = texts.get(section)
    return one if one and one.body.strip() else None
