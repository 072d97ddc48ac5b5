"""No page to anybody who still owes a second factor: the one gate that every view stands behind."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from evenhand_service.accounts.second_factor import has_one, is_needed, was_shown

AFTERWARDS = "evenhand.after-second-factor"
"""Where somebody was going, kept in the session until they may go on."""

# Setting one up, showing it, leaving, and what is the same for everybody.
OPEN = frozenset(
    {
        "account_login",
        "account_logout",
        "account_reauthenticate",
        "mfa_index",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "common:language",
        "common:stay",
        "common:accessibility",
        "common:privacy",
        "common:cookies",
    }
)


class SecondFactorGate:
    """Send whoever needs a second factor to where they show it, or set it up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Answer in the view's place, once it is known which one it would be."""
        if request.resolver_match and request.resolver_match.view_name in OPEN:
            return None
        return None if not self._owes(request) else self._sent_there(request)

    def _owes(self, request: HttpRequest) -> bool:
        # What the session remembers comes first: whoever has shown it costs no query.
        if not request.user.is_authenticated or was_shown(request):
            return False
        return is_needed(request.user, today=timezone.localdate())

    def _sent_there(self, request: HttpRequest) -> HttpResponse:
        if request.method == "GET":
            request.session[AFTERWARDS] = request.get_full_path()
        if has_one(request.user):
            messages.info(request, gettext("Your role needs a second factor. Show yours to go on."))
            return HttpResponseRedirect(reverse("mfa_reauthenticate"))
        return HttpResponseRedirect(reverse("mfa_index"))
