"""One line in the log for each request, with nothing in it that a visitor typed."""

import logging
import re
import time
import uuid
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve


class RequestLog:
    """Writes one line for each request: method, name of the route, status, how long, and an id to find it by."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.log = logging.getLogger("evenhand.request")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.monotonic()
        request.request_id = str(uuid.uuid4())  # type: ignore[attr-defined]
        response = self.get_response(request)
        response.headers["X-Request-Id"] = request.request_id  # type: ignore[attr-defined]
        self.log.info(
            "answered",
            extra={
                "method": request.method,
                "route": route_name(request),
                "status": response.status_code,
                "milliseconds": round((time.monotonic() - started) * 1000),
                "request": request.request_id,  # type: ignore[attr-defined]
            },
        )
        return response


def route_name(request: HttpRequest) -> str:
    """Return the name of the route that answers, never the path, which may hold what a visitor typed."""
    if request.path_info.startswith(settings.STATIC_URL):
        return "static"
    match = request.resolver_match
    if match is None:
        try:
            match = resolve(request.path_info)
        except Resolver404:
            return "none"
    return match.view_name if re.fullmatch(r"[a-z0-9_:-]+", match.view_name or "") else "unnamed"
