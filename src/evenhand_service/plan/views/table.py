"""The plan as a table, and the actions of all areas that somebody sees."""

from datetime import date
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from evenhand_service.accounts.access import needs
from evenhand_service.accounts.queries import may, permissions_of
from evenhand_service.monitoring.findings.areas import area_for, area_name, areas_within
from evenhand_service.organisations.models import Area
from evenhand_service.plan.forms.actions import ActionForm, given_of
from evenhand_service.plan.forms.plans import ActionFilters, asked_of
from evenhand_service.plan.limits import limits
from evenhand_service.plan.models import Action, Plan
from evenhand_service.plan.presenters import table, words
from evenhand_service.plan.queries import listing, offered, paged
from evenhand_service.plan.queries.finding import plan_for
from evenhand_service.plan.queries.tracked import stand_on, stuck


@needs("see-plan")
@require_safe
def list_plans(request: HttpRequest) -> HttpResponse:
    """Every plan that the person may see, the newest year first, with how many actions stand where."""
    page = Paginator(listing.plans_of(request.user), limits()["list_size"]).get_page(request.GET.get("page"))
    plans = list(page)
    counts = listing.counts_by_plan(request.user, plans, timezone.localdate())
    rows = [
        {
            "text": one.title,
            "lang": one.lang,
            "href": reverse("plan:show-plan", args=[one.pk]),
            "area": area_name(one.area),
            "year": one.financial_year,
            "ended": bool(one.closed_at),
            "counts": table.counted(counts.get(one.pk, {})),
        }
        for one in plans
    ]
    context = {"rows": rows, "pages": page, "areas": _areas_to_write(request)}
    return render(request, "plan/list.jinja", context)


def _areas_to_write(request: HttpRequest) -> Page[Area] | None:
    """A page of the areas that somebody may begin a plan for."""
    if "edit-plan" not in permissions_of(request.user):
        return None
    found = Area.objects.extra(
        where=["id = ANY (access.areas(%s, 'edit-plan'))"], params=[request.user.pk]
    ).order_by("name", "code")
    return Paginator(found, limits()["list_size"]).get_page(request.GET.get("areas"))


@needs("see-plan")
@require_safe
def show_plan(request: HttpRequest, plan: UUID) -> HttpResponse:
    """A plan as a table under its themes, narrowed by the address; a row opens in place with `?edit=`. Source: F1."""
    return plan_page(request, plan_for(request.user, plan))


def plan_page(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Draw a plan's table."""
    user, asked, today = request.user, asked_of(request.GET), timezone.localdate()
    day: date = asked["on"] or today
    themes = listing.themes_of(user, plan)
    rows = listing.actions_of(user, plan=plan)
    page, actions, groups = _drawn(request, rows, asked, day, themes)
    may_edit = "edit-plan" in permissions_of(user) and may(user, "edit-plan", area=plan.area_id)
    opened = _opened(request, actions, themes) if may_edit else None
    narrowed = any(value for name, value in asked.items() if name != "on")
    context = {
        "plan": plan,
        "area_name": area_name(plan.area),
        "groups": groups,
        "empty_themes": []
        if narrowed
        else [table.heading(one) for one in themes if not _has_rows(one, groups)],
        "pages": page,
        "counts": table.counted(offered.counts_by_standing(user, day, plan=plan.pk)),
        "form": ActionFilters(
            _shown(asked, today), choices=table.choices(offered.choices_of(user, plan=plan.pk), themes)
        ),
        "is_filtered": narrowed or bool(asked["on"]),
        "day": day,
        "is_today": day == today,
        "may_edit": may_edit,
        "opened": opened,
        "opened_id": opened["id"] if opened else None,
        "breadcrumbs": [(_("Plans"), reverse("plan:list-plans"))],
        "dangling": listing.dangling(actions),
        "stuck": stuck(actions, day, language=words.language()),
        "inferred": any(one["inferred"] for group in groups for one in group["rows"]),
    }
    return render(request, "plan/plan.jinja", context)


def _drawn(
    request: HttpRequest, rows: Any, asked: dict[str, Any], day: date, themes: Any
) -> tuple[Any, list[Action], list[dict[str, Any]]]:
    found = listing.with_all(listing.narrowed(request.user, rows, asked, day))
    page = Paginator(found, limits()["page_size"]).get_page(request.GET.get("page"))
    actions = list(page)
    stands = stand_on(actions, day, language=words.language())
    said = listing.newest_progress(request.user, [one.pk for one in actions])
    return page, actions, table.groups(actions, stands, said, themes)


def _has_rows(theme: Any, groups: list[dict[str, Any]]) -> bool:
    return any(one["id"] == theme.pk for one in groups)


def _shown(asked: dict[str, Any], today: date) -> dict[str, Any]:
    """The filters as the form shows them."""
    first = asked["standing"][0] if asked["standing"] else ""
    return {**asked, "standing": first, "on": (asked["on"] or today).isoformat()}


def _opened(request: HttpRequest, actions: list[Action], themes: Any) -> dict[str, Any] | None:
    """The row that is open for writing, where the address names one of this page."""
    wanted = str(request.GET.get("edit", ""))
    one = next((one for one in actions if str(one.pk) == wanted), None)
    if one is None:
        return None
    return {
        "id": one.pk,
        "form": ActionForm(initial=given_of(one), themes=themes),
        "action": reverse("plan:change-action", args=[one.pk]),
    }


def _choices(user: Any, areas: list[Area], asked: dict[str, Any]) -> offered.Choices:
    """What the list of all actions offers: leads of one area, where it is of one."""
    if asked["area"]:
        return offered.choices_of(user, area=UUID(asked["area"]))
    return offered.choices_of(user, with_leads=len(areas) == 1)


def _page(
    request: HttpRequest, counts: dict[str, int], asked: dict[str, Any], day: date, among: dict[str, Any]
) -> Any:
    """A page of actions; where nothing but their standing narrows them, they have been counted already."""
    size, number = limits()["list_size"], request.GET.get("page")
    if any(value for name, value in asked.items() if name not in ("standing", "on")):
        rows = listing.of_open_plans(listing.actions_of(request.user, **among))
        found = listing.narrowed(request.user, rows, asked, day).select_related("theme", "aim", "area")
        return Paginator(found, size).get_page(number)
    places = Paginator(range(paged.in_all(counts, asked["standing"])), size).get_page(number)
    rows = paged.actions_between(
        request.user, day, asked["standing"], max(places.start_index() - 1, 0), places.end_index(), **among
    )
    return Page(rows, places.number, places.paginator)


@needs("see-plan")
@require_safe
def list_actions(request: HttpRequest, code: str | None = None) -> HttpResponse:
    """Actions of all plans that the person may see, or of an area and those in it, narrowed by the address. Source: F7."""
    user, asked, today = request.user, asked_of(request.GET), timezone.localdate()
    day: date = asked["on"] or today
    within = area_for(user, code, "see-plan") if code else None
    among = {"areas": areas_within(within)} if within else {}
    counts = offered.counts_by_standing(user, day, **among)
    page = _page(request, counts, asked, day, among)
    actions = paged.with_rows(list(page))
    stands = stand_on(actions, day, language=words.language())
    said = listing.newest_progress(user, [one.pk for one in actions])
    areas = offered.areas_with_actions(user, **among)
    context = {
        "rows": [table.row(one, stands[one.pk], said.get(one.pk)) for one in actions],
        "title": _("Actions: %(area)s") % {"area": area_name(within)} if within else _("Actions"),
        "pages": page,
        "counts": table.counted(counts),
        "form": ActionFilters(
            _shown(asked, today), choices=table.choices(_choices(user, areas, asked), areas=areas)
        ),
        "is_filtered": any(asked.values()),
        "with_area": len(areas) > 1,
        "day": day,
        "is_today": day == today,
        "breadcrumbs": [(_("Plans"), reverse("plan:list-plans"))],
    }
    return render(request, "plan/actions.jinja", context)
