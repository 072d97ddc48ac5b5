"""A plan to take away, and its timeline."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from evenhand_service.accounts.access import needs
from evenhand_service.plan.forms.plans import DayFilter, asked_of
from evenhand_service.plan.presenters import exports, table, words
from evenhand_service.plan.presenters.timeline import drawn
from evenhand_service.plan.queries import listing
from evenhand_service.plan.queries.finding import plan_for
from evenhand_service.plan.queries.snapshot import rows_sent
from evenhand_service.plan.queries.tracked import stand_on
from evenhand_service.plan.taking import Table, taken_away
from evenhand_service.plan.views.opening import crumbs


@needs("see-plan")
@require_safe
def export_plan(request: HttpRequest, plan: UUID, form: str) -> HttpResponse | StreamingHttpResponse:
    """A plan as CSV, JSON or a spreadsheet."""
    found, day = plan_for(request.user, plan), timezone.localdate()
    given = Table(
        heads=exports.heads(),
        values=rows_sent(request.user, found),
        cells=exports.cells,
        told=exports.told(found, day),
        listed="rows",
        number=lambda: listing.actions_of(request.user, plan=found).count(),
        sheet=lambda rows: exports.as_ods(found, rows, day=day, language=words.language()),
        back=reverse("plan:show-plan", args=[found.pk]),
    )
    year = found.financial_year.replace("/", "-")
    return taken_away(request, f"plan-{found.area.code}-{year}", form, given)


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
