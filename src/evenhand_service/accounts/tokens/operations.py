"""Making and ending tokens."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from evenhand_service.accounts.limits import limits
from evenhand_service.accounts.models import ApiToken, User
from evenhand_service.accounts.queries import permissions_of
from evenhand_service.accounts.tokens.secrets import hash_of, make_secret


class TokenRefused(Exception):
    """A token that may not be made; its words are for whoever asked."""


@transaction.atomic
def make_token(
    *, by: User, name: str, scopes: Iterable[str], lasts: timedelta, now: datetime
) -> tuple[ApiToken, str]:
    """Make a token and return it with its secret, which is shown once and kept nowhere. Raises: TokenRefused."""
    wanted, may = frozenset(scopes), permissions_of(by)
    offered = may & frozenset(limits().token_scopes)
    if "use-api" not in may or not wanted or not wanted <= offered:
        raise TokenRefused(
            _("A token may do part of what you may do and a program may do, and nothing else.")
        )
    if not timedelta(0) < lasts <= limits().longest_token:
        raise TokenRefused(_("A token lasts between a day and a year."))
    secret = make_secret(by.pk)
    token = ApiToken.objects.create(
        user=by,
        name=name,
        secret_hash=hash_of(secret),
        scopes=sorted(wanted),
        created_at=now,
        expires_at=now + lasts,
    )
    return token, secret


@transaction.atomic
def revoke_token(*, by: User, token: ApiToken, now: datetime) -> None:
    """End a token now; ending it again changes nothing."""
    kept = ApiToken.objects.for_change(by).select_for_update().get(pk=token.pk)
    if kept.revoked_at is None:
        kept.revoked_at = now
        kept.save(update_fields=["revoked_at"])
