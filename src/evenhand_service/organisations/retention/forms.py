"""Forms about how long things are kept."""

from django import forms
from django.utils.translation import gettext_lazy as _

from evenhand_service.organisations.retention.rules import LONGEST_DAYS


class PeriodForm(forms.Form):
    """An area's own period of one kind."""

    days = forms.IntegerField(label=_("Days"), min_value=0, max_value=LONGEST_DAYS)
    reason = forms.CharField(
        label=_("Why not the default"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Name the decision, such as a minute of the board or the records policy."),
    )


class ErasureForm(forms.Form):
    """Who is to be removed, by their key in the files."""

    person_key = forms.CharField(
        label=_("The person's key"),
        max_length=200,
        help_text=_(
            "The pseudonym by which the files know them. It is turned into a code at once and kept nowhere here."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
