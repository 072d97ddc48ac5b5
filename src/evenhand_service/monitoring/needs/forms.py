"""Forms of the needs assessment."""

from django import forms
from django.utils.translation import gettext_lazy as _

from evenhand_service.monitoring.findings.languages import language_choices

_LENGTH = 20_000
"""About ten pages: a section, not a report."""


class SectionForm(forms.Form):
    """The words of one section; `version` is the one that the writer began from."""

    body = forms.CharField(
        label=_("Your text"),
        help_text=_("An empty line begins a new paragraph. Write nothing about a person."),
        widget=forms.Textarea(attrs={"rows": 14}),
        required=False,
        max_length=_LENGTH,
    )
    lang = forms.ChoiceField(label=_("Language"), required=False, choices=language_choices)
    version = forms.IntegerField(widget=forms.HiddenInput)


class AgreeForm(forms.Form):
    """What the person read when they agree."""

    seen = forms.CharField(widget=forms.HiddenInput)
