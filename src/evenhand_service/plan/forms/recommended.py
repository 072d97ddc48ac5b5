"""Forms of recommendations that were read in a document: whose they are, and one as it was proposed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from evenhand_service.common.day_field import DayField
from evenhand_service.monitoring.findings.languages import language_choices
from evenhand_service.plan.enums import Response, SourceKind
from evenhand_service.plan.forms.asking import Asking
from evenhand_service.plan.limits import limits

_LONG = limits()["words_length"]


class SourceForm(Asking):
    """Whose recommendations stand in a document."""

    kind = forms.ChoiceField(label=_("Who recommends"), choices=SourceKind.choices)
    title = forms.CharField(
        label=_("Source"), help_text=_("Such as the title of the report, and who wrote it."), max_length=300
    )
    address = forms.URLField(label=_("Its address"), required=False, max_length=600, assume_scheme="https")
    published = DayField(
        label=_("Published on"), help_text=_("The clock for a reply runs from this day."), required=False
    )
    lang = forms.ChoiceField(label=_("Language"), required=False, choices=language_choices)


class RecommendedForm(Asking):
    """A recommendation as it was read, to be mended."""

    text = forms.CharField(
        label=_("What is recommended"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=limits()["wording_length"],
    )
    number = forms.CharField(label=_("Number"), required=False, max_length=40)
    paragraph = forms.CharField(label=_("Paragraph or page"), required=False, max_length=60)
    theme = forms.CharField(
        label=_("Heading it stands under"), help_text=_("Or the project it is of."), required=False, max_length=300
    )  # fmt: skip
    addressee = forms.CharField(label=_("Addressed to"), required=False, max_length=300)
    response = forms.ChoiceField(label=_("What was answered"), choices=Response.choices)
    response_words = forms.CharField(
        label=_("The answer, word for word"), widget=forms.Textarea(attrs={"rows": 4}), required=False, max_length=_LONG
    )  # fmt: skip
    outcomes = forms.CharField(
        label=_("What came of it, as its source says"), help_text=_("One on a line."),
        widget=forms.Textarea(attrs={"rows": 4}), required=False, max_length=_LONG,
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Look that an answer says what it says: its words alone are not counted as any."""
        told = super().clean() or {}
        if told.get("response_words") and told.get("response") == Response.NO_REPLY:
            self.add_error("response", _("An answer is printed. Say what it says, or take its words out."))
        return told


class WhichPlanForm(Asking):
    """Which plan the rows of a document go into."""

    plan = forms.ChoiceField(label=_("Which plan its rows go into"))

    def __init__(self, *args: Any, plans: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plans = {str(one.pk): one for one in plans}
        named = [("", _("Choose one")), *((key, one.title) for key, one in self.plans.items())]
        self.fields["plan"].choices = named  # type: ignore[attr-defined]
