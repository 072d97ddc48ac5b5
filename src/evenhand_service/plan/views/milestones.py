"""Pages of milestones: set, changed, reached."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from evenhand_service.accounts.access import needs
from evenhand_service.plan.forms.actions import MilestoneForm
from evenhand_service.plan.models import Action, Milestone
from evenhand_service.plan.operations import milestones, states
from evenhand_service.plan.views.opening import about_action, either, open_action


@needs("see-plan")
@either
def add_milestone(request: HttpRequest, action: UUID) -> HttpResponse:
    """Set a milestone on the way of an action. Source: F1."""
    found = open_action(request, action)
    form = MilestoneForm(request.POST or None, initial={"lang": found.lang})
    if form.is_valid():
        milestones.add_milestone(action=found, person=request.user, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("The milestone is set."))
        return redirect("plan:show-action", found.pk)
    return about_action(request, found, form, title=_("Set a milestone"), button=_("Set it"))


def _milestone(request: HttpRequest, action: Action, milestone: UUID) -> Milestone:
    held = Milestone.objects.visible_to(request.user).filter(pk=milestone, action=action).first()
    if held is None:
        raise Http404
    held.action = action
    return held


@needs("see-plan")
@either
def change_milestone(request: HttpRequest, action: UUID, milestone: UUID) -> HttpResponse:
    """Change a milestone that somebody set; a stage follows from the action's own date."""
    found = open_action(request, action)
    held = _milestone(request, found, milestone)
    if held.is_stage:
        raise Http404
    given = {"wording": held.wording, "when_text": held.when_text, "lang": held.lang}
    form = MilestoneForm(request.POST or None, initial=given)
    if form.is_valid():
        milestones.change_milestone(
            milestone=held, person=request.user, now=timezone.now(), **form.cleaned_data
        )
        messages.success(request, _("The milestone is saved."))
        return redirect("plan:show-action", found.pk)
    return about_action(request, found, form, title=_("Change a milestone"), button=_("Save"))


@needs("see-plan")
@require_POST
def reach_milestone(request: HttpRequest, action: UUID, milestone: UUID) -> HttpResponse:
    """Say that a milestone was reached today, or that it was not after all."""
    found = open_action(request, action)
    held = _milestone(request, found, milestone)
    done = None if held.done_date else timezone.localdate()
    states.reach_milestone(milestone=held, person=request.user, done_date=done, now=timezone.now())
    messages.success(request, _("It is on record in your name."))
    return redirect("plan:show-action", found.pk)
