"""What is promised of a figure: to where, by when, from when, and how it will be looked at afterwards."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from evenhand.planning.effects import Design, load_effect_rules
from evenhand_service.common.day_field import DayField
from evenhand_service.plan.effects.designs import WITH_AREAS
from evenhand_service.plan.effects.promising import least_and_most

_HUNDRED = 100
Choices = Sequence[tuple[str, Any]]


class NameForm(forms.Form):
    """Which figure an action should move: whose, at which step."""

    step = forms.ChoiceField(label=_("At which step"))
    whose = forms.ChoiceField(label=_("Of which group"))

    def __init__(self, *args: Any, steps: Choices, groups: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("step", steps), ("whose", groups)):
            self.fields[name].choices = [("", _("Choose one")), *choices]  # type: ignore[attr-defined]


class PromiseForm(forms.Form):
    """A target with its day. Shares are asked for as people of every hundred, as pages write them."""

    target = forms.FloatField(label=_("To where"))
    starts = DayField(label=_("From when the action works"))
    due = DayField(label=_("By when"))
    design = forms.ChoiceField(label=_("How it will be looked at"), widget=forms.RadioSelect)
    areas = forms.MultipleChoiceField(
        label=_("Areas that did not act"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Where a comparison asks for them. Name them by what you know of them, not by how their figures went: "
            "they stay as they are named now."
        ),
    )

    def __init__(self, *args: Any, units: str, designs: Choices, areas: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._units = units
        self.fields["design"].choices = list(designs)  # type: ignore[attr-defined]
        if any(one in WITH_AREAS for one, _title in designs):
            self.fields["areas"].choices = list(areas)  # type: ignore[attr-defined]
        else:
            del self.fields["areas"]
        if self._of_hundred:
            self.fields["target"].label = _("To how many of every 100")

    @property
    def _of_hundred(self) -> bool:
        return self._units.startswith("share")

    def clean_target(self) -> float:
        """Return the target in the units of the figure."""
        given = float(self.cleaned_data["target"]) / (_HUNDRED if self._of_hundred else 1)
        least, most = least_and_most(self._units)
        if not least <= given <= most:
            raise forms.ValidationError(
                _("A target lies between the least and the most that the figure can be.")
            )
        return given

    def clean(self) -> dict[str, Any]:
        """Return what was given; the action works before its target is due."""
        given: dict[str, Any] = super().clean() or {}
        starts, due = given.get("starts"), given.get("due")
        if starts and due and due <= starts:
            self.add_error("due", _("The day by which it should have moved comes after the day it begins."))
        self._check_areas(given)
        return given

    def _check_areas(self, given: dict[str, Any]) -> None:
        """As many areas as the comparison takes; named for another one, they would be kept for nothing."""
        design, named = given.get("design"), given.get("areas", [])
        least = load_effect_rules().areas["least"] if design == Design.AREAS else 1
        if design in WITH_AREAS and len(named) < least:
            self.add_error(
                "areas",
                ngettext_lazy(
                    "Name %(least)s area at least that did not act.",
                    "Name %(least)s areas at least that did not act.",
                    least,
                )
                % {"least": least},
            )
        elif design not in WITH_AREAS:
            given["areas"] = []
