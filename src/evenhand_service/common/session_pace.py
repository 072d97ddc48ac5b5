"""Sessions end half an hour after the last click; the click is written down at most once a minute.

Writing it at every click would add an update and a commit to every page that is read.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now

SEEN = "seen_at"
"""Under this name a session holds when it was last prolonged, in seconds."""


class SessionPace:
    """Prolong the session of somebody who is logged in, once in `SESSION_PACE` seconds."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            moment = int(now().timestamp())
            if moment - request.session.get(SEEN, 0) >= settings.SESSION_PACE:
                request.session[SEEN] = moment
        return self.get_response(request)
