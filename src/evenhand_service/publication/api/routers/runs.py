"""Runs of the monitoring."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Field, Query, Router

from evenhand_service.monitoring.models import Run
from evenhand_service.publication.api.auth import RUNS
from evenhand_service.publication.api.paging import Asked, Code, Paged, paged
from evenhand_service.publication.api.problems import READ
from evenhand_service.publication.api.schemas.work import RunOut

router = Router(auth=RUNS, tags=["Runs"])
_PLAIN = ("id", "programme", "as_at", "period", "policy", "state", "asked_at", "started_at", "finished_at")
_PLAIN += ("run_key", "redo_since", "stopped_what", "stopped_mend")


class RunsAsked(Asked):
    """Which runs."""

    area: Code | None = Field(None, description="Runs for the area of this code.")
    programme: Code | None = Field(None, description="Runs of this programme.")
    state: Code | None = Field(None, description="Runs in this state.")


@router.get("runs", response={200: Paged[RunOut], **READ}, operation_id="list_runs", summary="List runs")
def list_runs(request: HttpRequest, asked: Query[RunsAsked]) -> Any:
    """Runs that you may see, the newest first."""
    wanted = {"area__code": asked.area, "programme": asked.programme, "state": asked.state}
    rows = _seen(request).filter(**{name: value for name, value in wanted.items() if value is not None})
    return paged(request, asked, rows, _run)


@router.get("runs/{run_id}", response={200: RunOut, **READ}, operation_id="show_run", summary="Show a run")
def show_run(request: HttpRequest, run_id: UUID) -> Any:
    """One run: how far it is, and, where it stopped, what would mend it."""
    found = _seen(request).filter(pk=run_id).first()
    if found is None:
        raise Http404
    return _run(found)


def _seen(request: HttpRequest) -> Any:
    return Run.objects.visible_to(request.user).select_related("area").order_by("-asked_at", "pk")


def _run(one: Any) -> dict[str, Any]:
    return {**{name: getattr(one, name) for name in _PLAIN}, "area": one.area.code}
