"""Forms of what is written before, in and after a meeting."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from evenhand_service.governance.enums import Capacity, DecisionKind, Presence
from evenhand_service.governance.limits import limits
from evenhand_service.monitoring.findings.languages import language_choices

_NOBODY = "nobody"


def _words(label: Any, *, rows: int = 3, required: bool = True, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
        required=required,
        max_length=limits()["words_length"],
    )


class _Written(forms.Form):
    """Words in some language."""

    lang = forms.ChoiceField(label=_("Language"), required=False, choices=language_choices)


class ItemForm(_Written):
    """Something on an agenda."""

    title = forms.CharField(label=_("What it is about"), max_length=limits()["title_length"])
    field_order = ("title", "lang")


class MinutesForm(forms.Form):
    """What was said of an item."""

    minutes = _words(_("What was said"), rows=5, required=False, help_text=_("Write nothing about a client."))


class PaperForm(_Written):
    """A paper: a file or a link."""

    title = forms.CharField(label=_("Title"), max_length=200)
    file = forms.FileField(
        label=_("File"), help_text=_("A PDF, a document, a spreadsheet or a picture."), required=False
    )
    address = forms.URLField(label=_("Or its address"), required=False, max_length=600, assume_scheme="https")
    item = forms.ChoiceField(label=_("For which item"), required=False)
    field_order = ("title", "file", "address", "item", "lang")

    def __init__(self, *args: Any, items: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].choices = [("", _("The whole meeting")), *items]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Look that there is one of the two."""
        told = super().clean() or {}
        if not self.errors and bool(told.get("file")) == bool(told.get("address")):
            self.add_error("file", _("Give a file or an address, one of the two."))
        return told


class AttendanceForm(forms.Form):
    """Who was there, seat by seat."""

    def __init__(self, *args: Any, seats: Sequence[tuple[UUID, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, name, held in seats:
            self.fields[f"seat-{key}"] = forms.ChoiceField(
                label=name, choices=Presence.choices, widget=forms.RadioSelect, initial=held, required=False
            )

    def told(self) -> dict[UUID, str]:
        """Return the presence of each seat of which something was said."""
        return {UUID(name[5:]): value for name, value in self.cleaned_data.items() if value}


class ProgressForm(_Written):
    """How actions go, as the meeting heard: one box for each action, those left empty say nothing."""

    def __init__(self, *args: Any, actions: Sequence[UUID], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key in actions:
            self.fields[f"action-{key}"] = _words(
                _("Progress, as the meeting heard it"), rows=2, required=False
            )

    def told(self) -> dict[UUID, str]:
        """Return the words for each action of which something was said."""
        return {
            UUID(name[7:]): value.strip()
            for name, value in self.cleaned_data.items()
            if name.startswith("action-") and value.strip()
        }


class DecisionForm(_Written):
    """What came of an item; an action stands in the plan afterwards."""

    kind = forms.ChoiceField(label=_("What it is"), choices=DecisionKind.choices, widget=forms.RadioSelect)
    words = _words(_("In words"))
    action = forms.ChoiceField(
        label=_("An action of the plan"),
        help_text=_("For an action: one that is there gets these words as progress; else a new one is made."),
        required=False,
    )
    theme = forms.ChoiceField(label=_("Where a new action stands in the plan"), required=False)
    leads = _words(
        _("Who leads"),
        rows=1,
        required=False,
        help_text=_("One on a line, the body in brackets: Jo Price (The Quay)."),
    )
    when_text = forms.CharField(
        label=_("Date, in your words"),
        help_text=_(
            "March 2027, spring 2027, ongoing. For an action that is there: its new date, if it has one."
        ),
        required=False,
        max_length=400,
    )
    reports_upward = forms.BooleanField(label=_("For the report upward"), required=False)
    field_order = ("kind", "words", "lang", "action", "theme", "leads", "when_text", "reports_upward")

    def __init__(
        self,
        *args: Any,
        actions: Sequence[tuple[str, str]],
        themes: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["action"].choices = [("", _("A new action")), *actions]  # type: ignore[attr-defined]
        self.fields["theme"].choices = list(themes) or [("", _("There is no plan yet"))]  # type: ignore[attr-defined]


class RaisedForm(_Written):
    """What somebody raised, and in which capacity."""

    words = _words(_("What was raised"))
    who = forms.ChoiceField(
        label=_("Who raised it"),
        help_text=_("Everybody reads the capacity; the name is seen by those who run the meetings."),
    )
    field_order = ("words", "who", "lang")

    def __init__(self, *args: Any, seats: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        guests = [(f"{_NOBODY}:{value}", label) for value, label in Capacity.choices]
        self.fields["who"].choices = (
            [  # type: ignore[attr-defined]
                (_("Members"), list(seats)),
                (_("Somebody without a seat"), guests),
            ]
            if seats
            else guests
        )

    def raiser(self) -> tuple[str, str]:
        """Return the id of the seat ('' for a guest) and the capacity of a guest ('' for a seat)."""
        first, _colon, capacity = self.cleaned_data["who"].partition(":")
        return ("", capacity) if first == _NOBODY else (first, "")


class CameForm(_Written):
    """What came of what somebody raised."""

    words = _words(_("What came of it"), help_text=_("Nothing is an answer too: say why."))
    actions = forms.MultipleChoiceField(
        label=_("Actions that came of it"), required=False, widget=forms.CheckboxSelectMultiple
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("words", "lang", "actions", "version")

    def __init__(self, *args: Any, offered: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["actions"].choices = list(offered)  # type: ignore[attr-defined]


class ReportForm(_Written):
    """What a group reports upward."""

    words = _words(_("What the group above should know"), rows=5)
    decisions = forms.MultipleChoiceField(
        label=_("Decisions and actions to pass on"), required=False, widget=forms.CheckboxSelectMultiple
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    field_order = ("words", "lang", "decisions")

    def __init__(self, *args: Any, offered: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decisions"].choices = list(offered)  # type: ignore[attr-defined]
        if not offered:
            del self.fields["decisions"]


class CallOffForm(_Written):
    """Why a meeting does not take place."""

    called_off_because = _words(_("Why it does not take place"), rows=2)
    field_order = ("called_off_because",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["lang"]
