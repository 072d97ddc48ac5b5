"""Writes of runs: asked for, and asked for again. Making them is done in the background (making)."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied

from evenhand_service.accounts.queries import may
from evenhand_service.monitoring.models import Run
from evenhand_service.monitoring.runs.settings import run_settings
from evenhand_service.monitoring.tasks import definitions as tasks


def ask_for_run(
    *,
    area: Any,
    by: Any,
    now: datetime,
    programme: str = "",
    as_at: date | None = None,
    period: str = "",
    area_level: str = "",
    area_of: str = "",
    policy: str = "",
    with_exact: bool = True,
    redoes: Run | None = None,
) -> Run:
    """Ask for a run of an area's approved loads; what is left out, the library chooses or data/runs.toml says."""
    if not may(by, "run", area=area.pk):
        raise PermissionDenied
    given = run_settings()
    run = Run.objects.create(
        area=area,
        programme=programme,
        as_at=as_at,
        period=period or given.period,
        area_level=area_level,
        area_of=area_of or given.area_of,
        policy=policy or given.policy,
        with_exact=with_exact,
        redoes=redoes,
        asked_by=by,
        asked_at=now,
    )
    tasks.make_run.enqueue(str(run.pk), str(by.pk))
    return run


def redo_run(*, run_id: UUID, by: Any, now: datetime) -> Run:
    """Ask for a run with the parameters of an earlier one, of the loads that are in use now."""
    earlier = Run.objects.visible_to(by).select_related("area").get(pk=run_id)
    return ask_for_run(
        area=earlier.area,
        by=by,
        now=now,
        programme=earlier.programme,
        as_at=earlier.as_at,
        period=earlier.period,
        area_level=earlier.area_level,
        area_of=earlier.area_of,
        policy=earlier.policy,
        with_exact=earlier.with_exact,
        redoes=earlier,
    )
