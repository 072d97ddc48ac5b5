"""Forms of runs and of what happens to their releases."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from evenhand_service.common.day_field import DayField
from evenhand_service.monitoring.runs.presenters import policy_words
from evenhand_service.monitoring.runs.queries import programmes
from evenhand_service.monitoring.runs.settings import run_settings
from evenhand_service.monitoring.words import AREAS_OF, LEVELS, PERIODS, area_name


class RunForm(forms.Form):
    """What a run is made of; every field has a sensible value already, so that a monthly run takes one click."""

    programme = forms.ChoiceField(
        label=_("Pathway"), required=False, help_text=_("Left open, it is the one that the files fit.")
    )
    as_at = DayField(
        label=_("Follow people up to"),
        required=False,
        help_text=_("Left blank, it is the last day in the files that people are followed by."),
    )
    period = forms.ChoiceField(label=_("Divide time"), required=False)
    area_level = forms.ChoiceField(label=_("Put areas together"), required=False)
    area_of = forms.ChoiceField(label=_("Count people by"), required=False)
    policy = forms.ChoiceField(label=_("Protection"), required=False)

    def __init__(self, *args: Any, **told: Any) -> None:
        super().__init__(*args, **told)
        given = run_settings()
        self.fields["programme"].choices = [("", _("As the files fit")), *programmes()]
        self.fields["period"].choices = [(one, PERIODS[one]) for one in given.periods]
        self.fields["area_level"].choices = list(LEVELS.items())
        self.fields["area_of"].choices = [(one, AREAS_OF[one]) for one in given.areas_of]
        self.fields["policy"].choices = [(one, policy_words(one)) for one in given.policies]


class AreaPick(forms.Form):
    """Which area a run is of, where one may run several."""

    area = forms.ChoiceField(label=_("Area"))

    def __init__(self, *args: Any, areas: Sequence[Any], **told: Any) -> None:
        super().__init__(*args, **told)
        self.fields["area"].choices = [(one.code, area_name(one)) for one in areas]


class ApprovalForm(forms.Form):
    """A named person's approval; where groups are named, what their people say of it, or that they were not yet asked."""

    community_note = forms.CharField(
        label=_("What people of the groups it names say of it"),
        help_text=_("In their words as far as you can, and who was asked. No names of people."),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    not_yet_asked = forms.BooleanField(
        label=_("They were not yet asked, and the release will say so"), required=False
    )
    looked = forms.BooleanField(
        label=_("I have read it, and I answer for it under my name"),
        error_messages={"required": _("Confirm that you have read it: your name will stand on it.")},
    )

    def __init__(self, *args: Any, names_groups: bool, **told: Any) -> None:
        super().__init__(*args, **told)
        self.names_groups = names_groups
        if not names_groups:
            del self.fields["community_note"], self.fields["not_yet_asked"]

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two where groups are named, and not both."""
        given = super().clean() or {}
        note, not_asked = given.get("community_note", "").strip(), given.get("not_yet_asked", False)
        if self.names_groups and not note and not not_asked:
            self.add_error("community_note", _("Write what they say, or tick that they were not yet asked."))
        if note and not_asked:
            self.add_error("not_yet_asked", _("There is a note from them: take away the tick, or the note."))
        return given
