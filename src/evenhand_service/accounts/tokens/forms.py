"""The form of a new token."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from evenhand_service.accounts.limits import limits
from evenhand_service.accounts.words import permission_words


class NewToken(forms.Form):
    """What it is for, what it may do, how long it lasts."""

    name = forms.CharField(
        label=_("What it is for"),
        help_text=_("So that you know later whether it is still needed, such as: monthly upload."),
        max_length=100,
        error_messages={"required": _("Say what it is for.")},
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"),
        help_text=_("As little as the program needs."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one.")},
    )
    days = forms.IntegerField(label=_("For how many days"), min_value=1)

    def __init__(self, *args: Any, may: frozenset[str], **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"days": limits().usual_token.days})
        super().__init__(*args, **kwargs)
        offered = [one for one in limits().token_scopes if one in may]
        self.fields["scopes"].choices = [(one, permission_words(one)) for one in offered]  # type: ignore[attr-defined]
        longest = limits().longest_token.days
        self.fields["days"].help_text = _("At most %(days)s.") % {"days": longest}
        self.fields["days"].error_messages["required"] = _("Enter a number of days.")

    def clean_days(self) -> int:
        """Return the days. Raises: ValidationError beyond a year."""
        days = self.cleaned_data["days"]
        if timedelta(days=days) > limits().longest_token:
            raise forms.ValidationError(
                _("Enter a number of days up to %(days)s.") % {"days": limits().longest_token.days}
            )
        return int(days)
