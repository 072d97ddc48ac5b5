"""Releases for tests: made once by the library from counts by hand, then stored for whichever area a test has."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from evenhand.flow.run import translated
from evenhand.publish.kept import KeptRelease, kept
from evenhand_service.monitoring.enums import ReleaseKind, ReleaseState
from evenhand_service.monitoring.models.releases import Release
from evenhand_service.monitoring.releases.bundle import Bundle, bundle_of
from evenhand_service.monitoring.releases.operations import store_kept
from tests.service.builders import as_builder
from tests.unit.publish.releases import partnership

PLACE = "X1"
PLACES: Mapping[str, str] = {PLACE: "Riverside"}
EARLIER = "2022-04-01/2024-03-31"
NOW = datetime(2026, 5, 14, 9, 30, tzinfo=UTC)


@cache
def kept_partnership(*, policy: str = "open-5", size: float = 1.0) -> tuple[KeptRelease, ...]:
    """Return one place's release over two periods in English and Welsh; Bangladeshi people start treatment least."""
    release = partnership(areas=dict(PLACES), earlier=EARLIER, policy=policy, size=size)
    release = _with_facts(release)
    return kept(release), kept(translated(release, "cy"))


@cache
def tables_of_partnership() -> Mapping[str, Bundle]:
    """Return its files without the report and the spreadsheet, which take seconds."""
    release = _with_facts(partnership(areas=dict(PLACES), earlier=EARLIER))
    return {"en": bundle_of(release, formats=()), "cy": bundle_of(translated(release, "cy"), formats=())}


def _with_facts(release: Any) -> Any:
    """The release with what a run says of itself, which counts by hand have not."""
    said: dict[str, Any] = dict.fromkeys(
        ("evidence", "counting_notes", "notes", "excluded", "joined", "unlinked"), []
    )
    said |= {"repeats": "0", "ledger": {"differing_cells": 0}}
    said |= {"rows": {"read": "4,310", "rejected": "12", "without_consent": "0"}}
    return replace(release, run={**release.run, **said})


def make_release(
    area: Any,
    *,
    state: str = ReleaseState.APPROVED,
    published: bool = False,
    policy: str = "open-5",
    size: float = 1.0,
    run_id: Any = None,
    **fields: Any,
) -> Release:
    """Store a release of an area, approved unless a test says otherwise; `policy` internal-exact gives exact counts."""
    run = SimpleNamespace(id=run_id or uuid4(), area=area)
    bundles = tables_of_partnership() if policy == "open-5" else {}
    with as_builder():
        made = store_kept(run=run, kepts=kept_partnership(policy=policy, size=size), bundles=bundles, now=NOW)
        made.state = state
        if state != ReleaseState.DRAFT:
            made.approved_at, made.approver_name = NOW, "Approver of the Releases"
        if published and made.kind == ReleaseKind.PROTECTED:
            made.is_published, made.published_at = True, NOW
        for name, value in fields.items():
            setattr(made, name, value)
        made.save()
    return made
