"""The page of a partnership, a region or a nation: what all plans in it come to, each number with its list."""

from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from evenhand_service.accounts.access import needs
from evenhand_service.common.rows_sent import csv_sent
from evenhand_service.monitoring.findings.areas import area_for, area_name, areas_within
from evenhand_service.organisations.enums import AreaLevel
from evenhand_service.organisations.models import Area
from evenhand_service.plan.limits import limits
from evenhand_service.plan.loops import presenters, rolled
from evenhand_service.plan.loops.roll_up import RollUp, children_of, roll_up
from evenhand_service.plan.models import Plan


@needs("see-plan")
@require_safe
def list_roll_ups(request: HttpRequest) -> HttpResponse:
    """The areas that the person may see, the large ones first. Source: F7."""
    rows = Area.objects.extra(where=["id = ANY (access.areas(%s, 'see-plan'))"], params=[request.user.pk])
    by_level: dict[str, list[Area]] = {}
    for one in rows:
        by_level.setdefault(one.level, []).append(one)
    levels = [
        (level.label, [(area_name(one), _address(one)) for one in by_level[level.value]])
        for level in AreaLevel
        if level.value in by_level
    ]
    return render(request, "plan/loops/roll_ups.jinja", {"levels": levels, "breadcrumbs": _crumbs()[:1]})


def _address(area: Area) -> str:
    return reverse("plan:show-roll-up", args=[area.code])


def _crumbs() -> list[tuple[str, str]]:
    return [(_("Plans"), reverse("plan:list-plans")), (_("All areas"), reverse("plan:list-roll-ups"))]


def _opened(request: HttpRequest, code: str) -> tuple[Area, RollUp, list[list[Any]]]:
    area = area_for(request.user, code, "see-plan")
    told = roll_up(request.user, areas_within(area), timezone.localdate())
    return area, told, rolled.parts(told, children_of(area))


@needs("see-plan")
@require_safe
def show_roll_up(request: HttpRequest, code: str) -> HttpResponse:
    """What the plans of an area and of those within it come to. Source: F7."""
    area, told, rows = _opened(request, code)
    plans = Plan.objects.visible_to(request.user).filter(area__in=told.plans).select_related("area")
    context = {
        "area": area,
        "title": _("What is done: %(area)s") % {"area": area_name(area)},
        "plans": sum(told.plans.values()),
        "areas_with_plan": len(told.plans),
        "own_plans": [(one, area_name(one.area)) for one in plans[: limits()["page_size"]]],
        "actions": told.by_standing.total(),
        "standings": rolled.standings(told, area.code),
        "pairs": rolled.pairs(told, area.code),
        "unnamed": rolled.unnamed(told, area.code),
        "reached": presenters.counts(told.loops, reverse("plan:show-loops", args=[area.code])),
        "closed": told.loops.closed,
        "loops": told.loops.total,
        "left_out": told.loops.left_out,
        "head": rolled.head(),
        "rows": rows,
        "breadcrumbs": _crumbs(),
    }
    return render(request, "plan/loops/roll_up.jinja", context)


@needs("see-plan")
@require_safe
def export_roll_up(request: HttpRequest, code: str) -> StreamingHttpResponse:
    """The table of areas as CSV."""
    area, _told, rows = _opened(request, code)
    name = f"roll-up-{area.code}-{timezone.localdate().isoformat()}.csv"
    head, lines = rolled.words_of(rolled.head()), map(rolled.words_of, rows)
    return csv_sent(name, head, lines, person=request.user.pk, at_once=limits()["rows_at_once"])
