"""The page of a recommendation, and the forms on which one is written."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from evenhand_service.accounts.access import needs
from evenhand_service.monitoring.findings.areas import area_name
from evenhand_service.monitoring.findings.detail import thread_for
from evenhand_service.organisations.models import Organisation
from evenhand_service.plan.models import Recommendation
from evenhand_service.plan.operations.faults import ChangedMeanwhile
from evenhand_service.plan.presenters.words import language
from evenhand_service.plan.recommending import clock, presenters, writing
from evenhand_service.plan.recommending.detail import (
    held_of,
    may_answer,
    newest_finding,
    recommendation_for,
)
from evenhand_service.plan.recommending.forms import FindingForm, RecommendationForm, given_of
from evenhand_service.plan.recommending.views.opening import crumbs, may_edit, open_area, open_recommendation
from evenhand_service.plan.views.opening import either, form_page


@needs("see-plan")
@require_safe
def show_recommendation(request: HttpRequest, recommendation: UUID) -> HttpResponse:
    """One recommendation: its words, what was answered or is due, who says the same, and what came of it. Source: F6."""
    one = recommendation_for(request.user, recommendation)
    held = held_of(request.user, one)
    due = clock.due_on(one, held.steps, timezone.localdate())
    writes = may_edit(request.user, one.area_id)
    context = {
        "one": one,
        "area_name": area_name(one.area),
        "source": presenters.source_words(one),
        "reply": presenters.reply(one, due),
        "due": due,
        "ladder": presenters.ladder(held, due),
        "ladder_title": presenters.ladder_title(one),
        "steps_left": clock.steps_left(one, held.steps),
        "group": [presenters.side(each) for each in held.group],
        "answers": presenters.answers(held),
        "outcomes": presenters.outcomes(one),
        "finding": presenters.finding(one.thread, newest_finding(request.user, one.thread))
        if one.thread
        else None,
        "may": {"edit": writes, "answer": writes or may_answer(request.user, one)},
        "breadcrumbs": crumbs(one.area),
    }
    return render(request, "plan/recommending/page.jinja", context)


def _bodies(area: UUID) -> list[Organisation]:
    return list(Organisation.objects.filter(area_id=area))


@needs("edit-plan")
@either
def add_recommendation(request: HttpRequest, code: str) -> HttpResponse:
    """Write down a recommendation."""
    area = open_area(request, code, "edit-plan")
    form = RecommendationForm(request.POST or None, initial={"lang": language()}, bodies=_bodies(area.pk))
    if form.is_valid():
        made = writing.write_recommendation(
            area=area, person=request.user, fields=form.given(), now=timezone.now()
        )
        messages.success(request, _("The recommendation is on record."))
        return redirect("plan:show-recommendation", made.pk)
    back = reverse("plan:list-recommendations", args=[area.code])
    way: Any = {"back": back, "breadcrumbs": crumbs(area), "title": _("Write down a recommendation")}
    return form_page(request, "plan/recommending/write.jinja", form, **way)


@needs("edit-plan")
@either
def change_recommendation(request: HttpRequest, recommendation: UUID) -> HttpResponse:
    """Change a recommendation; whoever comes second is told, and what they typed stays in the form."""
    one = open_recommendation(request, recommendation)
    form = RecommendationForm(
        request.POST or None, initial=given_of(one), bodies=_bodies(one.area_id), held=one
    )
    now_text = None
    if form.is_valid():
        try:
            writing.change_recommendation(
                recommendation=one, version=form.cleaned_data["version"] or 0, fields=form.given()
            )
        except ChangedMeanwhile as why:
            now_text = _told_meanwhile(form, why)
        else:
            messages.success(request, _("The recommendation is saved."))
            return redirect("plan:show-recommendation", one.pk)
    return form_page(
        request,
        "plan/recommending/write.jinja",
        form,
        title=_("Change a recommendation"),
        meanwhile=now_text,
        back=reverse("plan:show-recommendation", args=[one.pk]),
        breadcrumbs=crumbs(one.area),
        status=409 if now_text else 0,
    )


def _told_meanwhile(form: RecommendationForm, why: ChangedMeanwhile) -> Recommendation | None:
    """Say that somebody was quicker; sent again, the form saves over what stands now."""
    form.add_error(None, str(why))
    if why.now is not None:
        form.data = form.data.copy()
        form.data["version"] = why.now.version
    return why.now


@needs("edit-plan")
@either
def recommend_finding(request: HttpRequest, thread: UUID) -> HttpResponse:
    """Make a finding a recommendation of its area; the finding comes along. Source: F6, C8."""
    found = thread_for(request.user, thread)
    area = open_area(request, found.area.code, "edit-plan")
    form = FindingForm(request.POST or None, initial={"lang": language()})
    if form.is_valid():
        made = writing.make_of_finding(
            thread=found,
            person=request.user,
            title=presenters.thread_words(found),
            today=timezone.localdate(),
            now=timezone.now(),
            **form.cleaned_data,
        )
        messages.success(request, _("The finding is a recommendation now. Its clock runs from today."))
        return redirect("plan:show-recommendation", made.pk)
    earlier = Recommendation.objects.visible_to(request.user).filter(thread=found)
    return form_page(
        request,
        "plan/recommending/of_finding.jinja",
        form,
        finding=presenters.finding(found, newest_finding(request.user, found)),
        earlier=[presenters.side(one) for one in earlier],
        back=reverse("monitoring:show-finding", args=[found.pk]),
        breadcrumbs=crumbs(area),
    )
