"""Which pages need what: every view says it with one of these, and a test fails for one that does not."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from evenhand_service.accounts.queries import permissions_of

View = Callable[..., HttpResponse]


def needs(permission: str) -> Callable[[View], View]:
    """Let in those who hold a permission somewhere; which rows they see, the walls decide. Others get 403."""

    def around(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if permission not in permissions_of(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.needs = permission  # type: ignore[attr-defined]
        return guarded

    return around


def logged_in(view: View) -> View:
    """Let in everybody who is logged in."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    guarded.needs = "logged-in"  # type: ignore[attr-defined]
    return guarded


def anybody(view: View) -> View:
    """Let in everybody: what is shown is public."""
    view.needs = "nothing"  # type: ignore[attr-defined]
    return view
