"""Fields that several forms of commissioning share."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from evenhand_service.commissioning.money.reading import money_of
from evenhand_service.commissioning.rules import quarters_between
from evenhand_service.commissioning.settled import limits
from evenhand_service.commissioning.words import characteristic_choices, quarter_words, stage_choices
from evenhand_service.monitoring.findings.languages import language_choices
from evenhand_service.organisations.kinds import listed


def text(label: Any, *, rows: int = 4, required: bool = True, help_text: Any = "") -> forms.CharField:
    """Return a field for several lines."""
    return forms.CharField(
        label=label,
        required=required,
        help_text=help_text,
        max_length=limits()["wording_length"],
        widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}),
    )


def language() -> forms.ChoiceField:
    """Return the choice of the language that somebody writes in."""
    return forms.ChoiceField(
        label=_("Language"), required=False, choices=language_choices, initial=lambda: get_language() or "en"
    )


def version() -> forms.IntegerField:
    """Return the version that the writer saw."""
    return forms.IntegerField(widget=forms.HiddenInput)


class MoneyField(forms.CharField):
    """An amount in pounds as people write it."""

    def clean(self, value: Any) -> Any:
        """Return a Decimal. Raises: ValidationError for what is no amount."""
        plain = super().clean(value)
        amount = money_of(plain)
        if amount is None:
            raise forms.ValidationError(_("Enter an amount in pounds, such as 12500 or 12,500.00."))
        return amount


class About(forms.Form):
    """A form that names a step and a characteristic; subclasses have `stage` and `characteristic`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, listing in (("stage", stage_choices), ("characteristic", characteristic_choices)):
            if name in self.fields:
                self.fields[name].choices = [("", _("None in particular")), *listing()]
        if "stages" in self.fields:
            self.fields["stages"].choices = stage_choices()
        if "offers" in self.fields:
            self.fields["offers"].choices = [
                (code, str(one)) for code, one in listed("service_offers").items()
            ]


def stage() -> forms.ChoiceField:
    """Return the choice of a step."""
    return forms.ChoiceField(label=_("Step"), required=False)


def characteristic() -> forms.ChoiceField:
    """Return the choice of a characteristic."""
    return forms.ChoiceField(label=_("Characteristic"), required=False)


def group() -> forms.CharField:
    """Return the field for a group's name."""
    return forms.CharField(label=_("Group"), required=False, max_length=80)


def stages(help_text: Any) -> forms.MultipleChoiceField:
    """Return the choice of several steps."""
    return forms.MultipleChoiceField(
        label=_("Steps"), required=False, widget=forms.CheckboxSelectMultiple, help_text=help_text
    )


def quarters(contract: Any) -> list[tuple[str, str]]:
    """Return the quarters that a contract runs through, the newest first, as choices."""
    found = quarters_between(contract.starts, contract.ends)
    return [(one.isoformat(), quarter_words(one)) for one in reversed(found)]
