"""What a browser knows: a key of its own, and who was last logged in with it. Signed, and out of reach of scripts."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from evenhand_service.common.kept.rules import keeping_rule

COOKIE = "evenhand_kept"
_SALT = "evenhand.kept-form.browser"
_AFRESH = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Browser:
    """The browser's key and the person's id."""

    key: str
    person: str


def _lasts() -> timedelta:
    return keeping_rule().lasts + timedelta(seconds=settings.SESSION_COOKIE_AGE)


def _read(request: HttpRequest, *, lasts: timedelta) -> Browser | None:
    try:
        told = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=lasts)
        return Browser(key=told["k"], person=told["p"])
    except (signing.BadSignature, KeyError, TypeError):
        return None


def browser_of(request: HttpRequest) -> Browser | None:
    """Return what this browser knows, None where it is too old or not from us."""
    return _read(request, lasts=_lasts())


def remember(request: HttpRequest, response: HttpResponse) -> None:
    """Tell the browser who is logged in, unless it was told so just now; its key stays the same from person to person."""
    person = str(request.user.pk)
    fresh = _read(request, lasts=_AFRESH)
    if fresh and fresh.person == person:
        return
    known = browser_of(request)
    key = known.key if known else secrets.token_urlsafe(32)
    response.set_cookie(
        COOKIE,
        signing.dumps({"k": key, "p": person}, salt=_SALT),
        max_age=_lasts(),
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def forget(response: HttpResponse) -> None:
    """Take the key away: somebody logged out on purpose, and whoever comes next is a stranger."""
    response.delete_cookie(COOKIE, samesite="Lax")
