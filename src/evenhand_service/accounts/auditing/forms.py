"""What the log can be narrowed to; everything stands in the address, so that a view can be sent to a colleague."""

from django import forms
from django.utils.translation import gettext_lazy as _

from evenhand_service.common.day_field import DayField

ACTIONS = [
    ("", _("Everything")),
    ("insert", _("Made")),
    ("update", _("Changed")),
    ("delete", _("Removed")),
    ("read", _("Read")),
    ("log-in", _("Logged in")),
    ("log-in-failed", _("Log-in failed")),
    ("log-out", _("Logged out")),
    ("second-factor-added", _("Second factor added")),
    ("second-factor-removed", _("Second factor removed")),
    ("recovery-codes-renewed", _("Recovery codes renewed")),
    ("password-changed", _("Password changed")),
    ("password-reset", _("Password reset")),
    ("invitation-accepted", _("Invitation accepted")),
    ("deactivated", _("Access closed")),
    ("reactivated", _("Access opened again")),
    ("backup", _("Copied for safe keeping")),
    ("export", _("Taken out whole")),
]


class LogFilter(forms.Form):
    """Of what, by whom, from which day to which."""

    action = forms.ChoiceField(label=_("What was done"), choices=ACTIONS, required=False)
    subject = forms.ChoiceField(label=_("To what"), required=False)
    # An id, from the link at a name in the list: a name typed here would stand in the address.
    person = forms.UUIDField(required=False, widget=forms.HiddenInput)
    first = DayField(label=_("From"), required=False)
    last = DayField(label=_("To"), required=False)

    def __init__(self, *args: object, subjects: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["subject"].choices = [("", _("Everything")), *subjects]  # type: ignore[attr-defined]
