"""Addresses that are for machines: nobody's session counts there, and copies of the answers are anybody's to keep.

Without cookies there is nothing that another site's page could make a browser send (CSRF), no answer that depends on
who is logged in, and none that brings a cookie into a shared copy. Source: J4; RFC 9111; ASVS 5.0 V3.5.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.middleware.http import ConditionalGetMiddleware

from evenhand_service.publication.problems import problem

MACHINES = ("/api/", "/open/", "/feeds/", "/robots.txt", "/sitemap.xml")
_OF_PEOPLE = {"cookie", "accept-language"}


class Cookieless:
    """Take cookies off requests to these addresses, and off their answers; answer If-None-Match there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.for_machines = ConditionalGetMiddleware(self._without_cookies)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(MACHINES):
            return self.for_machines(request)
        return self.get_response(request)

    def _without_cookies(self, request: HttpRequest) -> HttpResponse:
        request.META.pop("HTTP_COOKIE", None)
        response = self.get_response(request)
        response.cookies.clear()
        if request.path.startswith("/api/"):
            response = _in_its_own_words(request, response)
        # The middlewares below ask for the session and the language everywhere; here neither changes the answer,
        # but for the words of problems.
        varied = [one.strip() for one in response.get("Vary", "").split(",") if one.strip()]
        kept = [one for one in varied if one.lower() not in _OF_PEOPLE]
        if request.path.startswith("/api/"):
            kept += ["Authorization", "Accept-Language"]
            if not response.has_header("Cache-Control"):
                response["Cache-Control"] = "private, no-cache"
        if kept:
            response["Vary"] = ", ".join(dict.fromkeys(kept))
        elif response.has_header("Vary"):
            del response["Vary"]
        return response


def _in_its_own_words(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """What the framework refuses in its own way is said as the interface says it."""
    if response.status_code != 405:
        return response
    said = problem(request, "not-allowed-here")
    said["Allow"] = response["Allow"]
    return said
