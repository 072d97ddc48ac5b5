"""Pages for when something went wrong: no record's text, no trace, in the reader's language.

A page that somebody may not see and one that does not exist look alike: which of the two it is would tell that it exists.
"""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what was sent could not be read."""
    return render(request, "common/errors/400.jinja", status=400)


def not_here(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, and 403 in the same words."""
    return render(request, "common/errors/404.jinja", status=404)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403, in the words of 404."""
    return render(request, "common/errors/404.jinja", status=403)


def not_ours(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of a form without its proof: the browser kept no cookie, or the page was open since yesterday."""
    return render(request, "common/errors/csrf.jinja", status=403)


def too_many(request: HttpRequest, *told: Any, **known: Any) -> HttpResponse:
    """429: asked too often, or a log-in tried too often."""
    return render(request, "common/errors/429.jinja", status=429)


class Readable:
    """Answer 400 to an address with the letter NUL, which no text of the database holds: a view that asked would fail.

    What stands behind the question mark, forms look at; the interface for programs has answers of its own.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path and not request.path.startswith("/api/"):
            return bad_request(request)
        return self.get_response(request)


class ToldInWords:
    """Give the bare answer to a wrong method a page; a browser would draw one of its own, in its own words."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or response.streaming or response.content:
            return response
        told = render(request, "common/errors/405.jinja", status=HTTPStatus.METHOD_NOT_ALLOWED)
        told["Allow"] = response["Allow"]
        return told


def our_fault(request: HttpRequest) -> HttpResponse:
    """500. It asks nothing of the database, which may be what is wrong."""
    return _plain(request, "common/errors/500.jinja", 500)


def not_now(request: HttpRequest) -> HttpResponse:
    """503: the service is being looked after, or its database is away."""
    return _plain(request, "common/errors/503.jinja", 503)


def _plain(request: HttpRequest, template: str, status: int) -> HttpResponse:
    from django.template import engines  # noqa: PLC0415  (so that a fault while starting can still be told)

    environment = engines["jinja2"].env
    return HttpResponse(environment.get_template(template).render(), status=status)
