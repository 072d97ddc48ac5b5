"""Pages on which something is written about a finding: comments, explanations, what was found, next steps."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from evenhand_service.accounts.access import needs
from evenhand_service.accounts.queries import may
from evenhand_service.monitoring.findings import detail, operations
from evenhand_service.monitoring.findings.forms import (
    ActionForm,
    CommentForm,
    ExplanationForm,
    FoundForm,
    HideForm,
)
from evenhand_service.monitoring.findings.presenters.page import baseline_words
from evenhand_service.monitoring.findings.presenters.words import language, words_of
from evenhand_service.monitoring.findings.questions import fitting, question
from evenhand_service.monitoring.findings.rules import may_edit, needs_reason
from evenhand_service.monitoring.findings.views import baseline_here, crumbs_of, finding_page
from evenhand_service.monitoring.models import Comment, Explanation, FindingThread

either = require_http_methods(["GET", "HEAD", "POST"])


def opened_for(request: HttpRequest, thread: UUID, permission: str) -> FindingThread:
    """The thread, where the person may see it (else there is none) and has the permission in its area (else 403)."""
    found = detail.thread_for(request.user, thread)
    if not may(request.user, permission, area=found.area_id):
        raise PermissionDenied
    return found


def back_to(thread: FindingThread, part: str) -> HttpResponse:
    """Lead back to a part of the finding's page."""
    return redirect(f"{reverse('monitoring:show-finding', args=[thread.pk])}#{part}")


def form_page(request: HttpRequest, thread: FindingThread, form: Any, **more: Any) -> HttpResponse:
    """A form of its own, beside the statement that it is about."""
    finding = detail.worded(request.user, detail.shown(detail.findings_of(request.user, thread)))
    context = {
        "thread": thread,
        "said": words_of(finding),
        "form": form,
        "has_errors": bool(form.errors),
        "back": reverse("monitoring:show-finding", args=[thread.pk]),
        "breadcrumbs": crumbs_of(thread),
        **more,
    }
    return render(request, more.pop("template"), context, status=422 if form.errors else 200)


@needs("comment")
@require_POST
def add_comment(request: HttpRequest, thread: UUID) -> HttpResponse:
    """Say something of a finding."""
    found = opened_for(request, thread, "comment")
    form = CommentForm(request.POST, may_note=may(request.user, "community-note", area=found.area_id))
    if not form.is_valid():
        return finding_page(request, found, comment=form, status=422)
    told = {name: form.cleaned_data.get(name, False) for name in ("body", "lang", "for_community")}
    operations.add_comment(thread=found, author=request.user, now=now(), **told)
    messages.success(request, _("Your comment was added."))
    return back_to(found, "comments")


def _comment(request: HttpRequest, thread: FindingThread, comment: UUID) -> Comment:
    found = Comment.objects.visible_to(request.user).filter(pk=comment, thread=thread).first()
    if found is None:
        raise Http404
    return found


@needs("comment")
@either
def edit_comment(request: HttpRequest, thread: UUID, comment: UUID) -> HttpResponse:
    """Change one's own comment for a while after it was written."""
    found = opened_for(request, thread, "comment")
    held = _comment(request, found, comment)
    if held.author_id != request.user.pk:
        raise PermissionDenied
    given = {"body": held.body, "lang": held.lang, "version": held.version}
    form = CommentForm(request.POST or None, initial=given)
    if form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("body", "lang")}
        version = form.cleaned_data["version"] or 0
        try:
            operations.edit_comment(comment=held, author=request.user, version=version, now=now(), **told)
        except operations.NotAllowed as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, _("Your comment was changed."))
            return back_to(found, "comments")
    late = not may_edit(held, person=request.user.pk, now=now())
    more = {"title": _("Change your comment"), "button": _("Save the comment"), "late": late}
    return form_page(request, found, form, template="monitoring/findings/write.jinja", held=held, **more)


@needs("hide-comment")
@either
def hide_comment(request: HttpRequest, thread: UUID, comment: UUID) -> HttpResponse:
    """Take a comment out of sight, with the reason."""
    found = opened_for(request, thread, "hide-comment")
    held = _comment(request, found, comment)
    form = HideForm(request.POST or None)
    if form.is_valid():
        try:
            operations.hide_comment(
                comment=held, person=request.user, because=form.cleaned_data["because"], now=now()
            )
        except operations.NotAllowed as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, _("The comment is hidden. It stays on record, with your reason."))
            return back_to(found, "comments")
    more = {"title": _("Hide a comment"), "button": _("Hide the comment")}
    return form_page(request, found, form, template="monitoring/findings/write.jinja", held=held, **more)


@needs("comment")
@either
def add_explanation(request: HttpRequest, thread: UUID) -> HttpResponse:
    """Write down what might explain a finding; a question may be taken over and changed."""
    found = opened_for(request, thread, "comment")
    picked = question(str(request.GET.get("question", "")))
    given = {"lang": language()}
    if picked:
        given |= {"words": picked.said(language()), "kind": picked.kind, "question": picked.id}
    form = ExplanationForm(request.POST or None, initial=given)
    if form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("kind", "words", "lang", "question")}
        operations.add_explanation(thread=found, person=request.user, now=now(), **told)
        messages.success(request, _("Written down. It stays open until somebody says what was found."))
        return back_to(found, "explain")
    offered = [
        {"id": one.id, "text": one.said(language())} for one in fitting(found.stage, found.characteristic)
    ]
    return form_page(
        request, found, form, template="monitoring/findings/explanation.jinja", offered=offered, picked=picked
    )


@needs("make-action")
@either
def record_test(request: HttpRequest, thread: UUID, explanation: UUID) -> HttpResponse:
    """Say what was found when an explanation was put to the test."""
    found = opened_for(request, thread, "make-action")
    held = Explanation.objects.visible_to(request.user).filter(pk=explanation, thread=found).first()
    if held is None:
        raise Http404
    given = {"result": held.result, "found": held.found, "version": held.version}
    form = FoundForm(request.POST or None, initial=given)
    if form.is_valid():
        try:
            operations.record_test(explanation=held, person=request.user, now=now(), **form.cleaned_data)
        except operations.ChangedMeanwhile as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, _("What was found is on record."))
            return back_to(found, "explain")
    return form_page(request, found, form, template="monitoring/findings/tested.jinja", held=held)


@needs("make-action")
@either
def make_action(request: HttpRequest, thread: UUID) -> HttpResponse:
    """Make a next step of a finding. Source: C8, F5; 001 1.3, 3.12."""
    found = opened_for(request, thread, "make-action")
    finding = detail.worded(request.user, detail.shown(detail.findings_of(request.user, found)))
    explanations = detail.explanations_of(request.user, found)
    baseline = baseline_here(request.user, finding)
    form = ActionForm(
        request.POST or None, initial={"lang": language()}, needs_reason=needs_reason(len(explanations))
    )
    if form.is_valid():
        told = {"untested_because": "", **form.cleaned_data}
        operations.make_action(thread=found, person=request.user, baseline=baseline, now=now(), **told)
        messages.success(request, _("The next step is kept with the finding."))
        return back_to(found, "actions")
    more = {"explanations": explanations, "baseline": baseline_words(baseline)}
    return form_page(request, found, form, template="monitoring/findings/action.jinja", **more)
