"""Where forms are kept and found again: around every view, so that none has to know of it."""

from collections.abc import Callable
from urllib.parse import parse_qsl, urlencode, urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext

from evenhand_service.common.kept.browser import browser_of, forget, remember
from evenhand_service.common.kept.operations import find_form, keep_form, let_go
from evenhand_service.common.kept.refill import refill
from evenhand_service.common.kept.rules import keepable, keeping_rule
from evenhand_service.common.kept.sealing import Typed

ASKED = "kept"
"""The name under which a page is asked to fill its form again, and a form says that it was."""


class KeptForms:
    """Keep what was sent too late, fill it in again when the same person is back, let it go when it has been sent."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        before = request.user.is_authenticated
        response = self.get_response(request)
        if not request.user.is_authenticated:
            if before:
                forget(response)
                return response
            return _keep(request, response) if _sent_too_late(request, response) else response
        if form_id := _asked_for(request):
            if request.method == "GET":
                _fill(request, response, form_id)
            elif response.status_code == HttpResponseRedirect.status_code:
                let_go(form_id=form_id, user=request.user)
        remember(request, response)
        return response


def _sent_too_late(request: HttpRequest, response: HttpResponse) -> bool:
    if request.method != "POST" or response.status_code != HttpResponseRedirect.status_code:
        return False
    return urlsplit(response["Location"]).path == resolve_url(settings.LOGIN_URL)


def _keep(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    browser = browser_of(request)
    if browser is None:
        return response
    page = _page_of(request)
    fields = keepable(request.POST.lists())
    if sum(len(value) for values in fields.values() for value in values) > keeping_rule().largest_octets:
        messages.warning(
            request, gettext("Your session had ended, and what you sent is too long to be kept here.")
        )
        return _log_in(page)
    typed = Typed(path=request.path, page=page, fields=fields, files=sorted(request.FILES))
    kept = keep_form(browser=browser, typed=typed, now=timezone.now())
    return _log_in(reverse("common:open-kept", args=[kept.id]))


def _page_of(request: HttpRequest) -> str:
    """Return the page the form stood on: where the browser says it came from, if that is ours."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    if came_from.netloc != request.get_host():
        return request.path
    asked = urlencode([one for one in parse_qsl(came_from.query) if one[0] != ASKED])
    # One stroke at the beginning: two would be another host.
    return "/" + came_from.path.lstrip("/") + (f"?{asked}" if asked else "")


def _log_in(then: str) -> HttpResponse:
    return HttpResponseRedirect(f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': then})}")


def _asked_for(request: HttpRequest) -> UUID | None:
    told = (request.POST if request.method == "POST" else request.GET).get(ASKED, "")
    try:
        return UUID(told) if told else None
    except ValueError:
        return None


def _fill(request: HttpRequest, response: HttpResponse, form_id: UUID) -> None:
    if response.streaming or not response.get("Content-Type", "").startswith("text/html"):
        return
    typed = find_form(form_id=form_id, user=request.user, browser=browser_of(request), now=timezone.now())
    if typed is None:
        return
    inside = format_html(
        '<input type="hidden" name="{}" value="{}"><div class="govuk-inset-text"><p>{}</p></div>',
        ASKED,
        form_id,
        _words(typed),
    )
    made = refill(
        response.content.decode(response.charset),
        page=request.path,
        path=typed.path,
        fields=typed.fields,
        inside=inside,
    )
    response.content = made.html.encode(response.charset)


def _words(typed: Typed) -> str:
    words = gettext("What you typed is back, and nothing of it has been saved. Look it over, then send it.")
    if typed.files:
        words += " " + gettext(
            "Files are not kept: choose them again. Passwords and codes are not kept either."
        )
    return words
