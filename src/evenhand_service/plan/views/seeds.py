"""Pages on which next steps that were made of findings are taken up into a plan."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from evenhand_service.accounts.access import needs
from evenhand_service.monitoring.findings.presenters.page import baseline_words
from evenhand_service.monitoring.models import ActionSeed, Explanation
from evenhand_service.plan.limits import limits
from evenhand_service.plan.operations.faults import NotAllowed
from evenhand_service.plan.operations.seeds import take_up_seed
from evenhand_service.plan.presenters.table import heading
from evenhand_service.plan.queries import listing
from evenhand_service.plan.views.opening import crumbs, either, form_page, open_plan


class SeedForm(forms.Form):
    """Where in the plan a next step goes."""

    theme = forms.ChoiceField(label=gettext_lazy("Theme or workstream"))
    reference = forms.CharField(label=gettext_lazy("Reference"), required=False, max_length=40)


@needs("edit-plan")
@require_safe
def list_next_steps(request: HttpRequest, plan: UUID) -> HttpResponse:
    """Next steps of the area's findings that are in no plan yet, and what might explain them and nobody has tested."""
    found = open_plan(request, plan)
    rows = ActionSeed.objects.visible_to(request.user).filter(
        area_id=found.area_id, action=None, withdrawn_at=None
    )
    page = _page(request, rows.order_by("-made_at", "pk"), "page")
    seeds = [{"one": one, "from": baseline_words(one)} for one in page]
    untested = Explanation.objects.visible_to(request.user).filter(
        area_id=found.area_id, result="", actions=None
    )
    context = {
        "plan": found,
        "seeds": seeds,
        "pages": page,
        "untested": _page(request, untested.order_by("-made_at", "pk"), "untested"),
        "breadcrumbs": crumbs(found),
    }
    return render(request, "plan/next_steps.jinja", context)


def _page(request: HttpRequest, rows: QuerySet[Any], name: str) -> Page[Any]:
    return Paginator(rows, limits()["list_size"]).get_page(request.GET.get(name))


@needs("edit-plan")
@either
def take_up(request: HttpRequest, plan: UUID, seed: UUID) -> HttpResponse:
    """Take a next step up into a plan, with all that came along. Source: C8, F5."""
    found = open_plan(request, plan)
    rows = ActionSeed.objects.visible_to(request.user).select_related("thread")
    held = rows.filter(pk=seed, area_id=found.area_id, withdrawn_at=None).first()
    if held is None:
        raise Http404
    themes = {str(one.pk): one for one in listing.themes_of(request.user, found)}
    form = SeedForm(request.POST or None)
    form.fields["theme"].choices = [(key, heading(one)["text"]) for key, one in themes.items()]  # type: ignore[attr-defined]
    if form.is_valid():
        told = form.cleaned_data
        try:
            made = take_up_seed(
                seed=held,
                plan=found,
                theme=themes[told["theme"]],
                reference=told["reference"],
                person=request.user,
                now=timezone.now(),
            )
        except NotAllowed as why:
            form.add_error(None, str(why))
        else:
            messages.success(
                request, _("The next step is an action of the plan now. Its finding and figure came along.")
            )
            return redirect("plan:show-action", made.pk)
    back = reverse("plan:list-next-steps", args=[found.pk])
    return form_page(
        request,
        "plan/take_up.jinja",
        form,
        plan=found,
        seed=held,
        back=back,
        start=baseline_words(held),
        breadcrumbs=crumbs(found),
    )
