"""What the frame of every page needs beside the page's own content."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.backends.utils import csrf_input
from django.utils.functional import SimpleLazyObject


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return where the reader is, when their session ends, and what the installation wants said on every page."""
    # A request that was refused early has no user yet.
    logged_in = bool(getattr(getattr(request, "user", None), "is_authenticated", False))
    return {
        # One for all forms of a page, made where there is one: Django masks it anew for each.
        "csrf_input": SimpleLazyObject(lambda: csrf_input(request)),
        "here": request.get_full_path() if request.method == "GET" else request.path,
        "session_seconds": settings.SESSION_COOKIE_AGE if logged_in else None,
        "service_notice": getattr(settings, "SERVICE_NOTICE", ""),
        "kept_waits": not logged_in and request.GET.get("next", "").startswith("/kept/"),
        "place": getattr(settings, "PARTNERSHIP_NAME", ""),
    }
