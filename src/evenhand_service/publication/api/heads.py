"""HEAD for every operation that answers GET: the same status and headers, and no body. Source: RFC 9110 9.3.2."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse


def answers_head(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Return the view of an address, which takes HEAD for GET; the server leaves the body out.

    Ninja finds an operation by its method and knows no HEAD; declaring it would double the OpenAPI document.
    """

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "HEAD":
            return view(request, *args, **kwargs)
        request.method = "GET"
        try:
            response = view(request, *args, **kwargs)
        finally:
            request.method = "HEAD"
        return response

    return answered
