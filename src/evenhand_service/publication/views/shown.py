"""How a public page is shown: to whoever asks, and into no shared copy."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control


def show(request: HttpRequest, template: str, shown: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Return a page. It carries the reader's language and, where they log in, their name: no copy is for another."""
    response = render(request, f"publication/{template}.jinja", shown, status=status)
    patch_cache_control(response, private=True, no_cache=True)
    return response
