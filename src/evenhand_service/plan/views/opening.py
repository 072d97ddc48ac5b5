"""Opens plans and actions for pages: what somebody may not see is not there, what they may not change is refused."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from evenhand_service.accounts.queries import may
from evenhand_service.monitoring.findings.areas import area_name
from evenhand_service.plan.models import Action, Plan
from evenhand_service.plan.queries.finding import action_for, may_change, plan_for

either = require_http_methods(["GET", "HEAD", "POST"])


def open_plan(request: HttpRequest, plan: UUID, permission: str = "edit-plan") -> Plan:
    """Return a plan where the person has the permission in its area (else 403)."""
    found = plan_for(request.user, plan)
    if not may(request.user, permission, area=found.area_id):
        raise PermissionDenied
    return found


def open_action(request: HttpRequest, action: UUID, permission: str = "") -> Action:
    """Return an action that the person may change; with a permission named, where they have it in its area."""
    found = action_for(request.user, action)
    allowed = (
        may(request.user, permission, area=found.area_id) if permission else may_change(request.user, found)
    )
    if not allowed:
        raise PermissionDenied
    return found


def crumbs(plan: Plan, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the way from the plans to one, and on."""
    here = (plan.title, reverse("plan:show-plan", args=[plan.pk]))
    return [(_("Plans"), reverse("plan:list-plans")), here, *more]


def action_crumbs(action: Action) -> list[tuple[str, str]]:
    """Return the way from the plans to an action."""
    named = action.reference or _("Action")
    return crumbs(action.plan, (named, reverse("plan:show-action", args=[action.pk])))


def form_page(
    request: HttpRequest, template: str, form: Any, *, status: int = 0, **context: Any
) -> HttpResponse:
    """Draw a page with a form; one that has to be mended says so in its status as well."""
    wrong = bool(form.errors)
    told = {"form": form, "has_errors": wrong, **context}
    return render(request, template, told, status=status or (422 if wrong else 200))


def about_action(request: HttpRequest, action: Action, form: Any, **more: Any) -> HttpResponse:
    """Draw a page with a form about one action, beside its words."""
    back = reverse("plan:show-action", args=[action.pk])
    return form_page(
        request,
        "plan/about_action.jinja",
        form,
        action=action,
        back=back,
        breadcrumbs=action_crumbs(action),
        **more,
    )


def place_of(plan: Plan) -> str:
    """Return the name of a plan's area."""
    return area_name(plan.area)
