"""Forms of groups, seats and meetings."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evenhand_service.common.day_field import DayField
from evenhand_service.governance.enums import Capacity, Frequency, GroupKind, SeatPart
from evenhand_service.governance.limits import limits
from evenhand_service.monitoring.findings.languages import language_choices

_NOT_ABOVE = _("Reports to nobody here")


class GroupForm(forms.Form):
    """A group: what it is called, what it is, to whom it reports."""

    area = forms.ChoiceField(label=_("Area"))
    name = forms.CharField(label=_("Name of the group"), max_length=200)
    kind = forms.ChoiceField(label=_("What it is"), choices=GroupKind.choices, widget=forms.RadioSelect)
    purpose = forms.CharField(
        label=_("What it is for"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=limits()["words_length"],
    )
    reports_to = forms.ChoiceField(label=_("Reports upward to"), required=False)
    lang = forms.ChoiceField(label=_("Language"), required=False, choices=language_choices)
    closed_date = DayField(
        label=_("Closed on"),
        help_text=_("Empty while it meets. A closed group plans no meetings, and nobody new reports to it."),
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, areas: Sequence[tuple[str, str]], above: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reports_to"].choices = [("", _NOT_ABOVE), *above]  # type: ignore[attr-defined]
        if areas:
            self.fields["area"].choices = list(areas)  # type: ignore[attr-defined]
            del self.fields["closed_date"]
        else:
            del self.fields["area"]


class SeatForm(forms.Form):
    """Somebody in a group; with or without an account."""

    name = forms.CharField(
        label=_("Name"), help_text=_("Seen by those who run the meetings."), max_length=200
    )
    shown_as = forms.CharField(
        label=_("How they want to be named in minutes"),
        help_text=_("A name, initials, or a word such as: carer. Ask them. Left empty, it is the name."),
        required=False,
        max_length=200,
    )
    capacity = forms.ChoiceField(
        label=_("In which capacity"), choices=Capacity.choices, widget=forms.RadioSelect
    )
    may_show_capacity = forms.BooleanField(
        label=_("They agree that their capacity stands beside their name in minutes"),
        help_text=_(
            "Without it, it is counted and never named. That somebody has used services is theirs to say."
        ),
        required=False,
    )
    agency = forms.CharField(label=_("Agency or group they speak for"), required=False, max_length=200)
    part = forms.ChoiceField(label=_("Part"), choices=SeatPart.choices, initial=SeatPart.MEMBER)
    user = forms.ChoiceField(
        label=_("Their account here"),
        help_text=_(
            "With an account they get agendas, a calendar and messages. Without one, everything else works."
        ),
        required=False,
    )
    starts = DayField(label=_("Since when"))
    ends = DayField(label=_("Until when"), help_text=_("Empty while they sit there."), required=False)

    forget = forms.BooleanField(
        label=_("Take their name out: they asked for it"),
        help_text=_(
            "For a seat that is over. It cannot be undone. Minutes that were agreed stay as they are."
        ),
        required=False,
    )

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_new:
            del self.fields["ends"], self.fields["forget"]
        self.fields["user"].choices = [("", _("No account")), *people]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Look that the seat does not end before it begins."""
        told = super().clean() or {}
        if told.get("ends") and told.get("starts") and told["ends"] < told["starts"]:
            self.add_error("ends", _("Enter a day that is not before the first one."))
        return told


class MeetingForm(forms.Form):
    """When and where a group meets."""

    day = DayField(label=_("Day"))
    starts = forms.TimeField(
        label=_("Begins"),
        help_text=_("Such as 14:00."),
        error_messages={"invalid": _("Enter a time such as 14:00.")},
    )
    ends = forms.TimeField(
        label=_("Ends"), required=False, error_messages={"invalid": _("Enter a time such as 16:00.")}
    )
    place = forms.CharField(label=_("Place, or the address of a call"), required=False, max_length=300)
    lang = forms.ChoiceField(
        label=_("Language of agenda and minutes"), choices=[("en", "English"), ("cy", "Cymraeg")]
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        """Look that it ends after it begins."""
        told = super().clean() or {}
        if told.get("starts") and told.get("ends") and told["ends"] <= told["starts"]:
            self.add_error("ends", _("Enter a time after the beginning."))
        return told

    def moments(self) -> tuple[datetime, datetime | None]:
        """Return begin and end in the country's time."""
        told = self.cleaned_data

        def at(hour: time) -> datetime:
            return timezone.make_aware(datetime.combine(told["day"], hour))

        return at(told["starts"]), at(told["ends"]) if told["ends"] else None


class FrequencyForm(forms.Form):
    """How often one is written to."""

    frequency = forms.ChoiceField(label=_("How often"), choices=Frequency.choices, widget=forms.RadioSelect)
