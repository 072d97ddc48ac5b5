"""Recommendations that read alike: people merge them, keep them apart, and can undo both."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from evenhand_service.accounts.access import needs
from evenhand_service.organisations.models import Area
from evenhand_service.plan.models import KeptApart, Recommendation
from evenhand_service.plan.operations import recommendations
from evenhand_service.plan.operations.faults import NotAllowed
from evenhand_service.plan.recommending import presenters, suggesting, writing
from evenhand_service.plan.recommending.views.opening import crumbs, may_edit, open_area, open_recommendation


@needs("see-plan")
@require_safe
def list_alike(request: HttpRequest, code: str) -> HttpResponse:
    """Pairs across sources that may ask for the same thing, with why; nothing is merged by itself. Source: F6."""
    area = open_area(request, code)
    words = str(request.GET.get("q", "")).replace("\0", "").strip()[:100]
    found = suggesting.suggestions_for(request.user, area.pk, words)
    context = {
        "area": area,
        "rows": presenters.suggestions(found.shown),
        "found": found,
        "q": words,
        "kept": [
            {"one": one, "first": presenters.side(one.first), "second": presenters.side(one.second)}
            for one in suggesting.kept_apart(request.user, area.pk)
        ],
        "may_edit": may_edit(request.user, area.pk),
        "breadcrumbs": crumbs(area),
    }
    return render(request, "plan/recommending/alike.jinja", context)


@needs("edit-plan")
@require_POST
def decide_alike(request: HttpRequest, code: str) -> HttpResponse:
    """Merge two recommendations, one of which stands for both, or keep them apart."""
    area = open_area(request, code, "edit-plan")
    first, second = (_of(request, area, name) for name in ("first", "second"))
    decision = request.POST.get("decision")
    try:
        if decision == "apart":
            writing.keep_apart(first=first, second=second, person=request.user, now=timezone.now())
            messages.success(request, _("They are kept apart, and are not suggested again."))
        elif decision in ("first", "second"):
            stands, says_same = (first, second) if decision == "first" else (second, first)
            recommendations.merge(recommendation=says_same, into=stands)
            messages.success(
                request, _("They are merged. Neither is lost, and the page of each can undo it.")
            )
        else:
            messages.info(request, _("Nothing was chosen, and nothing was changed."))
    except NotAllowed as why:
        messages.error(request, str(why))
    return redirect(reverse("plan:list-alike", args=[area.code]))


def _of(request: HttpRequest, area: Area, name: str) -> Recommendation:
    try:
        wanted = UUID(str(request.POST.get(name, "")))
    except ValueError:
        raise Http404 from None
    found = Recommendation.objects.visible_to(request.user).filter(pk=wanted, area=area).first()
    if found is None:
        raise Http404
    return found


@needs("edit-plan")
@require_POST
def part_again(request: HttpRequest, recommendation: UUID) -> HttpResponse:
    """Let a merged recommendation stand for itself again."""
    one = open_recommendation(request, recommendation)
    recommendations.part(recommendation=one)
    messages.success(request, _("It stands for itself again."))
    return redirect("plan:show-recommendation", one.pk)


@needs("edit-plan")
@require_POST
def suggest_again(request: HttpRequest, code: str) -> HttpResponse:
    """Let two recommendations that were kept apart be suggested again."""
    area = open_area(request, code, "edit-plan")
    try:
        wanted: Any = UUID(str(request.POST.get("kept", "")))
    except ValueError:
        raise Http404 from None
    kept = KeptApart.objects.visible_to(request.user).filter(pk=wanted, area=area).first()
    if kept is None:
        raise Http404
    writing.look_again(kept=kept)
    messages.success(request, _("They may be suggested again."))
    return redirect(reverse("plan:list-alike", args=[area.code]))
