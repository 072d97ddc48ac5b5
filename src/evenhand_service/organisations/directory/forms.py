"""Forms about the service directory."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from evenhand_service.common.day_field import DayField
from evenhand_service.organisations.directory.languages import every_language, language_choices
from evenhand_service.organisations.enums import AccessAudit, Childcare
from evenhand_service.organisations.kinds import listed
from evenhand_service.organisations.models import Organisation
from evenhand_service.organisations.places_field import NamedChoice

_WAYS = (("faith_based", _("Faith-based")), ("abstinence_based", _("Abstinence-based")))
_WISHES = (
    ("women_only", _("Has women-only hours")),
    ("childcare", _("Childcare")),
    ("accessible", _("Audited as accessible")),
)


def _named(name: str) -> list[tuple[str, str]]:
    return [(code, str(one)) for code, one in listed(name).items()]


class Narrow(forms.Form):
    """What somebody looks for."""

    words = forms.CharField(label=_("Words"), required=False, max_length=100)
    offer = forms.ChoiceField(label=_("Offers"), required=False)
    group = forms.ChoiceField(label=_("For"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    area = forms.CharField(label=_("Code of the area"), required=False, max_length=20)
    way = forms.ChoiceField(label=_("Way of working"), required=False, choices=[("", _("Any")), *_WAYS])
    wishes = forms.MultipleChoiceField(
        label=_("Also"), required=False, choices=_WISHES, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["offer"].choices = [("", _("Anything")), *_named("service_offers")]
        self.fields["group"].choices = [("", _("Anybody")), *_named("service_groups")]
        self.fields["language"].choices = [("", _("Any")), *language_choices()]

    def wanted(self) -> dict[str, Any]:
        """Return what is looked for, as `queries.Wanted` takes it."""
        told = self.cleaned_data if self.is_valid() else {}
        chosen = {told.pop("way", ""), *told.pop("wishes", [])}
        return told | {name: name in chosen for name, _label in (*_WAYS, *_WISHES)}


class ServiceForm(forms.Form):
    """What a service offers."""

    offers = forms.MultipleChoiceField(
        label=_("What it offers"), required=False, widget=forms.CheckboxSelectMultiple
    )
    groups = forms.MultipleChoiceField(
        label=_("Made for"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose none if it is for everybody."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages spoken there"), required=False, widget=forms.CheckboxSelectMultiple
    )
    is_faith_based = forms.BooleanField(label=_("Faith-based"), required=False)
    is_abstinence_based = forms.BooleanField(label=_("Abstinence-based"), required=False)
    women_only_hours = forms.CharField(
        label=_("Women-only hours"),
        required=False,
        max_length=200,
        help_text=_("Such as Tuesdays 10 to 12. Leave empty if there are none."),
    )
    childcare = forms.ChoiceField(label=_("Childcare"), choices=Childcare.choices)
    access_audit = forms.ChoiceField(
        label=_("Access audit"), choices=AccessAudit.choices, widget=forms.RadioSelect
    )
    access_audit_date = DayField(label=_("Day of the access audit"), required=False)
    address = forms.CharField(label=_("Address"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    phone = forms.CharField(label=_("Telephone"), required=False, max_length=40)
    email = forms.EmailField(label=_("E-mail"), required=False)
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    is_public = forms.BooleanField(
        label=_("Show it to everybody on the public pages"),
        required=False,
        help_text=_("Leave it off for a refuge, or a place whose address should not be known."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["offers"].choices = _named("service_offers")
        self.fields["groups"].choices = _named("service_groups")
        self.fields["languages"].choices = language_choices()


class ChooseOrganisation(forms.Form):
    """Whose service it is."""

    organisation = NamedChoice(
        label=_("Organisation"), queryset=Organisation.objects.none(), empty_label=_("Choose one")
    )

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations


class WordsForm(forms.Form):
    """What a service says of itself in one language."""

    language = forms.ChoiceField(label=_("Language of these words"))
    name = forms.CharField(
        label=_("Name of the service"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    about = forms.CharField(
        label=_("What happens there"), widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"})
    )
    for_whom = forms.CharField(
        label=_("For whom"), required=False, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"})
    )
    how_to_come = forms.CharField(
        label=_("How to come"), required=False, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [("", _("Choose one")), *every_language()]


class EndForm(forms.Form):
    """The last day."""

    ends = DayField(label=_("Last day"))
