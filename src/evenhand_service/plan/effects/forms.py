"""What is promised of a figure: to where, by when, from when, and how it will be looked at afterwards."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from evenhand_service.common.day_field import DayField
from evenhand_service.plan.effects.promising import least_and_most

_HUNDRED = 100
DESIGNS = [
    ("before_after", _("Set later figures beside where it started")),
    (
        "interrupted",
        _("Set later figures beside its own course before (takes eight periods before the start)"),
    ),
]


class PromiseForm(forms.Form):
    """A target with its day. Shares are asked for as people of every hundred, as pages write them."""

    target = forms.FloatField(label=_("To where"))
    starts = DayField(label=_("From when the action works"))
    due = DayField(label=_("By when"))
    design = forms.ChoiceField(label=_("How it will be looked at"), choices=DESIGNS, widget=forms.RadioSelect)

    def __init__(self, *args: Any, units: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._units = units
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
        return given
