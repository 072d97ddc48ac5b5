"""Who asks with a token, and for what it was made."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from evenhand_service.accounts.models import ApiToken, User
from evenhand_service.accounts.queries import permissions_of
from evenhand_service.accounts.tokens.secrets import hash_of, owner_of
from evenhand_service.common.who import acting_as


@dataclass(frozen=True, slots=True)
class Bearer:
    """The person in whose name a program asks, and what it may do: what the token names and the person still may."""

    user: User
    scopes: frozenset[str]


def authenticate(secret: str, now: datetime) -> Bearer | None:
    """Return whose token this is, or None: unknown, ended, too old, or of somebody who was deactivated.

    The caller names the person for its transaction (`name_person`), and asks `scopes` before it does anything: the
    walls know what the person may, and not what the token was made for.
    """
    owner = owner_of(secret)
    if owner is None:
        return None
    with acting_as(owner):
        token = ApiToken.objects.select_related("user").filter(secret_hash=hash_of(secret)).first()
        if token is None or not token.user.is_active or not token.works_at(now):
            return None
        _remember_day(token, now)
        return Bearer(token.user, frozenset(token.scopes) & permissions_of(token.user))


def _remember_day(token: ApiToken, now: datetime) -> None:
    """Once a day, so that people see which tokens are still in use and no request waits for a write."""
    today = timezone.localdate(now)
    if token.last_used_day != today:
        token.last_used_day = today
        token.save(update_fields=["last_used_day"])
