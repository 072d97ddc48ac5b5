"""Forms about agreements."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from evenhand_service.common.day_field import DayField
from evenhand_service.organisations.enums import AgreementState, DataClass
from evenhand_service.organisations.models import Area, Organisation
from evenhand_service.organisations.places_field import NamedChoice, NamedChoices


class Narrow(forms.Form):
    """Which agreements are listed."""

    words = forms.CharField(label=_("Words, or a party"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), *AgreementState.choices]
    )
    data_class = forms.ChoiceField(
        label=_("Class of data"), required=False, choices=[("", _("All")), *DataClass.choices]
    )
    overdue = forms.BooleanField(label=_("Review overdue"), required=False)


class ChooseArea(forms.Form):
    """For which area something is written."""

    area = NamedChoice(label=_("Area"), queryset=Area.objects.none(), empty_label=_("Choose one"))

    def __init__(self, *args: Any, areas: QuerySet[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas


class AgreementForm(forms.Form):
    """The words of an agreement, as the parties agree to them."""

    title = forms.CharField(label=_("Title"), max_length=200)
    parties = NamedChoices(
        label=_("Parties"),
        queryset=Organisation.objects.none(),
        required=False,
        help_text=_("Each sees what the others share, of the classes below."),
    )
    data_classes = forms.MultipleChoiceField(
        label=_("Classes of data"),
        choices=DataClass.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Justice organisations see neither care data nor characteristics, whatever is agreed."),
    )
    purpose = forms.CharField(label=_("What for"), widget=forms.Textarea(attrs={"rows": 4}), required=False)
    legal_basis = forms.CharField(
        label=_("Legal basis"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    starts = DayField(label=_("First day"))
    ends = DayField(label=_("Last day"), required=False)
    review_date = DayField(label=_("To be looked at again by"))

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parties"].queryset = organisations

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the start."""
        told = super().clean() or {}
        if told.get("starts") and told.get("ends") and told["ends"] < told["starts"]:
            self.add_error("ends", _("The last day is before the first."))
        return told


class ReviewForm(forms.Form):
    """When an agreement is to be looked at next."""

    review_date = DayField(label=_("To be looked at again by"))
