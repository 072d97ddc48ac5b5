"""How a public page is shown: with the ways to the other public pages, and to no shared copy."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _


def show(request: HttpRequest, template: str, shown: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Return a page. It carries the reader's language and, where they log in, their name: no copy is for another."""
    response = render(
        request, f"publication/{template}.jinja", {"navigation": _ways(request), **shown}, status=status
    )
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _ways(request: HttpRequest) -> list[dict[str, Any]]:
    ways = [
        (_("Releases"), reverse("publication:list-releases")),
        (_("Open data"), reverse("publication:about-open-data")),
        (_("Services"), reverse("publication:list-services")),
    ]
    return [{"text": text, "href": to, "active": request.path.startswith(to)} for text, to in ways]
