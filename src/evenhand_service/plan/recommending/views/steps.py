"""What happens to a recommendation: a reply, a step because none came, an action that answers it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from evenhand_service.accounts.access import needs
from evenhand_service.organisations.models import Organisation
from evenhand_service.plan import answering
from evenhand_service.plan.enums import Part, Response
from evenhand_service.plan.models import Recommendation
from evenhand_service.plan.operations import recommendations
from evenhand_service.plan.operations.actions import Answers
from evenhand_service.plan.operations.faults import ChangedMeanwhile, NotAllowed
from evenhand_service.plan.presenters.words import language
from evenhand_service.plan.queries.finding import people_of
from evenhand_service.plan.recommending import clock, presenters, writing
from evenhand_service.plan.recommending.detail import (
    actions_to_choose,
    may_answer,
    plans_to_choose,
    recommendation_for,
)
from evenhand_service.plan.recommending.step_forms import (
    ChooseActionForm,
    EscalationForm,
    NewActionForm,
    ReplyForm,
    step_choices,
)
from evenhand_service.plan.recommending.views.opening import about_page, open_recommendation
from evenhand_service.plan.views.opening import either


@needs("see-plan")
@either
def record_reply(request: HttpRequest, recommendation: UUID) -> HttpResponse:
    """Say what was answered: who writes the plan does, and the body that it is addressed to."""
    one = recommendation_for(request.user, recommendation)
    if not may_answer(request.user, one):
        raise PermissionDenied
    given = {"lang": one.response_lang or language(), "version": one.version, "words": one.response_words}
    answered = one.response if one.response != Response.NO_REPLY else ""
    form = ReplyForm(
        request.POST or None,
        initial=given | {"response": answered, "day": one.responded_date},
        published=one.published_date,
        today=timezone.localdate(),
    )
    status = 0
    if form.is_valid():
        told = dict(form.cleaned_data)
        try:
            recommendations.respond(
                recommendation=one,
                person=request.user,
                version=told.pop("version") or 0,
                responded_date=told.pop("day"),
                **told,
            )
        except ChangedMeanwhile as why:
            status = _told_meanwhile(form, one, why)
        else:
            messages.success(request, _("The reply is on record in your name."))
            return redirect("plan:show-recommendation", one.pk)
    title = _("What was answered")
    return about_page(request, one, form, title=title, button=_("Keep the reply"), status=status)


def _told_meanwhile(form: ReplyForm, one: Recommendation, why: ChangedMeanwhile) -> int:
    """Show how it stands now beside what was typed; sent again, the form saves over it."""
    one.refresh_from_db()
    form.add_error(None, str(why))
    now = f"{one.get_response_display()}. {one.response_words}".strip()
    form.add_error(None, _("As it stands now: %(words)s") % {"words": now})
    form.data = form.data.copy()
    form.data["version"] = one.version
    return 409


@needs("edit-plan")
@either
def escalate(request: HttpRequest, recommendation: UUID) -> HttpResponse:
    """Write down a step that was taken because no reply came. Source: F6."""
    one = open_recommendation(request, recommendation)
    steps = list(one.escalations.all())
    left = clock.steps_left(one, steps)
    if one.response != Response.NO_REPLY or not left:
        messages.info(request, _("No step is left: a reply is on record, or the last step was taken."))
        return redirect("plan:show-recommendation", one.pk)
    today = timezone.localdate()
    since = max((step.taken_date for step in steps), default=one.published_date)
    form = EscalationForm(
        request.POST or None,
        initial={"step": left[0].key, "day": today},
        steps=step_choices(left, presenters.step_words),
        since=since,
        today=today,
    )
    if form.is_valid():
        told = form.cleaned_data
        try:
            writing.take_step(
                recommendation=one,
                person=request.user,
                step=told["step"],
                taken_date=told["day"],
                words=told["words"],
                now=timezone.now(),
            )
        except NotAllowed as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, _("The step is on record, and the clock runs from its day."))
            return redirect("plan:show-recommendation", one.pk)
    due = clock.due_on(one, steps, today)
    title = _("A step because no reply came")
    return about_page(request, one, form, title=title, button=_("Keep the step"), said=due.said(language()))


@needs("edit-plan")
@either
def answer_with_action(request: HttpRequest, recommendation: UUID) -> HttpResponse:
    """Say which action of a plan answers a recommendation. Source: F5, F6."""
    one = open_recommendation(request, recommendation)
    form = ChooseActionForm(request.POST or None, actions=actions_to_choose(request.user, one))
    if form.is_valid():
        action = form.actions[form.cleaned_data["action"]]
        recommendations.answer_with(
            recommendation=one, action=action, person=request.user, now=timezone.now()
        )
        messages.success(request, _("The action answers this recommendation now."))
        return redirect("plan:show-recommendation", one.pk)
    lacks = "" if form.actions else _("The area's plans have no action that does not answer it already.")
    title = _("An action that answers it")
    return about_page(request, one, form, title=title, button=_("It answers it"), lacks=lacks)


@needs("edit-plan")
@either
def answer_with_new(request: HttpRequest, recommendation: UUID) -> HttpResponse:
    """Take a new action into a plan that answers a recommendation. Source: F5, F6."""
    one = open_recommendation(request, recommendation)
    given = {"wording": one.text, "lang": one.lang or language()}
    form = NewActionForm(request.POST or None, initial=given, plans=plans_to_choose(request.user, one))
    if form.is_valid():
        told: dict[str, Any] = dict(form.cleaned_data)
        bodies = list(Organisation.objects.filter(area_id=one.area_id))
        people = people_of(request.user, one.area_id, today=timezone.localdate())
        typed = answering.typed(told.pop("leads"), Part.LEAD, bodies=bodies, people=people)
        leads = [Answers(**each) for each in typed]
        theme = form.themes[told.pop("theme")]
        try:
            made = writing.answer_with_new(
                recommendation=one, theme=theme, leads=leads, person=request.user, now=timezone.now(), **told
            )
        except NotAllowed as why:
            form.add_error("reference", str(why))
        else:
            messages.success(request, _("The action is in the plan, and answers the recommendation."))
            return redirect("plan:show-action", made.pk)
    lacks = "" if form.themes else _("The area has no plan with a theme yet. Begin one, then come back.")
    title = _("A new action that answers it")
    return about_page(request, one, form, title=title, button=_("Take it into the plan"), lacks=lacks)
