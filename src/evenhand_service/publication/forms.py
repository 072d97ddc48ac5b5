"""Filters of the public pages; they stand in the address."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from evenhand_service.monitoring.runs.presenters import programme_words


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
            *((one, programme_words(one)) for one in choices["programmes"]),
        ]
        self.fields["year"].choices = [("", _("Every year")), *((one, one) for one in choices["years"])]

    def wanted(self) -> dict[str, Any]:
        """Return what was chosen; what is not on the list chooses nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


THERE = (
    ("women", _("Women-only hours")),
    ("childcare", _("Children may come, or childcare is paid for")),
    ("accessible", _("Audited, and accessible")),
    ("faith", _("Faith-based")),
    ("not-faith", _("Not faith-based")),
    ("abstinence", _("Abstinence-based")),
)


class ServiceSearch(forms.Form):
    """Which services: by words, area, language, what is offered, for whom, what is there. Source: A4."""

    words = forms.CharField(label=_("Words"), required=False, max_length=100)
    area = forms.ChoiceField(label=_("Area"), required=False)
    language = forms.ChoiceField(label=_("Language spoken"), required=False)
    offer = forms.ChoiceField(label=_("What it offers"), required=False)
    group = forms.ChoiceField(label=_("For whom"), required=False)
    there = forms.MultipleChoiceField(
        label=_("What is there"), required=False, choices=THERE, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, asked: Any, choices: dict[str, list[Any]]) -> None:
        super().__init__(asked)
        for field, every, name in (
            ("area", _("Every area"), "areas"),
            ("language", _("Every language"), "languages"),
            ("offer", _("Everything"), "offers"),
            ("group", _("Everybody"), "groups"),
        ):
            self.fields[field].choices = [("", every), *choices[name]]

    def wanted(self) -> dict[str, Any]:
        """Return what was asked; what is not on the lists asks nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
