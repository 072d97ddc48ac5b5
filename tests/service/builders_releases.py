"""Releases for tests: made once by the library from counts by hand, then stored for whichever area a test has."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

from evenhand.flow.run import translated
from evenhand.publish.kept import KeptRelease, kept
from evenhand_service.monitoring.enums import ReleaseKind, ReleaseState
from evenhand_service.monitoring.models.releases import Release
from evenhand_service.monitoring.models.runs import Run
from evenhand_service.monitoring.releases.bundle import Bundle, bundle_of
from evenhand_service.monitoring.releases.operations import store_kept
from evenhand_service.monitoring.runs.enums import RunState
from tests.made_once import Shared
from tests.service.builders import as_builder
from tests.unit.publish.releases import partnership

PLACE = "X1"
PLACES: Mapping[str, str] = {PLACE: "Riverside"}
EARLIER = "2022-04-01/2024-03-31"
NOW = datetime(2026, 5, 14, 9, 30, tzinfo=UTC)


@cache
def kept_partnership(*, policy: str = "open-5", size: float = 1.0) -> tuple[KeptRelease, ...]:
    """Return one place's release over two periods in English and Welsh; Bangladeshi people start treatment least."""

    def make() -> tuple[KeptRelease, ...]:
        release = partnership(areas=dict(PLACES), earlier=EARLIER, policy=policy, size=size)
        release = _with_facts(release)
        return kept(release), kept(translated(release, "cy"))

    return Shared.object(f"kept-{policy}-{size}", make)


@cache
def tables_of_partnership() -> Mapping[str, Bundle]:
    """Return its files without the report and the spreadsheet, which take seconds."""

    def make() -> Mapping[str, Bundle]:
        release = _with_facts(partnership(areas=dict(PLACES), earlier=EARLIER))
        return {"en": bundle_of(release, formats=()), "cy": bundle_of(translated(release, "cy"), formats=())}

    return Shared.object("tables-of-partnership", make)


def _with_facts(release: Any) -> Any:
    """The release with what a run says of itself, which counts by hand have not."""
    empty = ("evidence", "counting_notes", "notes", "excluded", "joined", "unlinked")
    said: dict[str, Any] = {name: [] for name in empty}
    said |= {"repeats": "0", "ledger": {"differing_cells": 0}}
    said |= {"rows": {"read": "4,310", "rejected": "12", "without_consent": "0"}}
    return replace(release, run={**release.run, **said})


def make_run(area: Any) -> Run:
    """Return a run that was made; write as the builder."""
    return Run.objects.create(
        area=area,
        programme="arrest-to-treatment",
        policy="open-5",
        state=RunState.MADE,
        asked_at=NOW,
        started_at=NOW,
        finished_at=NOW,
        run_key="7f3c9a2e51d0",
    )


def make_release(
    area: Any,
    *,
    state: str = ReleaseState.APPROVED,
    published: bool = False,
    policy: str = "open-5",
    size: float = 1.0,
    run: Run | None = None,
    **fields: Any,
) -> Release:
    """Store a release of an area, approved unless a test says otherwise; `policy` internal-exact gives exact counts."""
    bundles = tables_of_partnership() if policy == "open-5" else {}
    with as_builder():
        run = run or make_run(area)
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
