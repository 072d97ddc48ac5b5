"""A plan to take away, and its timeline."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from evenhand_service.accounts.access import needs
from evenhand_service.plan.forms.plans import DayFilter, asked_of
from evenhand_service.plan.presenters import exports, table, words
from evenhand_service.plan.presenters.timeline import drawn
from evenhand_service.plan.queries import listing
from evenhand_service.plan.queries.finding import plan_for
from evenhand_service.plan.queries.snapshot import rows_of
from evenhand_service.plan.queries.tracked import stand_on
from evenhand_service.plan.views.opening import crumbs

_MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "json": "application/json",
}


@needs("see-plan")
@require_safe
def export_plan(request: HttpRequest, plan: UUID, form: str) -> HttpResponse:
    """A plan as CSV, ODS or JSON."""
    if form not in _MEDIA:
        raise Http404
    found = plan_for(request.user, plan)
    rows, day = rows_of(request.user, found), timezone.localdate()
    answer = HttpResponse(_made(found, rows, form, day), content_type=_MEDIA[form])
    year = found.financial_year.replace("/", "-")
    answer["Content-Disposition"] = f'attachment; filename="plan-{found.area.code}-{year}.{form}"'
    return answer


def _made(plan: Any, rows: list[dict[str, Any]], form: str, day: date) -> bytes | str:
    if form == "ods":
        return exports.as_ods(plan, rows, day=day, language=words.language())
    return exports.as_csv(rows) if form == "csv" else exports.as_json(plan, rows, day=day)


@needs("see-plan")
@require_safe
def show_timeline(request: HttpRequest, plan: UUID) -> HttpResponse:
    """A plan over time, on any day: when each action is due, stage by stage, with the same as a table."""
    found, today = plan_for(request.user, plan), timezone.localdate()
    day: date = asked_of(request.GET)["on"] or today
    actions = list(listing.with_all(listing.actions_of(request.user, plan=found)))
    stands = stand_on(actions, day, language=words.language())
    rows = [table.row(one, stands[one.pk], None) for one in actions]
    context = {
        "plan": found,
        "drawing": drawn(actions, stands, day),
        "rows": sorted(rows, key=lambda one: stands[one["id"]].found.due or date.max),
        "day": day,
        "is_today": day == today,
        "form": DayFilter({"on": day.isoformat()}),
        "breadcrumbs": crumbs(found),
    }
    return render(request, "plan/timeline.jinja", context)
