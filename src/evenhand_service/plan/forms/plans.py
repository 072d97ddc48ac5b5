"""Forms of a plan: filters that stand in the address, the plan, themes, aims, editions, scope."""

import re
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from evenhand_service.common.day_field import DayField
from evenhand_service.monitoring.findings.languages import language_choices
from evenhand_service.plan.enums import Standing
from evenhand_service.plan.forms.asking import Asking
from evenhand_service.plan.limits import limits
from evenhand_service.plan.operations.editions import FIELDS

_YEAR = re.compile(r"(\d{4})/(\d{2})")


class ActionFilters(forms.Form):
    """What a table of actions is narrowed by; the choices are those that it has."""

    q = forms.CharField(label=_("Words or reference"), required=False, max_length=100)
    area = forms.ChoiceField(label=_("Area"), required=False)
    theme = forms.ChoiceField(label=_("Theme or workstream"), required=False)
    lead = forms.ChoiceField(label=_("Who leads"), required=False)
    agency = forms.ChoiceField(label=_("Body"), required=False)
    body = forms.CharField(
        label=_("Body that leads"), help_text=_("Part of its name is enough."), required=False, max_length=100
    )
    mine = forms.BooleanField(label=_("I lead it, or deputise"), required=False)
    standing = forms.ChoiceField(
        label=_("Where it stands"), required=False, choices=[("", _("All")), *Standing.choices]
    )
    characteristic = forms.ChoiceField(label=_("Characteristic"), required=False)
    stage = forms.ChoiceField(label=_("Step"), required=False)
    on = DayField(label=_("As it stands on"), required=False)

    # All but who leads.
    may_be_remembered = ("q", "area", "theme", "agency", "standing", "characteristic", "stage", "on")

    def __init__(self, *args: Any, choices: dict[str, list[tuple[str, str]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("area", "theme", "lead", "agency", "characteristic", "stage"):
            if choices.get(name):
                self.fields[name].choices = [("", _("All")), *choices[name]]  # type: ignore[attr-defined]
            else:
                del self.fields[name]
        # Bodies of many areas are too many to choose from; a body's name may stand in an address, a person's may not.
        if "agency" in self.fields:
            del self.fields["body"]


class DayFilter(forms.Form):
    """The day that a plan is looked at as of."""

    on = DayField(label=_("As it stands on"), required=False)


def asked_of(query: Any) -> dict[str, Any]:
    """Return the questions in an address; an id that is none, or a day that never was, counts as not asked."""
    asked: dict[str, Any] = {
        name: str(query.get(name, "")).strip()[:200] for name in ActionFilters.base_fields
    }
    for name in ("area", "theme", "lead"):
        asked[name] = _uuid(asked[name])
    asked["standing"] = [one for one in query.getlist("standing") if one in Standing.values]
    try:
        asked["on"] = DayField(required=False).clean(DayField().widget.value_from_datadict(query, {}, "on"))
    except ValidationError:
        asked["on"] = None
    return asked


def _uuid(text: str) -> str:
    try:
        return str(UUID(text)) if text else ""
    except ValueError:
        return ""


class PlanForm(Asking):
    """A plan's own fields."""

    title = forms.CharField(label=_("Title"), max_length=300)
    financial_year = forms.CharField(label=_("Financial year"), help_text=_("Such as 2026/27."), max_length=7)
    overarching_aim = forms.CharField(
        label=_("What all of it is for"), widget=forms.Textarea(attrs={"rows": 3}), required=False,
        max_length=limits()["wording_length"],
    )  # fmt: skip
    cover_date = DayField(label=_("Date on the cover"), required=False)
    as_at_date = DayField(
        label=_("Rows as they stood on"), help_text=_("Where the document says so; it may be another day than the cover's."),
        required=False,
    )  # fmt: skip
    scope_due_date = DayField(label=_("Scope looked at again by"), required=False)
    lang = forms.ChoiceField(label=_("Language"), required=False, choices=language_choices)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean_financial_year(self) -> str:
        """Return the year where its second half follows the first."""
        year = self.cleaned_data["financial_year"]
        found = _YEAR.fullmatch(year)
        if not found or (int(found[1]) + 1) % 100 != int(found[2]):
            raise ValidationError(_("Enter a financial year such as 2026/27."))
        return year


class ThemeForm(Asking):
    """A theme with its aims."""

    title = forms.CharField(label=_("Theme or workstream"), max_length=300)
    reference = forms.CharField(label=_("Number"), required=False, max_length=20)
    is_supporting = forms.BooleanField(label=_("It supports the other themes"), required=False)
    aims = forms.CharField(
        label=_("Aims"), help_text=_("One on a line, its mark before it where it has one: i) ..."),
        widget=forms.Textarea(attrs={"rows": 4}), required=False, max_length=limits()["wording_length"],
    )  # fmt: skip


class ScopeForm(Asking):
    """The yearly look at what a plan covers."""

    reviewed_date = DayField(label=_("Looked at on"))
    words = forms.CharField(
        label=_("What the plan is to cover from now on"), widget=forms.Textarea(attrs={"rows": 5}),
        max_length=limits()["words_length"],
    )  # fmt: skip
    lang = forms.ChoiceField(label=_("Language"), required=False, choices=language_choices)
    makes_next = forms.BooleanField(
        label=_("Make the plan of the next financial year, with every open action carried into it"),
        required=False,
    )


class EndForm(Asking):
    """That a plan ends, or is opened again."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class EditionForm(Asking):
    """An edition that is taken."""

    as_at_date = DayField(label=_("As it stands on"))
    title = forms.CharField(label=_("What it is called"), required=False, max_length=200)
    note = forms.CharField(
        label=_("What changed, in a sentence"), required=False, max_length=limits()["wording_length"]
    )


FIELD_WORDS = {
    "reference": _("Reference"),
    "action": _("What is to be done"),
    "theme": _("Theme"),
    "aim": _("Aim"),
    "when": _("Date"),
    "status": _("Open, complete or closed"),
    "closing_note": _("Why it was closed"),
    "agency": _("Bodies that lead"),
    "name": _("Names of people who lead"),
    "progress": _("Newest words on progress"),
}


class PublishForm(Asking):
    """Which fields of an edition anybody may read."""

    fields_chosen = forms.MultipleChoiceField(
        label=_("What anybody may read of each action"),
        choices=[(one, FIELD_WORDS[one]) for one in FIELDS],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What is not chosen does not leave. Names of people: ask them first."),
    )


def two(numbers: Sequence[int], query: Any) -> tuple[int, int] | None:
    """Return the two editions to compare that an address names, else the last two; None where there are fewer."""
    asked = [str(query.get(name, "")) for name in ("from", "to")]
    if all(one.isdigit() and int(one) in numbers for one in asked):
        return int(asked[0]), int(asked[1])
    held = sorted(numbers)
    return (held[-2], held[-1]) if len(held) > 1 else None
