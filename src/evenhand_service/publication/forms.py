"""Filters of the public pages; they stand in the address."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class ReleaseFilter(forms.Form):
    """Which releases: by area, programme, year."""

    area = forms.ChoiceField(label=_("Area"), required=False)
    programme = forms.ChoiceField(label=_("Programme"), required=False)
    year = forms.TypedChoiceField(label=_("Period ends in"), required=False, coerce=int, empty_value=None)

    def __init__(self, asked: Any, choices: dict[str, list[Any]]) -> None:
        super().__init__(asked)
        self.fields["area"].choices = [("", _("Every area")), *choices["areas"]]
        self.fields["programme"].choices = [
            ("", _("Every programme")),
            *((one, one) for one in choices["programmes"]),
        ]
        self.fields["year"].choices = [("", _("Every year")), *((one, one) for one in choices["years"])]

    def wanted(self) -> dict[str, Any]:
        """Return what was chosen; what is not on the list chooses nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
