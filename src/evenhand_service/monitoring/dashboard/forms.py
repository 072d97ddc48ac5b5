"""Forms of the pages over releases: what to show, and why somebody looks at exact counts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from evenhand_service.monitoring.dashboard.picks import Choices, Offered
from evenhand_service.monitoring.dashboard.settings import dashboard


class ExploreForm(forms.Form):
    """What to show, in the page's address. Every choice is one that the release has."""

    release = forms.ChoiceField(label=_("Period"), required=False)
    place = forms.ChoiceField(label=_("Area"), required=False)
    stage = forms.ChoiceField(label=_("Step"), required=False)
    by = forms.ChoiceField(label=_("Characteristic"), required=False)
    group = forms.ChoiceField(label=_("Group"), required=False)
    view = forms.ChoiceField(label=_("Charts"), required=False)

    def __init__(self, *args: Any, offered: Offered, releases: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lists = {
            "release": releases,
            "place": offered.places,
            "stage": offered.stages,
            "by": offered.characteristics,
            "group": offered.groups,
            "view": offered.views,
        }
        for name, choices in lists.items():
            self.fields[name].choices = choices
        if len(offered.places) < 2:
            del self.fields["place"]
        if not offered.groups:
            del self.fields["group"]


class AreaSearchForm(forms.Form):
    """A part of an area's name or code."""

    may_be_remembered = ("q",)

    q = forms.CharField(label=_("Area"), required=False, max_length=100)


class ExactForm(forms.Form):
    """Why exact counts are needed: kept with the name and the time, and read by the data protection officer."""

    reason = forms.CharField(
        label=_("Why do you need exact counts?"),
        help_text=_(
            "Say what for, without naming anybody. Your reason is kept in the audit log with your name."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={"required": _("Say why you need exact counts")},
    )

    def clean_reason(self) -> str:
        """Take a reason that says something."""
        reason = " ".join(str(self.cleaned_data["reason"]).split())
        least = dashboard()["exact"]["least_letters"]
        if len(reason) < least:
            raise forms.ValidationError(
                ngettext_lazy(
                    "Say a little more: a reason has at least %(least)s letter",
                    "Say a little more: a reason has at least %(least)s letters",
                    least,
                )
                % {"least": least}
            )
        return reason
