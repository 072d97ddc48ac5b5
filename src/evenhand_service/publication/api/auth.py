"""Who asks: the person who made the token that the request bears. A session's cookie counts for nothing here."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from evenhand_service.accounts.queries import permissions_of
from evenhand_service.accounts.tokens import authenticate
from evenhand_service.common.who import name_person
from evenhand_service.monitoring.loads.upload_handler import LimitedUpload


class Token(HttpBearer):
    """A token with a scope: a permission that its maker has, and gave it. Source: RFC 6750.

    The rest of the request is asked in its maker's name. What the maker may see and the token was not made for stays
    unseen: operations ask `scopes` for that, since the walls know the maker alone.
    """

    openapi_description = "A token that somebody made under their profile: Authorization: Bearer TOKEN."

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """Return the token where it works; raises PermissionDenied where it does, but not for this."""
        held = authenticate(token, timezone.now())
        if held is None:
            return None
        name_person(held.user.pk)
        request.user = held.user
        if "use-api" not in permissions_of(held.user):
            raise PermissionDenied("Who made this token may not use the interface any more.")
        if self.scope not in held.scopes:
            raise PermissionDenied(f"This asks for a token with the scope '{self.scope}'.")
        if request.method == "POST":
            # Files are held in memory up to the limit, as at the page: nothing is left on a disk.
            request.upload_handlers = [LimitedUpload(request)]
        return held


def scopes_of(request: HttpRequest) -> frozenset[str]:
    """Return what the token was made for, of what its maker may do."""
    held: frozenset[str] = request.auth.scopes  # type: ignore[attr-defined]
    return held


PUBLISHED = Token("see-releases")
LOADS = Token("see-loads")
SENDING = Token("upload")
RUNS = Token("see-drafts")
