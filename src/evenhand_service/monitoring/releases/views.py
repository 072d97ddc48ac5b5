"""Pages on which a release is approved, published and withdrawn."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from evenhand_service.accounts.access import needs
from evenhand_service.monitoring.loads.forms import ReasonForm
from evenhand_service.monitoring.models import Release
from evenhand_service.monitoring.releases import approval, notes
from evenhand_service.monitoring.runs import presenters, queries
from evenhand_service.monitoring.runs.forms import ApprovalForm
from evenhand_service.monitoring.states import NotAllowedNow


@needs("approve-release")
@require_http_methods(["GET", "HEAD", "POST"])
def approve_release(request: HttpRequest, release: UUID) -> HttpResponse:
    """A named person answers for a release."""
    found = _release(request, release)
    said = notes.said_of(request.user, found)
    given = {"community_note": notes.as_text(said)} if said else {}
    form = ApprovalForm(request.POST or None, initial=given, names_groups=found.names_groups)
    if request.method == "POST" and form.is_valid():
        given = {key: value for key, value in form.cleaned_data.items() if key != "looked"}
        done = _("Approved under your name. People of the area who may read releases see it now.")
        return _do(request, found, approval.approve_release, done, **given)
    return _ask(request, "approve", found, form)


@needs("publish")
@require_http_methods(["GET", "HEAD", "POST"])
def publish_release(request: HttpRequest, release: UUID) -> HttpResponse:
    """Let everybody read a release."""
    found = _release(request, release)
    if request.method == "POST":
        return _do(request, found, approval.publish_release, _("Published. Everybody may read it now."))
    return _ask(request, "publish", found, None)


@needs("approve-release")
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_release(request: HttpRequest, release: UUID) -> HttpResponse:
    """Take a release out of use, with the reason."""
    found = _release(request, release)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = _("Withdrawn. Your reason stands in its place.")
        return _do(request, found, approval.withdraw_release, done, because=form.cleaned_data["because"])
    return _ask(request, "withdraw", found, form)


def _do(request: HttpRequest, release: Release, what: Any, done: str, **given: Any) -> HttpResponse:
    try:
        what(release_id=release.pk, by=request.user, now=timezone.now(), **given)
    except NotAllowedNow as error:
        messages.warning(request, error.words)
    else:
        messages.success(request, done)
    return redirect("monitoring:show-run", release.run_id)


def _ask(request: HttpRequest, page: str, release: Release, form: Any) -> HttpResponse:
    failed = bool(form is not None and form.errors)
    context = {
        "form": form,
        "release": release,
        "said": presenters.release_title(release),
        "area_name": presenters.area_name(release.area),
        "has_errors": failed,
    }
    return render(request, f"monitoring/runs/{page}.jinja", context, status=422 if failed else 200)


def _release(request: HttpRequest, release_id: UUID) -> Release:
    found = queries.release_for(request.user, release_id)
    if found is None:
        raise Http404
    return found
