"""Logging in through an organisation's own OpenID Connect service, for people who were invited here before."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from requests import RequestException  # noqa: TID251  (what allauth asks the other service with)


class Elsewhere(DefaultSocialAccountAdapter):
    """Another service says who somebody is; it lets in nobody whom we do not know."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Nobody becomes known here by being known there."""
        return False


def or_say_so(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Say on a page of ours that the other service does not answer."""

    @wraps(view)
    def around(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except RequestException:
            return render(request, "socialaccount/authentication_error.jinja", status=502)

    return around
