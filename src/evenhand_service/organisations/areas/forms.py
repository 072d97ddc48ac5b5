"""Forms about areas."""

from django import forms
from django.utils.translation import gettext_lazy as _

from evenhand_service.common.day_field import DayField
from evenhand_service.organisations.enums import AreaLevel, Standing


class Narrow(forms.Form):
    """Which areas are listed."""

    words = forms.CharField(label=_("Name or code"), required=False, max_length=100)
    level = forms.ChoiceField(
        label=_("Kind of place"), required=False, choices=[("", _("All")), *AreaLevel.choices]
    )
    standing = forms.ChoiceField(
        label=_("Standing"), required=False, choices=[("", _("All")), *Standing.choices]
    )
    ended = forms.BooleanField(label=_("Also codes that ended"), required=False)


class StandingForm(forms.Form):
    """Whether an area is intensive, and since when."""

    name_cy = forms.CharField(label=_("Name in Welsh"), required=False, max_length=200)
    standing = forms.ChoiceField(
        label=_("Standing"),
        required=False,
        widget=forms.RadioSelect,
        choices=[("", _("Not known")), *Standing.choices],
    )
    standing_from = DayField(label=_("From which day"), required=False)
