"""Forms of second factors. A wrong code counts towards the lock-out as a wrong password does."""

from typing import Any

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evenhand_service.accounts.entrance.forms import relabel
from evenhand_service.accounts.entrance.lock_out import count_wrong_code, is_locked
from evenhand_service.accounts.entrance.used_codes import use_code

_NO_CODE = _("Enter the code.")


class _Counted:
    """Refuses while the account is locked, and counts what was wrong."""

    user: Any
    authenticator: Authenticator

    def clean_code(self) -> str:
        """Return the code. Raises: ValidationError for a wrong one, or while the account is locked."""
        if is_locked(context.request, self.user.email):
            context.request.axes_locked_out = True
            raise get_adapter().validation_error("incorrect_code")
        try:
            code = str(super().clean_code())  # type: ignore[misc]
            if self._was_used(code):
                raise get_adapter().validation_error("incorrect_code")
            return code
        except ValidationError:
            count_wrong_code(context.request, self.user.email)
            raise

    def _was_used(self, code: str) -> bool:
        """Recovery codes mark themselves."""
        is_app = self.authenticator.type == Authenticator.Type.TOTP
        return is_app and not use_code(self.authenticator, code, now=timezone.now())


class Code(_Counted, AuthenticateForm):
    """The code of an app, or a recovery code, after the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        relabel(self, code=_("Code"))
        self.fields["code"].error_messages["required"] = _NO_CODE
        self.fields["code"].widget.attrs |= {"spellcheck": "false"}


class CodeAgain(_Counted, ReauthenticateForm):
    """The code once more, before something that protects the account is changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        relabel(self, code=_("Code"))
        self.fields["code"].error_messages["required"] = _NO_CODE


class AddApp(ActivateTOTPForm):
    """The first code of an authenticator app, which shows that it knows the secret."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        relabel(self, code=_("Code that the app shows"))
        self.fields["code"].error_messages["required"] = _NO_CODE
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "spellcheck": "false"}


class AddPasskey(AddWebAuthnForm):
    """A passkey: made by the browser, named by the person."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        relabel(self, name=_("Name"), passwordless=_("Log in with this passkey alone, without a password"))
        self.fields["name"].help_text = _("So that you can tell it from others, such as: work laptop.")
        self.fields["passwordless"].help_text = _(
            "The device then asks for its PIN, your finger or your face."
        )


class RenamePasskey(EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        relabel(self, name=_("Name"))
