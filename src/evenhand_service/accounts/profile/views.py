"""My profile, and the page of roles."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from evenhand_service.accounts.access import anybody, logged_in
from evenhand_service.accounts.people.presenters import role_rows
from evenhand_service.accounts.profile import presenters
from evenhand_service.accounts.profile.forms import AboutMe
from evenhand_service.accounts.profile.operations import change_profile
from evenhand_service.accounts.queries import permissions_of, running_memberships
from evenhand_service.common.language import speak


@require_http_methods(["GET", "HEAD", "POST"])
@logged_in
def show_profile(request: HttpRequest) -> HttpResponse:
    """Name and language, roles, and what protects the account."""
    person: Any = request.user
    form = AboutMe(
        request.POST if request.method == "POST" else None,
        initial={"name": person.name, "language": person.language},
    )
    if request.method == "POST" and form.is_valid():
        change_profile(person=person, **form.cleaned_data)
        translation.activate(person.language)
        messages.success(request, _("Your profile was saved."))
        response = HttpResponseRedirect(reverse("accounts:show-profile"))
        if settings.LANGUAGE_COOKIE_NAME in request.COOKIES:
            speak(response, person.language)
        return response
    today = timezone.localdate()
    held = running_memberships(person, today=today)
    told = {
        "form": form,
        "person": person,
        "roles": role_rows(held, today=today, may_end=False),
        "second_factors": _second_factors(person),
        "may": permissions_of(person),
    }
    return render(request, "accounts/profile/profile.jinja", told)


def _second_factors(person: Any) -> list[str]:
    words = {
        Authenticator.Type.TOTP: _("an authenticator app"),
        Authenticator.Type.WEBAUTHN: _("a passkey"),
        Authenticator.Type.RECOVERY_CODES: _("recovery codes"),
    }
    held = Authenticator.objects.filter(user=person).order_by("pk").values_list("type", flat=True)
    return [words[Authenticator.Type(one)] for one in held]


@require_safe
@anybody
def show_roles(request: HttpRequest) -> HttpResponse:
    """What each role may do: no secret, and what people ask first."""
    told = {
        "roles": presenters.told_roles(),
        "table_of": presenters.role_table(),
    }
    return render(request, "accounts/profile/roles.jinja", told)
