"""Logging in through an organisation's own OpenID Connect service, for people who were invited here before."""

from typing import Any

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest


class Elsewhere(DefaultSocialAccountAdapter):
    """Another service says who somebody is; it lets in nobody whom we do not know."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Nobody becomes known here by being known there."""
        return False
