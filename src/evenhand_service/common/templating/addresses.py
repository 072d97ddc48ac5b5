"""Addresses in pages: of a view, and of this page with another filter."""

from functools import lru_cache
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest
from django.urls import get_script_prefix, get_urlconf, reverse
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """Return the address of a view, such as url("monitoring:show-finding", finding.id)."""
    if kwargs or not all(isinstance(one, str | int | UUID) for one in args):
        return reverse(name, args=args or None, kwargs=kwargs or None)
    return _address(get_urlconf(), get_script_prefix(), name, args)


@lru_cache(maxsize=2_000)
def _address(_routes: str | None, _prefix: str, name: str, args: tuple[str | int | UUID, ...]) -> str:
    """A page names many addresses, and the same ones again in the next; Django looks each up anew."""
    return reverse(name, args=args or None)


def query_with(request: HttpRequest, **changes: Any) -> str:
    """Return this page's address with some of its questions changed; None takes one away. The rest stays."""
    asked = dict(request.GET.lists())
    for key, value in changes.items():
        if value is None:
            asked.pop(key, None)
        else:
            asked[key] = [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]
    return f"?{urlencode(asked, doseq=True)}" if asked else request.path


@pass_context
def csrf_field(context: Context) -> Markup:
    """Return the hidden field that proves a form is ours, and what was kept of one that was sent too late.

    Raises: LookupError where a macro was imported without `with context`: the form could not be sent.
    """
    if "csrf_input" not in context:
        raise LookupError("Import components/form.jinja `with context`, or its forms cannot be sent.")
    return Markup(context["csrf_input"])  # noqa: S704  (Django's own hidden field)
