"""Forms of the entrance, with our labels; what they do is allauth's."""

from typing import Any

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from evenhand_service.accounts.letters import send_letter

_ADDRESS = _("E-mail address")
_RULES = _("At least 12 characters. Three words that do not belong together are good.")
_NO_ADDRESS = _("Enter an e-mail address, such as name@example.org.")


def relabel(form: forms.BaseForm, **labels: Any) -> None:
    """Give fields our labels, and take away grey words inside them, which vanish as one types."""
    for name, label in labels.items():
        field = form.fields[name]
        field.label = label
        field.widget.attrs.pop("placeholder", None)
        field.help_text = ""
        field.error_messages["required"] = _("This is needed.")


class LogIn(LoginForm):
    """E-mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        relabel(self, login=_ADDRESS, password=_("Password"))
        self.fields["login"].error_messages |= {"required": _NO_ADDRESS, "invalid": _NO_ADDRESS}
        self.fields["password"].error_messages["required"] = _("Enter your password.")
        self.fields["login"].widget.attrs |= {"autocomplete": "username webauthn", "spellcheck": "false"}


class AskForReset(ResetPasswordForm):
    """The address to which a link is sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        relabel(self, email=_ADDRESS)
        self.fields["email"].error_messages |= {"required": _NO_ADDRESS, "invalid": _NO_ADDRESS}

    def save(self, request: HttpRequest, **told: Any) -> str:
        """Send a letter either way, so that neither the page nor the time it takes tells who is known."""
        if self.users:
            return str(super().save(request, **told))
        email = str(self.cleaned_data["email"])
        send_letter("unknown_address", to=email)
        return email


class NewPassword(ResetPasswordKeyForm):
    """A new password, by a link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        relabel(self, password1=_("New password"), password2=_("New password again"))
        self.fields["password1"].help_text = _RULES


class ChangePassword(ChangePasswordForm):
    """A new password, by the old one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        relabel(
            self,
            oldpassword=_("Password now"),
            password1=_("New password"),
            password2=_("New password again"),
        )
        self.fields["password1"].help_text = _RULES


class PasswordAgain(ReauthenticateForm):
    """The password once more, before something that protects the account is changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        relabel(self, password=_("Password"))
