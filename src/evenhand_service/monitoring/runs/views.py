"""Pages of runs: the list, asking for one, one with its progress and what went in."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evenhand_service.accounts.access import needs
from evenhand_service.accounts.queries import may
from evenhand_service.monitoring.models import Run
from evenhand_service.monitoring.releases.rules import (
    why_not_approve_release,
    why_not_publish,
    why_not_withdraw_release,
)
from evenhand_service.monitoring.runs import operations, presenters, queries
from evenhand_service.monitoring.runs.enums import RunState
from evenhand_service.monitoring.runs.forms import AreaPick, RunForm
from evenhand_service.monitoring.runs.settings import run_settings
from evenhand_service.monitoring.said import said

_PAGE = 25


@needs("see-drafts")
@require_safe
def list_runs(request: HttpRequest) -> HttpResponse:
    """Every run that the person may see."""
    rows = queries.runs_of(request.user, area=request.GET.get("area", "").replace("\0", ""))
    page = Paginator(rows, _PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [presenters.row(one) for one in page],
        "may_run": bool(queries.areas_to_run(request.user, today=timezone.localdate())),
    }
    return render(request, "monitoring/runs/list.jinja", context)


@needs("run")
@require_http_methods(["GET", "HEAD", "POST"])
def ask_for_run(request: HttpRequest) -> HttpResponse:
    """Ask for a run; everything is filled in already."""
    areas = queries.areas_to_run(request.user, today=timezone.localdate())
    if not areas:
        raise PermissionDenied
    by_code = {one.code: one for one in areas}
    code = request.GET.get("area", "")
    if not code and len(areas) > 1:
        # The area stands in the address, so that what is sent is of the area that the page named.
        last = queries.area_of_last_run(request.user)
        return redirect(f"{request.path}?{urlencode({'area': last if last in by_code else areas[0].code})}")
    area = by_code.get(code) if code else areas[0]
    if area is None:
        raise Http404
    given = queries.suggested(area, request.user)
    initial = {
        name: getattr(given, name)
        for name in ("programme", "as_at", "period", "area_level", "area_of", "policy")
    }
    form = RunForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid() and given.loads:
        run = operations.ask_for_run(area=area, by=request.user, now=timezone.now(), **form.cleaned_data)
        return redirect("monitoring:show-run", run.pk)
    context = {
        "form": form,
        "given": given,
        "loads": [[presenters.loads.title(one), one.organisation.name] for one in given.loads],
        "area_name": presenters.area_name(area),
        "pick": AreaPick(initial={"area": area.code}, areas=areas) if len(areas) > 1 else None,
        "has_errors": bool(form.errors),
    }
    return render(request, "monitoring/runs/ask.jinja", context, status=422 if form.errors else 200)


@needs("see-drafts")
@require_safe
def show_run(request: HttpRequest, run: UUID) -> HttpResponse:
    """How far a run is; then what went in, what was left out, and what can be done with what it gave."""
    found = _run(request, run)
    if found.state in (RunState.WAITING, RunState.RUNNING):
        context = {
            "run": found,
            "area_name": presenters.area_name(found.area),
            "progress": presenters.progress(found),
        }
        return render(request, "monitoring/runs/running.jinja", context)
    return render(request, "monitoring/runs/show.jinja", _shown(request, found))


def _shown(request: HttpRequest, run: Run) -> dict[str, Any]:
    release = run.protected[0] if run.protected else None
    context = {
        "run": run,
        "area_name": presenters.area_name(run.area),
        "state": presenters.state(run),
        "facts": presenters.facts(run),
        "inputs": [presenters.input_row(one) for one in queries.inputs_of(run, request.user)],
        "stopped": [said(one) for one in (run.stopped_what, run.stopped_mend) if one],
        "left_out": [said(one) for one in run.left_out],
        # Said once, where it was left out for a reason that is worth a look as well.
        "notes": [said(one) for one in run.notes if one not in run.left_out],
        "may_run": may(request.user, "run", area=run.area_id),
        "release": release,
    }
    return context | (_about(request, run, release) if release else {})


def _about(request: HttpRequest, run: Run, release: Any) -> dict[str, Any]:
    release.run = run
    approves, publishes = (may(request.user, one, area=run.area_id) for one in ("approve-release", "publish"))
    given = run_settings()
    why_not = why_not_approve_release(release, person_id=request.user.pk, another_person=given.another_person)
    draft = release.state == "draft"
    return {
        "said": presenters.release_title(release),
        "release_state": presenters.release_words(release),
        "may_approve": draft and approves and not why_not,
        "why_not": why_not if draft and approves else None,
        "may_publish": publishes and not why_not_publish(release, beside=False),
        "may_withdraw": approves and not why_not_withdraw_release(release),
    }


@needs("run")
@require_POST
def redo_run(request: HttpRequest, run: UUID) -> HttpResponse:
    """Run again with the same parameters, of the files that are in use now."""
    made = operations.redo_run(run_id=_run(request, run).pk, by=request.user, now=timezone.now())
    return redirect("monitoring:show-run", made.pk)


def _run(request: HttpRequest, run_id: UUID) -> Run:
    found = queries.run_for(request.user, run_id)
    if found is None:
        raise Http404
    return found
