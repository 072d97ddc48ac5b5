"""A code of an app works once: which were used is kept with the app's row, where every process of the service sees it.

allauth keeps it in a process's own memory and for half a minute, while a code is taken for a minute and a half.
Source: RFC 6238, 5.2; OWASP ASVS 5.0 V6.5.1.
"""

from datetime import datetime, timedelta

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.crypto import salted_hmac

_SALT = "evenhand.used-code"
_KEPT = "used"


def use_code(authenticator: Authenticator, code: str, *, now: datetime) -> bool:
    """Note that a code was used, and return whether this was the first time."""
    mark = salted_hmac(
        _SALT, f"{authenticator.pk}:{normalize_user_code(code)}", algorithm="sha256"
    ).hexdigest()[:24]
    taken_for = timedelta(seconds=app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1))
    with transaction.atomic():
        kept = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
        used = {one: until for one, until in kept.data.get(_KEPT, {}).items() if until > now.timestamp()}
        if mark in used:
            return False
        kept.data[_KEPT] = used | {mark: (now + taken_for).timestamp()}
        kept.save(update_fields=["data"])
    authenticator.data = kept.data
    return True
