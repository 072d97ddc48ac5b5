"""Forms of recommendations: filters that stand in the address, the recommendation, a finding, shipped sources."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from evenhand.planning.recommendations import ladders
from evenhand_service.common.day_field import DayField
from evenhand_service.monitoring.findings.languages import language_choices
from evenhand_service.plan.enums import Response, SourceKind
from evenhand_service.plan.limits import limits
from evenhand_service.plan.models import Recommendation

_MANY = {"rows": 4}
_ALL = ("", _("All"))


class Filters(forms.Form):
    """What a list of recommendations is narrowed by."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100)
    source_kind = forms.ChoiceField(
        label=_("Who recommends"), required=False, choices=[_ALL, *SourceKind.choices]
    )
    response = forms.ChoiceField(
        label=_("What was answered"), required=False, choices=[_ALL, *Response.choices]
    )
    addressee = forms.ChoiceField(label=_("Addressed to"), required=False)
    answered_by = forms.ChoiceField(
        label=_("Actions"), required=False,
        choices=[_ALL, ("none", _("No action answers it")), ("action", _("An action answers it"))],
    )  # fmt: skip
    lead = forms.ChoiceField(label=_("Who leads an action that answers it"), required=False)
    late = forms.BooleanField(label=_("A reply is overdue"), required=False)

    def __init__(
        self, *args: Any, addressees: Iterable[tuple[UUID, str]], leading: Iterable[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"].choices = [_ALL, *((one, one) for one in leading)]  # type: ignore[attr-defined]
        self.fields["addressee"].choices = [_ALL, *((str(key), one) for key, one in addressees)]  # type: ignore[attr-defined]


def asked_of(query: Any) -> dict[str, str]:
    """Return the questions in an address; a code that there is not counts as not asked."""
    asked = {name: str(query.get(name, "")).strip()[:300] for name in Filters.base_fields}
    known = {"source_kind": SourceKind.values, "response": Response.values, "answered_by": ("none", "action")}
    asked["addressee"] = _id(asked["addressee"])
    return {name: value if value in known.get(name, (value,)) else "" for name, value in asked.items()}


def _id(text: str) -> str:
    try:
        return str(UUID(text)) if text else ""
    except ValueError:
        return ""


def _ladder_choices() -> list[tuple[str, Any]]:
    tag = "cy" if get_language() == "cy" else "en"
    return [("", _("The usual one of its source")), *((one.key, one.titles[tag]) for one in ladders())]


class RecommendationForm(forms.Form):
    """A recommendation as somebody writes it down."""

    text = forms.CharField(
        label=_("What is recommended"), widget=forms.Textarea(attrs=_MANY), max_length=limits()["wording_length"],
        help_text=_("In the words of its source, in its language."),
    )  # fmt: skip
    lang = forms.ChoiceField(label=_("Language"), required=False, choices=language_choices)
    source_kind = forms.ChoiceField(label=_("Who recommends"), choices=SourceKind.choices)
    source_title = forms.CharField(
        label=_("Source"), help_text=_("Such as the title of the report, and who wrote it."), max_length=300
    )
    source_address = forms.URLField(
        label=_("Its address"), required=False, max_length=600, assume_scheme="https"
    )
    published_date = DayField(
        label=_("Published on"), help_text=_("The clock for a reply runs from this day."), required=False
    )
    number = forms.CharField(label=_("Number"), required=False, max_length=40)
    paragraph = forms.CharField(label=_("Paragraph or page"), required=False, max_length=60)
    theme = forms.CharField(label=_("Heading it stands under"), required=False, max_length=300)
    addressee = forms.CharField(label=_("Addressed to"), required=False, max_length=300)
    addressee_organisation = forms.ChoiceField(
        label=_("An organisation here that may answer for itself"), required=False
    )
    ladder = forms.ChoiceField(
        label=_("How long a reply may take"), required=False, choices=_ladder_choices,
        help_text=_("And what follows when none comes."),
    )  # fmt: skip
    outcomes = forms.CharField(
        label=_("What came of it, as its source says"), widget=forms.Textarea(attrs={"rows": 3}), required=False,
        help_text=_("One on a line."), max_length=limits()["words_length"],
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, bodies: Sequence[Any], held: Recommendation | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.bodies, self.held = {str(one.pk): one for one in bodies}, held
        named = [(key, one.name) for key, one in self.bodies.items()]
        self.fields["addressee_organisation"].choices = [("", _("None")), *named]  # type: ignore[attr-defined]
        if held is not None and held.escalations.exists():
            # Steps were counted from this day, by this ladder.
            del self.fields["ladder"], self.fields["published_date"]

    def clean(self) -> dict[str, Any]:
        """Look that it was not published after it was answered."""
        told = super().clean() or {}
        answered = self.held.responded_date if self.held else None
        if answered and told.get("published_date") and told["published_date"] > answered:
            self.add_error("published_date", _("It was answered before this day. Mend one of the two days."))
        return told

    def given(self) -> dict[str, Any]:
        """Return the fields of a recommendation as they were typed; outcomes of a project stay marked as such."""
        told = dict(self.cleaned_data)
        told.pop("version")
        told["addressee_organisation"] = self.bodies.get(told["addressee_organisation"])
        before = {one["text"]: one for one in (self.held.outcomes if self.held else [])}
        lines = [one.strip() for one in told["outcomes"].splitlines() if one.strip()]
        told["outcomes"] = [before.get(one, {"text": one, "of": "", "lang": told["lang"]}) for one in lines]
        return told


def given_of(one: Recommendation) -> dict[str, Any]:
    """Return a recommendation as its form shows it."""
    plain = ("text", "lang", "source_kind", "source_title", "source_address", "published_date", "number")
    more = ("paragraph", "theme", "addressee", "ladder", "version")
    return {name: getattr(one, name) for name in (*plain, *more)} | {
        "addressee_organisation": str(one.addressee_organisation_id or ""),
        "outcomes": "\n".join(each["text"] for each in one.outcomes),
    }


class FindingForm(forms.Form):
    """A finding that becomes a recommendation."""

    text = forms.CharField(
        label=_("What is recommended"), widget=forms.Textarea(attrs=_MANY), max_length=limits()["wording_length"],
        help_text=_("A finding says what is. Say here what somebody should do about it."),
    )  # fmt: skip
    addressee = forms.CharField(label=_("Addressed to"), required=False, max_length=300)
    lang = forms.ChoiceField(label=_("Language"), required=False, choices=language_choices)


class SourcesForm(forms.Form):
    """Which sources that come with Evenhand are loaded."""

    sources = forms.MultipleChoiceField(label=_("What is loaded"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sources"].choices = list(choices)  # type: ignore[attr-defined]
