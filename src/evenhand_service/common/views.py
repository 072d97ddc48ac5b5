"""Pages that belong to no app: what Evenhand says about itself, and the time that is nearly up."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from evenhand_service.common.kept.browser import COOKIE
from evenhand_service.common.open_to import open_to


@open_to("nothing")
@require_safe
def show_accessibility(request: HttpRequest) -> HttpResponse:
    """What works for whom, what does not, and whom to tell. Source: J1."""
    return render(request, "common/accessibility.jinja")


@open_to("nothing")
@require_safe
def show_privacy(request: HttpRequest) -> HttpResponse:
    """What is kept of people who use the service, and what of people who are counted."""
    return render(request, "common/privacy.jinja")


@open_to("nothing")
@require_safe
def show_cookies(request: HttpRequest) -> HttpResponse:
    """Which cookies there are, what for and how long."""
    return render(request, "common/cookies.jinja", {"cookies": _cookies()})


def _cookies() -> list[list[str]]:
    return [
        [
            settings.SESSION_COOKIE_NAME,
            gettext("knows that you are logged in"),
            gettext("30 minutes after your last click"),
        ],
        [
            settings.CSRF_COOKIE_NAME,
            gettext("makes sure that a form you send is one of ours"),
            gettext("a year"),
        ],
        [
            settings.LANGUAGE_COOKIE_NAME,
            gettext("remembers whether you read English or Welsh"),
            gettext("a year"),
        ],
        [
            "messages",
            gettext("carries a message to the next page, such as that something was saved"),
            gettext("until it is shown"),
        ],
        [
            COOKIE,
            gettext("finds a form again that you sent after your session had ended"),
            gettext("a day"),
        ],
    ]


@open_to("nothing")
@require_POST
def stay(request: HttpRequest) -> HttpResponse:
    """Begin the session's time anew. Without a session it has ended, and the page's script leaves that to the form."""
    return HttpResponse(status=204 if request.user.is_authenticated else 403)
