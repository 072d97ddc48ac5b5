"""Pages on which a plan itself is written: made, changed, its themes, the yearly look at its scope."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from evenhand_service.accounts.access import needs
from evenhand_service.monitoring.findings.areas import area_for, area_name
from evenhand_service.plan.forms.plans import PlanForm, ScopeForm, ThemeForm
from evenhand_service.plan.operations import carrying, plans
from evenhand_service.plan.operations.faults import NotAllowed
from evenhand_service.plan.presenters.scope import questions
from evenhand_service.plan.presenters.words import language
from evenhand_service.plan.rules import financial_year_of
from evenhand_service.plan.views.opening import crumbs, either, form_page, open_plan

_OWN = ("title", "financial_year", "overarching_aim", "cover_date", "as_at_date", "scope_due_date", "lang")


@needs("edit-plan")
@either
def make_plan(request: HttpRequest, code: str) -> HttpResponse:
    """Begin a plan of an area."""
    area = area_for(request.user, code, "edit-plan")
    today = timezone.localdate()
    given = {
        "financial_year": financial_year_of(today),
        "lang": language(),
        "scope_due_date": date(today.year, 12, 31),
    }
    form = PlanForm(request.POST or None, initial=given)
    if form.is_valid():
        told = {name: form.cleaned_data[name] for name in _OWN}
        made = plans.make_plan(area=area, person=request.user, now=timezone.now(), **told)
        messages.success(
            request, _("The plan is begun. Add its themes, then its actions, or read a document.")
        )
        return redirect("plan:show-plan", made.pk)
    title = _("A new plan for %(area)s") % {"area": area_name(area)}
    back = reverse("plan:list-plans")
    return form_page(request, "plan/form.jinja", form, title=title, button=_("Begin the plan"), back=back)


@needs("edit-plan")
@either
def change_plan(request: HttpRequest, plan: UUID) -> HttpResponse:
    """Change a plan's own fields."""
    found = open_plan(request, plan)
    form = PlanForm(request.POST or None, initial={name: getattr(found, name) for name in (*_OWN, "version")})
    if form.is_valid():
        told = {name: form.cleaned_data[name] for name in _OWN}
        try:
            plans.change_plan(plan=found, version=form.cleaned_data["version"] or 0, **told)
        except NotAllowed as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, _("The plan's details are saved."))
            return redirect("plan:show-plan", found.pk)
    return _page(request, found, form, title=_("The plan's details"), button=_("Save"))


def _page(request: HttpRequest, plan: Any, form: Any, **more: Any) -> HttpResponse:
    back = reverse("plan:show-plan", args=[plan.pk])
    return form_page(request, "plan/form.jinja", form, back=back, breadcrumbs=crumbs(plan), **more)


@needs("edit-plan")
@either
def add_theme(request: HttpRequest, plan: UUID) -> HttpResponse:
    """Add a theme or a supporting workstream with its aims."""
    found = open_plan(request, plan)
    form = ThemeForm(request.POST or None)
    if form.is_valid():
        told = form.cleaned_data
        plans.add_theme_with_aims(
            plan=found,
            title=told["title"],
            reference=told["reference"],
            is_supporting=told["is_supporting"],
            aims=told["aims"].splitlines(),
        )
        messages.success(request, _("The theme is in the plan."))
        return redirect("plan:show-plan", found.pk)
    return _page(request, found, form, title=_("Add a theme"), button=_("Add the theme"))


@needs("edit-plan")
@either
def review_scope(request: HttpRequest, plan: UUID) -> HttpResponse:
    """Write down the yearly look at a plan's scope; it can begin the plan of the next year. Source: F3; 001 4.6."""
    found = open_plan(request, plan)
    form = ScopeForm(request.POST or None, initial={"lang": language()})
    if form.is_valid():
        told = dict(form.cleaned_data)
        makes_next = told.pop("makes_next")
        now = timezone.now()
        feeds = None
        try:
            if makes_next:
                feeds = carrying.plan_of_next_year(plan=found, person=request.user, now=now)
        except NotAllowed as why:
            form.add_error("makes_next", str(why))
        else:
            plans.review_scope(plan=found, person=request.user, feeds=feeds, now=now, **told)
            messages.success(request, _("The look at the scope is on record."))
            return redirect("plan:show-plan", (feeds or found).pk)
    return _page(
        request,
        found,
        form,
        title=_("Look at the plan's scope"),
        button=_("Keep it"),
        reviews=found.scope_reviews.select_related("feeds"),
        questions=questions(request.user, found, timezone.localdate()),
    )
