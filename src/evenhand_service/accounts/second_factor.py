"""The second factor: who has to have one, and whether it was shown in this session.

Source: J2; NIST SP 800-63B-4 (AAL2 for what is more than public); OWASP ASVS 5.0 V6.3.3.
"""

from datetime import date, datetime
from typing import Any

from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY,
    get_authentication_records,
)
from allauth.account.internal.userkit import user_id_to_str
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from evenhand_service.accounts.queries import running_memberships
from evenhand_service.accounts.roles import roles

_USER_SESSION_KEY = "account_authentication_methods_user"
_KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def is_needed(user: Any, *, today: date) -> bool:
    """Return whether one of a person's running roles sees more than approved releases."""
    held = roles()
    return any(
        one.role in held and held[one.role].second_factor for one in running_memberships(user, today=today)
    )


def has_one(user: Any) -> bool:
    """Return whether a person has an authenticator app or a passkey."""
    return Authenticator.objects.filter(user_id=user.pk, type__in=_KINDS).exists()


def was_shown(request: HttpRequest) -> bool:
    """Return whether this session was opened, or gone on with, by a second factor of who is logged in.

    A password alone leaves no such record, and records of somebody else's log-in in the same browser do not count.
    """
    records = get_authentication_records(request, request.user)  # type: ignore[arg-type]
    return any(one.get("method") == "mfa" for one in records)


def remember_in(session: Any, user: Any, *, now: datetime) -> None:
    """Note in a session that its person has shown a second factor, as allauth notes it."""
    records = session.get(AUTHENTICATION_METHODS_SESSION_KEY) or []
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [*records, {"method": "mfa", "at": now.timestamp()}]
    session[_USER_SESSION_KEY] = user_id_to_str(user)
