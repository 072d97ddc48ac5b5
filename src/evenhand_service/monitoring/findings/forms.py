"""Forms of findings: filters that stand in the address, comments, explanations, next steps."""

from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from evenhand_service.common.day_field import DayField
from evenhand_service.monitoring.enums import ExplanationKind, TestResult
from evenhand_service.monitoring.findings.languages import language_choices
from evenhand_service.monitoring.findings.limits import limits

STANDINGS = [("", _("Worse or better")), ("worse", _("Fares worse")), ("better", _("Fares better"))]
SINCE = [
    ("", _("New and still there")),
    ("new", _("New since the release before")),
    ("still", _("Still there")),
    ("gone", _("No longer there")),
]


class FindingFilters(forms.Form):
    """What a list of findings is narrowed by; the choices are those that the list has."""

    may_be_remembered = ("q",)

    q = forms.CharField(label=_("Words"), required=False, max_length=100)
    area = forms.ChoiceField(label=_("Area"), required=False)
    stage = forms.ChoiceField(label=_("Step"), required=False)
    characteristic = forms.ChoiceField(label=_("Characteristic"), required=False)
    group = forms.ChoiceField(label=_("Group"), required=False)
    standing = forms.ChoiceField(label=_("Fares"), required=False, choices=STANDINGS)
    since = forms.ChoiceField(label=_("Since the release before"), required=False, choices=SINCE)
    release = forms.ChoiceField(label=_("Release"), required=False)

    def __init__(self, *args: Any, choices: dict[str, list[tuple[str, str]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, listed in choices.items():
            # As a function: Django looks through all of them, and where filters are remembered nobody draws them.
            offered = partial(self._offered, name, listed)
            self.fields[name].choices = offered  # type: ignore[attr-defined]
        for name in ("area", "release"):
            if name not in choices:
                del self.fields[name]

    @classmethod
    def _offered(cls, name: str, listed: list[tuple[str, str]]) -> list[tuple[str, Any]]:
        return [("", cls._all(name)), *listed]

    @staticmethod
    def _all(name: str) -> Any:
        return _("Newest approved") if name == "release" else _("All")


def asked_of(query: Any) -> dict[str, str]:
    """Return the questions in an address as plain words; a release that is no id counts as none."""
    asked = {name: str(query.get(name, "")).strip()[:200] for name in FindingFilters.base_fields}
    try:
        asked["release"] = str(UUID(asked["release"])) if asked["release"] else ""
    except ValueError:
        asked["release"] = ""
    return asked


class _Written(forms.Form):
    """Words in some language."""

    lang = forms.ChoiceField(label=_("Language"), required=False, choices=language_choices)


class CommentForm(_Written):
    """A comment on a finding."""

    body = forms.CharField(
        label=_("Your comment"),
        help_text=_("Everybody who may see this finding can read it. Write nothing about a person."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=limits()["comment_length"],
    )
    for_community = forms.BooleanField(
        label=_("This is what people of the group told me"),
        help_text=_("It stands apart from comments. Say who was asked, how, and how many; no names."),
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = ("body", "for_community", "lang", "version")

    def __init__(self, *args: Any, may_note: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_note:
            del self.fields["for_community"]


class HideForm(forms.Form):
    """Why a comment is taken out of sight."""

    because = forms.CharField(
        label=_("Why it is hidden"),
        help_text=_("Kept in the audit log and shown in the comment's place. Do not repeat what it says."),
        max_length=limits()["words_length"],
    )


class ExplanationForm(_Written):
    """Something that might explain a finding."""

    words = forms.CharField(
        label=_("What might explain it, and how would you find out?"),
        help_text=_("A question to put to the test, not an answer."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=limits()["words_length"],
    )
    kind = forms.ChoiceField(
        label=_("How it would be tested"), choices=ExplanationKind.choices, widget=forms.RadioSelect
    )
    question = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)
    field_order = ("words", "kind", "lang", "question")


class FoundForm(forms.Form):
    """What was found when an explanation was put to the test."""

    result = forms.ChoiceField(label=_("Result"), choices=TestResult.choices, widget=forms.RadioSelect)
    found = forms.CharField(
        label=_("What was found, by whom, from how many"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=limits()["words_length"],
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class _Step(_Written):
    """What a next step says."""

    wording = forms.CharField(
        label=_("What will be done"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=limits()["words_length"],
    )
    lead_name = forms.CharField(label=_("Who leads"), help_text=_("A name or a post."), max_length=200)
    due_date = DayField(label=_("By when"))


class ChangeActionForm(_Step):
    """A next step that reads otherwise from now on."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("wording", "lead_name", "due_date", "lang", "version")


class WithdrawActionForm(forms.Form):
    """Why a next step is withdrawn."""

    because = forms.CharField(label=_("Why it is withdrawn"), max_length=limits()["words_length"])
    version = forms.IntegerField(widget=forms.HiddenInput)


class ActionForm(_Step):
    """A next step, and why nothing was put to the test where nobody wrote what might explain the finding."""

    untested_because = forms.CharField(
        label=_("Why nothing was put to the test first"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=limits()["words_length"],
    )
    field_order = ("wording", "lead_name", "due_date", "untested_because", "lang")

    def __init__(self, *args: Any, needs_reason: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if needs_reason:
            self.fields["untested_because"].required = True
            self.fields["untested_because"].help_text = _(
                "Nobody has written down what might explain this finding. Say why you go on without."
            )
        else:
            del self.fields["untested_because"]
