"""Forms about contracts."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from evenhand_service.commissioning import fields
from evenhand_service.commissioning.enums import ContractState
from evenhand_service.commissioning.models import Specification
from evenhand_service.commissioning.words import named
from evenhand_service.common.day_field import DayField
from evenhand_service.organisations.models import Organisation, Service
from evenhand_service.organisations.places_field import NamedChoice

_HUNDRED = 100


class ContractFilters(forms.Form):
    """What the list of contracts is narrowed by."""

    words = forms.CharField(label=_("Words"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("Any")), *ContractState.choices]
    )
    area = forms.CharField(label=_("Code of the area"), required=False, max_length=20)

    def wanted(self) -> dict[str, str]:
        """Return what was asked; what is not on the lists asks nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class TitledChoice(forms.ModelChoiceField):
    """One specification, plan or theme, by its title."""

    def label_from_instance(self, obj: Any) -> str:
        """Return its title."""
        return str(obj.title)


class ChangeForm(forms.Form):
    """What of a contract may change."""

    title = forms.CharField(label=_("What it is for"), max_length=300)
    specification = TitledChoice(
        label=_("Specification"),
        queryset=Specification.objects.none(),
        required=False,
        empty_label=_("None yet"),
    )
    starts = DayField(label=_("First day"))
    ends = DayField(label=_("Last day"))
    contact_name = forms.CharField(label=_("Who answers for it"), required=False, max_length=200)
    contact_phone = forms.CharField(label=_("Telephone"), required=False, max_length=40)
    version = fields.version()

    def __init__(self, *args: Any, specifications: QuerySet[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["specification"].queryset = specifications  # type: ignore[attr-defined]


class PrepareForm(ChangeForm):
    """A new contract."""

    organisation = NamedChoice(
        label=_("Provider"), queryset=Organisation.objects.none(), empty_label=_("Choose one")
    )
    reference = forms.CharField(label=_("Reference"), max_length=60)
    field_order = ("organisation", "reference", "title", "specification", "starts", "ends")

    def __init__(self, *args: Any, organisations: QuerySet[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["version"]
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]


class ServiceChoice(forms.ModelChoiceField):
    """One service of the directory, by the name it gives itself."""

    def label_from_instance(self, obj: Any) -> str:
        """Return its name."""
        return named(obj)


class CoverForm(fields.About):
    """A service or a place that a contract covers."""

    service = ServiceChoice(
        label=_("Service of the directory"),
        queryset=Service.objects.none(),
        required=False,
        empty_label=_("None of these"),
    )
    site = forms.CharField(
        label=_("Or a place"),
        required=False,
        max_length=200,
        help_text=_("Such as a custody suite or a wing."),
    )
    stages = fields.stages(_("Choose none to take those that the service's offers stand for."))

    def __init__(self, *args: Any, services: QuerySet[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].queryset = services  # type: ignore[attr-defined]


class TermForm(fields.About):
    """An equality term and how it will be seen."""

    wording = fields.text(_("What is asked"))
    finding = forms.ChoiceField(
        label=_("Figure of a finding"),
        required=False,
        help_text=_("Its figure is then shown here from every later release."),
    )
    stage = fields.stage()
    characteristic = fields.characteristic()
    group = fields.group()
    measure = forms.CharField(label=_("Or another measure, in words"), required=False, max_length=300)
    target = forms.FloatField(
        label=_("Target as a number"),
        required=False,
        help_text=_(
            "In the figure's own terms: where it is so many of every 100 people, write how many, such as 5. "
            "It needs a finding's figure."
        ),
    )
    target_words = forms.CharField(label=_("Target in words"), required=False, max_length=300)
    target_date = DayField(label=_("By when"), required=False)
    lang = fields.language()

    def __init__(
        self, *args: Any, findings: list[tuple[str, str]], units: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._units = units
        self.fields["finding"].choices = [("", _("None")), *findings]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse a term that nobody could see kept: it names a figure, or a measure in words."""
        told = super().clean() or {}
        if not told.get("finding") and not told.get("measure"):
            raise forms.ValidationError(_("Choose a finding's figure, or say in words how it will be seen."))
        if told.get("target") is not None:
            self._in_units(told)
        return told

    def _in_units(self, told: dict[str, Any]) -> None:
        """Put a target into the units of its figure; shares are written as people of every hundred, as pages do."""
        if not told.get("finding"):
            self.add_error(
                "target", _("A number is held against a finding's figure. Choose one, or use words.")
            )
            return
        if self._units.get(told["finding"], "").startswith("share"):
            if abs(told["target"]) > _HUNDRED:
                self.add_error("target", _("Of every 100 people there are at most 100."))
            else:
                told["target"] /= _HUNDRED


class EndForm(forms.Form):
    """The last day, and why."""

    ends = DayField(label=_("Last day"))
    because = fields.text(_("Why it ends"), rows=3)
