"""How often the interface may be asked: by a token, and from an address; more gets 429 and how long to wait.

Counted in a transaction of its own, before the request's: what is slow or fails is counted as well, and nobody waits
for another's row until the end of their request. Source: J4; ASVS 5.0 V2.4.1.
"""

from collections.abc import Callable
from hashlib import sha256
from hmac import new as keyed

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from evenhand_service.publication.operations import count_request
from evenhand_service.publication.problems import problem
from evenhand_service.publication.settled import told

_READING = frozenset({"GET", "HEAD", "OPTIONS"})


class Limited:
    """Count requests to the interface, and answer those that are too many."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith("/api/"):
            return self.get_response(request)
        wait = _wait(request)
        if not wait:
            return self.get_response(request)
        response = problem(request, "too-often")
        response["Retry-After"] = str(wait)
        return response


def _wait(request: HttpRequest) -> int:
    data = told("api")
    kind = "read" if request.method in _READING else "write"
    limit = data["limits"][kind]
    limits = {_fingerprint("address", _address(request)): limit["address"]}
    if secret := request.headers.get("Authorization", ""):
        limits[_fingerprint("token", secret)] = limit["token"]
    return count_request(
        limits=limits,
        kind=kind,
        seconds=limit["seconds"],
        forgotten_after=data["forgotten"]["seconds"],
        now=timezone.now(),
    )


def _address(request: HttpRequest) -> str:
    """Who asks: behind a proxy of one's own, the last address that it wrote down."""
    if getattr(settings, "SECURE_PROXY_SSL_HEADER", None):
        told_by_proxy = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        if told_by_proxy:
            return told_by_proxy
    return request.META.get("REMOTE_ADDR", "")


def _fingerprint(of: str, value: str) -> str:
    return keyed(settings.SECRET_KEY.encode(), f"{of}:{value}".encode(), sha256).hexdigest()
