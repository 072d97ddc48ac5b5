"""Sessions end half an hour after the last click, which is written down at most once a minute, and after a shift anyway.

Writing it at every click would add an update and a commit to every page that is read. Source: ASVS 5.0 V7.3.1, V7.3.2.
"""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now

SEEN = "seen_at"
"""Under this name a session holds when it was last prolonged, in seconds."""
BEGAN = "began_at"
"""Under this name a session holds when its person came in, in seconds."""


class SessionPace:
    """Prolong the session of somebody who is logged in, once in `SESSION_PACE` seconds, up to `SESSION_LONGEST`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            moment = int(now().timestamp())
            if moment - request.session.get(BEGAN, moment) >= settings.SESSION_LONGEST:
                request.session.flush()
                request.user = AnonymousUser()
            elif moment - request.session.get(SEEN, 0) >= settings.SESSION_PACE:
                request.session[SEEN] = moment
                request.session.setdefault(BEGAN, moment)
        return self.get_response(request)
