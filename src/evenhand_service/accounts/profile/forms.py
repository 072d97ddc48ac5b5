"""What people say of themselves."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class AboutMe(forms.Form):
    """Name and language."""

    name = forms.CharField(
        label=_("Name"), max_length=200, error_messages={"required": _("Enter your name.")}
    )
    language = forms.ChoiceField(label=_("Language of pages and letters"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["language"].choices = settings.LANGUAGES  # type: ignore[attr-defined]
