"""The way back to a form that was kept."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from evenhand_service.common.kept.browser import browser_of
from evenhand_service.common.kept.middleware import ASKED
from evenhand_service.common.kept.operations import find_form, let_go
from evenhand_service.common.open_to import open_to


@open_to("logged-in")
@require_safe
def open_kept(request: HttpRequest, form_id: UUID) -> HttpResponse:
    """Lead the person to the page with their form filled in; anybody else learns nothing, not even that there is one."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    typed = find_form(form_id=form_id, user=request.user, browser=browser_of(request), now=timezone.now())
    if typed is None:
        return render(request, "common/nothing_kept.jinja", status=404)
    joint = "&" if "?" in typed.page else "?"
    return HttpResponseRedirect(f"{typed.page}{joint}{urlencode({ASKED: form_id})}")


@open_to("logged-in")
@require_POST
def throw_away(request: HttpRequest, form_id: UUID) -> HttpResponse:
    """Remove a kept form before its time."""
    if request.user.is_authenticated:
        let_go(form_id=form_id, user=request.user)
    return HttpResponseRedirect("/")
