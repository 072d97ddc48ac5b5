"""Forms of what happens to a recommendation: a reply, a step because none came, an action that answers it."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from evenhand.planning.recommendations import Step
from evenhand_service.common.day_field import DayField
from evenhand_service.monitoring.findings.languages import language_choices
from evenhand_service.plan.enums import Response
from evenhand_service.plan.limits import limits
from evenhand_service.plan.models import Action, Plan, Theme

_MANY = {"rows": 4}


class ReplyForm(forms.Form):
    """What the addressee answered."""

    response = forms.ChoiceField(
        label=_("What was answered"), widget=forms.RadioSelect,
        choices=[one for one in Response.choices if one[0] != Response.NO_REPLY],
    )  # fmt: skip
    words = forms.CharField(
        label=_("In its own words"), widget=forms.Textarea(attrs=_MANY), required=False,
        max_length=limits()["words_length"], help_text=_("Write nothing about a person."),
    )  # fmt: skip
    lang = forms.ChoiceField(label=_("Language"), required=False, choices=language_choices)
    day = DayField(label=_("On which day"), help_text=_("Left empty, the day is not known."), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, published: date | None, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.published, self.today = published, today

    def clean_day(self) -> date | None:
        """Return the day where it is neither before the question nor still to come."""
        return _between(self.cleaned_data["day"], self.published, self.today)


class EscalationForm(forms.Form):
    """A step that was taken because no reply came."""

    step = forms.ChoiceField(label=_("What was done"), widget=forms.RadioSelect)
    day = DayField(label=_("On which day"))
    words = forms.CharField(
        label=_("What was written or said"), widget=forms.Textarea(attrs={"rows": 3}), required=False,
        max_length=limits()["words_length"], help_text=_("Write nothing about a person."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, steps: Sequence[tuple[str, str]], since: date | None, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.since, self.today = since, today
        self.fields["step"].choices = list(steps)  # type: ignore[attr-defined]

    def clean_day(self) -> date | None:
        """Return the day where it is neither before the last step nor still to come."""
        return _between(self.cleaned_data["day"], self.since, self.today)


def _between(day: date | None, first: date | None, last: date) -> date | None:
    if day and first and day < first:
        raise ValidationError(_("This day is before what came first."))
    if day and day > last:
        raise ValidationError(_("This day is still to come."))
    return day


class ChooseActionForm(forms.Form):
    """Which action of a plan answers a recommendation."""

    action = forms.ChoiceField(label=_("Which action answers it"))

    def __init__(self, *args: Any, actions: Sequence[Action], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actions = {str(one.pk): one for one in actions}
        named = [
            (key, f"{one.plan.financial_year} {one.reference} {one.wording}"[:120])
            for key, one in self.actions.items()
        ]
        self.fields["action"].choices = [("", _("Choose an action")), *named]  # type: ignore[attr-defined]


class NewActionForm(forms.Form):
    """A new action that answers a recommendation."""

    wording = forms.CharField(
        label=_("What is to be done"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=limits()["wording_length"],
    )
    theme = forms.ChoiceField(label=_("Plan and theme"))
    reference = forms.CharField(label=_("Reference"), required=False, max_length=40)
    leads = forms.CharField(
        label=_("Who leads"), widget=forms.Textarea(attrs={"rows": 2}), required=False,
        help_text=_("One on a line, the body in brackets: Jo Price (The Quay). All of the panel is fine."),
    )  # fmt: skip
    when_text = forms.CharField(
        label=_("Date, in your words"), required=False, max_length=400,
        help_text=_("As people say it: March 2027, spring 2027, first stage May 2027 and second stage July 2027, ongoing."),
    )  # fmt: skip
    lang = forms.ChoiceField(label=_("Language"), required=False, choices=language_choices)

    def __init__(self, *args: Any, plans: Sequence[Plan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.themes: dict[str, Theme] = {str(one.pk): one for plan in plans for one in plan.themes.all()}
        named = [
            (str(one.pk), f"{plan.financial_year} {plan.title}: {one.reference} {one.title}")
            for plan in plans
            for one in plan.themes.all()
        ]
        self.fields["theme"].choices = named  # type: ignore[attr-defined]


def step_choices(steps: Iterable[Step], named: Any) -> list[tuple[str, str]]:
    """Return steps of a ladder as choices."""
    return [(one.key, named(one.key)) for one in steps]
