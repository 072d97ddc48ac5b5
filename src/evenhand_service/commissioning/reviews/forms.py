"""Forms about reviews and evaluations."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from evenhand_service.commissioning import fields
from evenhand_service.commissioning.enums import EntryKind
from evenhand_service.common.day_field import DayField

_BY_PROVIDER = [(EntryKind.PROVIDER.value, EntryKind.PROVIDER.label)]
_BY_COMMISSIONER = [
    (one.value, one.label) for one in (EntryKind.INFORMATION, EntryKind.DECISION, EntryKind.PROVIDER)
]


class QuarterForm(forms.Form):
    """Which quarter is reviewed."""

    quarter = forms.ChoiceField(label=_("Quarter"))
    due_date = DayField(label=_("When it is due"), required=False)

    def __init__(self, *args: Any, contract: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["quarter"].choices = fields.quarters(contract)  # type: ignore[attr-defined]


class HoldForm(forms.Form):
    """When it was held."""

    held_date = DayField(label=_("Held on"))


class EntryForm(forms.Form):
    """Something to write down."""

    kind = forms.ChoiceField(label=_("Kind"), widget=forms.RadioSelect)
    wording = fields.text(_("What is written down"))
    lang = fields.language()

    def __init__(self, *args: Any, is_commissioner: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = _BY_COMMISSIONER if is_commissioner else _BY_PROVIDER  # type: ignore[attr-defined]


class ActionForm(forms.Form):
    """An action made at a review."""

    theme = forms.ChoiceField(label=_("Plan and theme"))
    wording = fields.text(_("What will be done"), rows=3)
    when_text = forms.CharField(
        label=_("By when"),
        max_length=400,
        help_text=_("As people write it: March 2027, Spring 2027, Ongoing."),
    )
    finding = forms.ChoiceField(label=_("Finding that it answers"), required=False)
    is_providers = forms.BooleanField(label=_("The provider leads it"), required=False, initial=True)
    lang = fields.language()

    def __init__(
        self, *args: Any, themes: list[tuple[str, str]], findings: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].choices = themes  # type: ignore[attr-defined]
        self.fields["finding"].choices = [("", _("None")), *findings]  # type: ignore[attr-defined]


class EvaluationForm(forms.Form):
    """An evaluation that is asked for."""

    title = forms.CharField(label=_("What is evaluated"), max_length=300)
    evaluator_name = forms.CharField(label=_("Who evaluates"), max_length=200)
    evaluator_body = forms.CharField(label=_("Organisation"), required=False, max_length=200)
    independent_because = fields.text(_("Why they are independent"), rows=2)
    method = fields.text(_("How it is done, and how people who use the service are asked"))
    due_date = DayField(label=_("By when"), required=False)
    lang = fields.language()


class ReportForm(forms.Form):
    """What an evaluation found."""

    reported_date = DayField(label=_("Reported on"))
    people_asked = forms.IntegerField(
        label=_("How many people who use the service were asked"),
        required=False,
        min_value=0,
        max_value=1_000_000,
        help_text=_("Shown rounded; fewer than 5 is shown as that."),
    )
    users_said = fields.text(
        _("What they said"), help_text=_("Write nothing by which a person could be known.")
    )
    found = fields.text(_("What was found"), required=False)
    report_address = forms.URLField(label=_("Address of the report"), required=False, assume_scheme="https")


class AnswerForm(forms.Form):
    """What came of an evaluation."""

    came_of_it = fields.text(_("What came of it"))
