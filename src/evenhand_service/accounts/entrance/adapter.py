"""What allauth asks of us: words, letters, who may come in, and when a password has to be given again."""

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evenhand_service.accounts.entrance.sealing import seal, unseal
from evenhand_service.accounts.letters import send_letter
from evenhand_service.accounts.second_factor import is_needed

_WRONG = _("The e-mail address or the password is not right. Nothing was changed.")
_SAID = {
    "account/messages/password_changed.txt": _("Your password was changed. Your other sessions have ended."),
    "mfa/messages/totp_activated.txt": _("Your authenticator app is set up."),
    "mfa/messages/totp_deactivated.txt": _("Your authenticator app was removed."),
    "mfa/messages/webauthn_added.txt": _("Your passkey is set up."),
    "mfa/messages/webauthn_removed.txt": _("The passkey was removed."),
    "mfa/messages/recovery_codes_generated.txt": _(
        "You have new recovery codes. The old ones no longer work."
    ),
    "usersessions/messages/sessions_logged_out.txt": _("Your other sessions have ended."),
}
_LETTERS = {
    "account/email/password_reset_key": "new_password",
    "account/email/password_changed": "password_changed",
    "account/email/password_reset": "password_changed",
}


class Entrance(DefaultAccountAdapter):
    """People come in by invitation, and read our words."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _WRONG,
        "too_many_login_attempts": _(
            "There were too many tries for this account. Wait a day, or choose a new password."
        ),
        "incorrect_password": _("That is not your password."),
        "enter_current_password": _("Enter the password that you have now."),
        "rate_limited": _("There were too many tries. Wait a few minutes."),
        "invalid_password_reset": _("This link was used before or is too old. Ask for a new one."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs themselves up."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Return the person, or nobody: also for somebody who was deactivated, in the words of a wrong password."""
        user = super().authenticate(request, **credentials)
        return user if user and user.is_active else None

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        """Refuse somebody who was deactivated and came another way, in the same words."""
        messages.error(request, _WRONG)
        return HttpResponseRedirect(reverse("account_login"))

    def is_reauthentication_required(self, *, app: str, **told: Any) -> bool:
        """Ask for the password again before changing what protects the account, unless it was given just now."""
        request = self.request
        records = get_authentication_records(request, request.user)
        newest = max((one["at"] for one in records), default=0)
        return time.time() - newest > app_settings.REAUTHENTICATION_TIMEOUT  # noqa: TID251  (allauth's records)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Return the ways to show again who one is, in our words."""
        words = {
            "reauthenticate": _("Use your password"),
            "mfa_reauthenticate": _("Use a code"),
            "mfa_reauthenticate:webauthn": _("Use a passkey"),
        }
        return [one | {"description": words[one["id"]]} for one in super().get_reauthentication_methods(user)]

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say what we have words for; where allauth has more to say, the page says it itself."""
        words = _SAID.get(message_template or "", message)
        if words:
            messages.add_message(request, level, words, extra_tags=extra_tags)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send one of our letters; what changed on the account is one letter for all kinds of change."""
        name = _LETTERS.get(template_prefix, "security_changed")
        address = context.get("password_reset_url") or self.request.build_absolute_uri(reverse("mfa_index"))
        send_letter(name, to=email, address=address, at=timezone.now())


class SecondFactor(DefaultMFAAdapter):
    """Second factors: kept encrypted, in our words, and not given up while a role needs one."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _(
            "That code is not right. Codes of an app change every 30 seconds; a recovery code works once."
        ),
        "cannot_delete_authenticator": _("Your role needs a second factor. Set up another one first."),
    }

    def encrypt(self, text: str) -> str:
        """Return a secret as it is stored."""
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Return a secret as it was."""
        return unseal(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Refuse to remove the last second factor of somebody whose role needs one."""
        kept = Authenticator.objects.filter(user=authenticator.user).exclude(pk=authenticator.pk)
        others = kept.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()
        return others or not is_needed(authenticator.user, today=timezone.localdate())

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:  # noqa: A002
        """Return a name for a passkey that the person did not name."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return str(_("Passkey %(number)s") % {"number": number})
