"""Forms about organisations."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from evenhand_service.common.day_field import DayField
from evenhand_service.organisations.kinds import listed
from evenhand_service.organisations.models import Area
from evenhand_service.organisations.places_field import NamedChoice


def kinds() -> list[tuple[str, Any]]:
    """Return the kinds of organisation in the reader's language."""
    return [(code, str(one)) for code, one in listed("organisation_kinds").items()]


class Narrow(forms.Form):
    """Which organisations are listed."""

    words = forms.CharField(label=_("Name of the organisation or a team"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    area = forms.CharField(label=_("Code of the area"), required=False, max_length=20)
    ended = forms.BooleanField(label=_("Also those that ended"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("All")), *kinds()]


class OrganisationForm(forms.Form):
    """An organisation; its area is chosen once."""

    name = forms.CharField(label=_("Name"), max_length=200)
    name_cy = forms.CharField(label=_("Name in Welsh"), required=False, max_length=200)
    kind = forms.ChoiceField(
        label=_("Kind"),
        help_text=_("Police, prisons, probation and courts never see care data or characteristics."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("Choose one")), *kinds()]


class NewOrganisation(OrganisationForm):
    """An organisation that is to be added."""

    area = NamedChoice(label=_("Area"), queryset=Area.objects.none(), empty_label=_("Choose one"))
    starts = DayField(label=_("First day"), required=False)

    def __init__(self, *args: Any, areas: QuerySet[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas


class EndForm(forms.Form):
    """The last day."""

    ends = DayField(label=_("Last day"))


class TeamForm(forms.Form):
    """A team."""

    name = forms.CharField(label=_("Name of the team"), max_length=200)
