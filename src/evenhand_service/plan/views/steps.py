"""Steps of an action's life, and what is said of it on the way."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from evenhand_service.accounts.access import needs
from evenhand_service.accounts.queries import may
from evenhand_service.plan import rules
from evenhand_service.plan.enums import Part
from evenhand_service.plan.forms.actions import CommentForm, ReviewForm, SaidForm, StepForm, WhyForm
from evenhand_service.plan.models import Action, ActionComment, Dependency
from evenhand_service.plan.operations import log, states
from evenhand_service.plan.operations.faults import NotAllowed
from evenhand_service.plan.presenters.words import language
from evenhand_service.plan.queries.finding import action_for, may_change
from evenhand_service.plan.views.actions import action_page
from evenhand_service.plan.views.opening import about_action, either, open_action


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step: what it is called, what it asks, who may take it (in the area; '' is whoever answers for the action)."""

    title: Any
    button: Any
    label: Any
    do: Callable[..., Any]
    permission: str = ""
    asks_day: bool = False
    needs_words: bool = True
    why_not: Callable[[Action], Any] | None = None


STEPS = {
    "complete": Step(
        title=gettext_lazy("Say that this action is complete"),
        button=gettext_lazy("Say that it is complete"),
        label=gettext_lazy("What was done"),
        do=states.say_complete,
        asks_day=True,
        why_not=rules.why_not_complete,
    ),
    "confirm": Step(
        title=gettext_lazy("Confirm that this action is complete"),
        button=gettext_lazy("Confirm in my name"),
        label=gettext_lazy("What it is confirmed by"),
        do=states.confirm_completion,
        permission="confirm-action",
    ),
    "return": Step(
        title=gettext_lazy("Say that this action is not complete yet"),
        button=gettext_lazy("Open it again"),
        label=gettext_lazy("What is still to be done"),
        do=states.return_completion,
        permission="confirm-action",
    ),
    "close": Step(
        title=gettext_lazy("Close this action without completion"),
        button=gettext_lazy("Close it"),
        label=gettext_lazy("Why it is not going to be completed"),
        do=states.close_action,
        permission="edit-plan",
        why_not=rules.why_not_close,
    ),
    "reopen": Step(
        title=gettext_lazy("Open this action again"),
        button=gettext_lazy("Open it again"),
        label=gettext_lazy("Why"),
        do=states.reopen_action,
        permission="edit-plan",
        why_not=rules.why_not_reopen,
    ),
}


def _may_take(user: Any, action: Action, step: Step) -> bool:
    if not step.permission:
        return may_change(user, action)
    if may(user, step.permission, area=action.area_id):
        return True
    named = action.leads.filter(user=user, part=Part.CONFIRMER).exists()
    return step.permission == "confirm-action" and named


@needs("see-plan")
@either
def take_step(request: HttpRequest, action: UUID, step: str) -> HttpResponse:
    """Take a step of an action's life, in one's own name."""
    if step not in STEPS:
        raise Http404
    found, asked = action_for(request.user, action), STEPS[step]
    if not _may_take(request.user, found, asked):
        raise PermissionDenied
    given = {"lang": language(), "version": found.version, "day": timezone.localdate()}
    form = StepForm(
        request.POST or None,
        initial=given,
        asks_day=asked.asks_day,
        needs_words=asked.needs_words,
        label=asked.label,
    )
    if form.is_valid():
        try:
            asked.do(action=found, person=request.user, now=timezone.now(), **_told(form, step))
        except NotAllowed as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, _("It is on record in your name."))
            return redirect("plan:show-action", found.pk)
    elif request.method != "POST" and asked.why_not and (why := asked.why_not(found)):
        messages.info(request, str(why))
        return redirect("plan:show-action", found.pk)
    return about_action(request, found, form, title=asked.title, button=asked.button)


def _told(form: StepForm, step: str) -> dict[str, Any]:
    told = form.cleaned_data
    common = {"version": told["version"] or 0, "lang": told["lang"]}
    if step == "close":
        return common | {"closing_note": told["words"], "today": timezone.localdate()}
    if step == "complete":
        return common | {"words": told["words"], "completed_date": told["day"]}
    return common | {"words": told["words"]}


@needs("see-plan")
@either
def review_action(request: HttpRequest, action: UUID) -> HttpResponse:
    """Say that an action was looked at, and when it is next; no deadline moves."""
    found = open_action(request, action)
    given = {"lang": language(), "day": timezone.localdate(), "next_date": found.review_date}
    form = ReviewForm(request.POST or None, initial=given)
    if form.is_valid():
        told = form.cleaned_data
        states.review_action(
            action=found,
            person=request.user,
            reviewed_date=told["day"],
            next_date=told["next_date"],
            words=told["words"],
            lang=told["lang"],
            now=timezone.now(),
        )
        messages.success(request, _("It is on record in your name."))
        return redirect("plan:show-action", found.pk)
    return about_action(request, found, form, title=_("Look at this action"), button=_("Keep it"))


@needs("see-plan")
@require_POST
def log_progress(request: HttpRequest, action: UUID) -> HttpResponse:
    """Say how an action goes."""
    found = open_action(request, action)
    form = SaidForm(request.POST)
    if not form.is_valid():
        return action_page(request, found, progress=form, status=422)
    told = {name: form.cleaned_data[name] for name in ("words", "lang")}
    log.log_progress(action=found, person=request.user, now=timezone.now(), **told)
    messages.success(request, _("Your words are in the log."))
    return redirect(f"{reverse('plan:show-action', args=[found.pk])}#progress")


@needs("comment")
@require_POST
def add_comment(request: HttpRequest, action: UUID) -> HttpResponse:
    """Say something of an action."""
    found = open_action(request, action, "comment")
    form = CommentForm(request.POST)
    if not form.is_valid():
        return action_page(request, found, comment=form, status=422)
    log.comment(action=found, person=request.user, now=timezone.now(), **form.cleaned_data)
    messages.success(request, _("Your comment was added."))
    return redirect(f"{reverse('plan:show-action', args=[found.pk])}#comments")


@needs("hide-comment")
@either
def hide_comment(request: HttpRequest, action: UUID, comment: UUID) -> HttpResponse:
    """Take a comment on an action out of sight, with the reason."""
    found = open_action(request, action, "hide-comment")
    held = ActionComment.objects.visible_to(request.user).filter(pk=comment, action=found).first()
    if held is None:
        raise Http404
    form = WhyForm(request.POST or None, label=_("Why it is hidden"))
    if form.is_valid():
        try:
            log.hide_comment(held=held, person=request.user, now=timezone.now(), **form.cleaned_data)
        except NotAllowed as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, _("The comment is hidden. It stays on record, with your reason."))
            return redirect("plan:show-action", found.pk)
    return about_action(
        request, found, form, title=_("Hide a comment"), button=_("Hide the comment"), quoted=held
    )


@needs("edit-plan")
@either
def settle_dependency(request: HttpRequest, action: UUID, dependency: UUID) -> HttpResponse:
    """Say why an action waits no longer for something."""
    found = open_action(request, action, "edit-plan")
    rows = Dependency.objects.visible_to(request.user).select_related("on", "action")
    held = rows.filter(pk=dependency, action=found).first()
    if held is None:
        raise Http404
    form = WhyForm(request.POST or None, label=_("Why it waits no longer"))
    if form.is_valid():
        try:
            states.settle_dependency(
                dependency=held, person=request.user, words=form.cleaned_data["because"], now=timezone.now()
            )
        except NotAllowed as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, _("It is on record in your name."))
            return redirect("plan:show-action", found.pk)
    title = _("It waits no longer for %(what)s") % {"what": held.on.reference if held.on else held.on_text}
    return about_action(request, found, form, title=title, button=_("Keep it"))
