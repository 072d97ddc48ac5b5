"""Which language a page is in: chosen by a button, kept in a cookie and with the person."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from evenhand_service.common.open_to import open_to

_A_YEAR = 365 * 24 * 60 * 60


def speak(response: HttpResponse, language: str) -> None:
    """Keep the choice in this browser."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=_A_YEAR,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


@open_to("nothing")
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep the choice with the browser and the person, and go back to the page they were on."""
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        return HttpResponseBadRequest(gettext("There is no such language here."), content_type="text/plain")
    if request.user.is_authenticated and request.user.language != language:
        request.user.language = language
        request.user.save(update_fields=["language"])
    response = HttpResponseRedirect(_back(request))
    speak(response, language)
    return response


def _back(request: HttpRequest) -> str:
    address = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if ours else "/"


class PersonsLanguage:
    """Speak the language of the person who is logged in, where this browser has chosen none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES and request.user.is_authenticated:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language()
        return self.get_response(request)
