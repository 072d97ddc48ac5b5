"""What the head of every page shows of who is logged in."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from evenhand_service.accounts.queries import running_memberships
from evenhand_service.accounts.words import acting_words


def account(request: HttpRequest) -> dict[str, Any]:
    """Return where one acts, asked of the database on pages that show it; for others the ways to log in elsewhere."""
    user = getattr(request, "user", None)
    if not getattr(user, "is_authenticated", False):
        return {"openid_services": _openid_services()}
    return {
        "acting": SimpleLazyObject(
            lambda: acting_words(running_memberships(user, today=timezone.localdate()))
        ),
    }


def _openid_services() -> list[dict[str, str]]:
    """Return the services of organisations through which one may log in; most installations name none."""
    named = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    return [
        {"name": one["name"], "address": reverse("openid_connect_login", args=[one["provider_id"]])}
        for one in named
    ]
