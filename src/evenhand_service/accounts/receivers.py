"""What happens at the entrance is noted in the audit log: by ids, never by the words that somebody typed.

Source: J2; OWASP ASVS 5.0 V16.3.1.
"""

from typing import Any

from allauth.account import signals as account
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from evenhand_service.accounts.models import User
from evenhand_service.common.audit.operations import note
from evenhand_service.common.who import acting_as, name_person

_SUBJECT = "accounts.user"


def _note(action: str, user: Any, reason: str = "") -> None:
    """Note in the person's own name: some of these come when the request's transaction has ended."""
    with acting_as(user.pk):
        note(action=action, subject=_SUBJECT, row_id=str(user.pk), reason=reason)


@receiver(user_logged_in)
def note_log_in(sender: Any, request: Any, user: Any, **told: Any) -> None:
    """From here on the rest of the request is this person's."""
    name_person(user.pk)
    _note("log-in", user)


@receiver(user_logged_out)
def note_log_out(sender: Any, request: Any, user: Any, **told: Any) -> None:
    """Sent also where nobody was logged in."""
    if user is not None:
        _note("log-out", user)


@receiver(user_login_failed)
def note_refused(sender: Any, credentials: dict[str, Any], request: Any = None, **told: Any) -> None:
    """In nobody's name: whoever typed this has not shown who they are. The account is named if there is one."""
    typed = credentials.get("email") or ""
    found = User.objects.filter(email__iexact=typed).values_list("pk", flat=True).first()
    reason = "second factor" if told.get("second_factor") else "password"
    with acting_as(None):
        note(action="log-in-failed", subject=_SUBJECT, row_id=str(found or ""), reason=reason)


@receiver(mfa.authenticator_added)
def note_second_factor_added(sender: Any, request: Any, user: Any, authenticator: Any, **told: Any) -> None:
    """Whoever set one up has just shown it, and need not show it again in this session."""
    _note("second-factor-added", user, authenticator.type)
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)


@receiver(mfa.authenticator_removed)
def note_second_factor_removed(sender: Any, user: Any, authenticator: Any, **told: Any) -> None:
    """An app, a passkey, or the recovery codes that went with the last of them."""
    _note("second-factor-removed", user, authenticator.type)


@receiver(mfa.authenticator_reset)
def note_new_codes(sender: Any, user: Any, authenticator: Any, **told: Any) -> None:
    """The old recovery codes have stopped working."""
    _note("recovery-codes-renewed", user)


@receiver(account.password_changed)
@receiver(account.password_set)
def note_new_password(sender: Any, user: Any, **told: Any) -> None:
    """Changed by somebody who knew the old one."""
    _note("password-changed", user)


@receiver(account.password_reset)
def note_reset(sender: Any, user: Any, **told: Any) -> None:
    """Chosen by a link in a letter."""
    _note("password-reset", user)
