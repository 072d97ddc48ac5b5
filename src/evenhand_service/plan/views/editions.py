"""Pages of editions: taken, listed, read, compared, made public."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from evenhand_service.accounts.access import needs
from evenhand_service.accounts.queries import may, permissions_of
from evenhand_service.plan.forms.plans import EditionForm, PublishForm, two
from evenhand_service.plan.models import Edition, Plan, PublishedEdition
from evenhand_service.plan.operations import editions as operations
from evenhand_service.plan.operations.faults import NotAllowed
from evenhand_service.plan.presenters.compared import edition_names, table_of
from evenhand_service.plan.presenters.table import by_theme
from evenhand_service.plan.queries.finding import plan_for
from evenhand_service.plan.queries.snapshot import rows_of
from evenhand_service.plan.views.opening import crumbs, either, form_page, open_plan


@needs("see-plan")
@either
def list_editions(request: HttpRequest, plan: UUID) -> HttpResponse:
    """Every edition of a plan, and taking one. Source: F3."""
    found = plan_for(request.user, plan)
    may_take = "edit-plan" in permissions_of(request.user) and may(
        request.user, "edit-plan", area=found.area_id
    )
    if request.method == "POST" and not may_take:
        raise PermissionDenied
    form = EditionForm(request.POST or None, initial={"as_at_date": timezone.localdate()})
    if form.is_valid():
        try:
            rows = rows_of(request.user, found)
            made = operations.take_edition(
                plan=found, person=request.user, rows=rows, now=timezone.now(), **form.cleaned_data
            )
        except NotAllowed as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, _("Edition %(number)s is taken.") % {"number": made.number})
            return redirect("plan:list-editions", found.pk)
    held = list(
        Edition.objects.visible_to(request.user).filter(plan=found).select_related("published").defer("body")
    )
    return form_page(
        request,
        "plan/editions.jinja",
        form,
        plan=found,
        editions=held,
        may_take=may_take,
        breadcrumbs=crumbs(found),
    )


def _edition(request: HttpRequest, plan: Plan, number: int) -> Edition:
    found = Edition.objects.visible_to(request.user).filter(plan=plan, number=number).first()
    if found is None:
        raise Http404
    return found


@needs("see-plan")
@require_safe
def show_edition(request: HttpRequest, plan: UUID, number: int) -> HttpResponse:
    """One edition as it was frozen."""
    found = plan_for(request.user, plan)
    edition = _edition(request, found, number)
    here = (_("Editions"), reverse("plan:list-editions", args=[found.pk]))
    context = {
        "plan": found,
        "edition": edition,
        "groups": by_theme(edition.body["rows"]),
        "breadcrumbs": crumbs(found, here),
    }
    return render(request, "plan/edition.jinja", context)


@needs("see-plan")
@require_safe
def compare_editions(request: HttpRequest, plan: UUID) -> HttpResponse:
    """Two editions as a table: added, dropped, dates slipped, leads and words changed, gaps, dangling references."""
    found = plan_for(request.user, plan)
    rows = Edition.objects.visible_to(request.user).filter(plan=found).order_by("number")
    names = edition_names(rows.defer("body"))
    numbers = list(names)
    pair = two(numbers, request.GET)
    context: dict[str, Any] = {
        "plan": found,
        "numbers": numbers,
        "names": names,
        "pair": pair,
        "breadcrumbs": crumbs(found, (_("Editions"), reverse("plan:list-editions", args=[found.pk]))),
    }
    if pair is not None:
        old, new = (_edition(request, found, one) for one in pair)
        context |= {"old": old, "new": new, "table": table_of(old, new)}
    return render(request, "plan/compare.jinja", context)


@needs("publish")
@either
def publish_edition(request: HttpRequest, plan: UUID, number: int) -> HttpResponse:
    """Choose what anybody may read of an edition, or take it back. Source: F8."""
    found = open_plan(request, plan, "publish")
    edition = _edition(request, found, number)
    held = (
        PublishedEdition.objects.visible_to(request.user).filter(edition=edition, withdrawn_at=None).first()
    )
    if request.method == "POST" and "withdraw" in request.POST and held:
        operations.withdraw_publication(published=held, now=timezone.now())
        messages.success(
            request, _("The edition is no longer public. What was read of it cannot be taken back.")
        )
        return redirect("plan:list-editions", found.pk)
    form = PublishForm(request.POST or None, initial={"fields_chosen": held.fields if held else ()})
    if form.is_valid():
        try:
            chosen = form.cleaned_data["fields_chosen"]
            operations.publish_edition(
                edition=edition, person=request.user, fields=chosen, now=timezone.now()
            )
        except NotAllowed as why:
            form.add_error("fields_chosen", str(why))
        else:
            messages.success(request, _("What you chose is public."))
            return redirect("plan:list-editions", found.pk)
    back = reverse("plan:list-editions", args=[found.pk])
    return form_page(
        request,
        "plan/publish.jinja",
        form,
        plan=found,
        edition=edition,
        held=held,
        back=back,
        breadcrumbs=crumbs(found),
    )
