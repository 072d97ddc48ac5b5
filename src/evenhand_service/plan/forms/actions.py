"""Forms of an action: the action itself, what is said of it, the steps of its life."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from evenhand_service.common.day_field import DayField
from evenhand_service.monitoring.findings.languages import language_choices
from evenhand_service.plan import answering
from evenhand_service.plan.enums import LinkKind, Part
from evenhand_service.plan.forms.asking import Asking
from evenhand_service.plan.limits import limits
from evenhand_service.plan.models import Action, Aim, Theme


def _lines(label: Any, help_text: Any = "", rows: int = 2, **given: Any) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, widget=forms.Textarea(attrs={"rows": rows}), required=False, **given
    )


class ActionForm(Asking):
    """An action as it is written; what was read out of its date is shown beside, never typed."""

    wording = forms.CharField(
        label=_("What is to be done"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=limits()["wording_length"],
    )
    reference = forms.CharField(label=_("Reference"), required=False, max_length=40)
    theme = forms.ChoiceField(label=_("Theme or workstream"))
    aim = forms.ChoiceField(label=_("Aim"), required=False)
    when_text = forms.CharField(
        label=_("Date, in your words"),
        help_text=_(
            "As people say it: March 2027, spring 2027, first stage May 2027 and second stage July 2027, ongoing."
        ),
        required=False,
        max_length=400,
    )
    review_date = DayField(
        label=_("Next looked at on"), help_text=_("A review date is not a deadline."), required=False
    )
    leads = _lines(
        _("Who leads"),
        _(
            "One on a line, the body in brackets: Jo Price (The Quay). All of the panel is fine. Names as people have them "
            "here, and bodies of the area, are tied to their accounts."
        ),
    )
    deputies = _lines(_("Deputies"), rows=1)
    confirmer = forms.CharField(
        label=_("Who confirms that it is complete"),
        help_text=_("Not somebody who leads it."),
        required=False,
        max_length=200,
    )
    depends_on = forms.CharField(
        label=_("Waits for"),
        help_text=_("References of other actions, with commas between."),
        required=False,
        max_length=400,
    )
    lang = forms.ChoiceField(label=_("Language"), required=False, choices=language_choices)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, themes: Sequence[Theme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.themes = {str(one.pk): one for one in themes}
        self.aims: dict[str, Aim] = {str(aim.pk): aim for one in themes for aim in one.aims.all()}
        named = [(key, f"{one.reference} {one.title}".strip()) for key, one in self.themes.items()]
        self.fields["theme"].choices = named  # type: ignore[attr-defined]
        aims = [(key, f"{one.mark} {one.wording}".strip()[:90]) for key, one in self.aims.items()]
        self.fields["aim"].choices = [("", _("No aim of its own")), *aims]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Look that the aim is one of the theme, and that no leader confirms."""
        told = super().clean() or {}
        aim = self.aims.get(told.get("aim", ""))
        if aim is not None and told.get("theme") and str(aim.theme_id) != told["theme"]:
            self.add_error("aim", _("This aim belongs to another theme."))
        confirmer = answering.split(told.get("confirmer", ""))
        leads = [answering.split(one) for one in told.get("leads", "").splitlines() if one.strip()]
        if any(confirmer) and confirmer in leads:
            self.add_error("confirmer", _("Somebody who leads the action does not confirm it."))
        return told

    def changes(self) -> dict[str, Any]:
        """Return the action's own fields as they were typed."""
        told = self.cleaned_data
        plain = {name: told[name] for name in ("wording", "reference", "when_text", "review_date", "lang")}
        return plain | {"theme": self.themes[told["theme"]], "aim": self.aims.get(told["aim"])}

    def waits_for(self) -> list[str]:
        """Return the references that it waits for."""
        return [
            one.strip() for one in self.cleaned_data["depends_on"].replace(";", ",").split(",") if one.strip()
        ]


def given_of(action: Action) -> dict[str, Any]:
    """Return an action as its form shows it; leads and links have been fetched."""
    leads = list(action.leads.all())
    waits = [one for one in action.waits_for.all() if one.kind == LinkKind.DEPENDS and not one.settled_at]
    named = [link.on.reference if link.on else link.on_text for link in waits]
    return {
        "wording": action.wording,
        "reference": action.reference,
        "theme": str(action.theme_id),
        "aim": str(action.aim_id or ""),
        "when_text": action.when_text,
        "review_date": action.review_date,
        "leads": answering.lines_of(leads, Part.LEAD),
        "deputies": answering.lines_of(leads, Part.DEPUTY),
        "confirmer": answering.lines_of(leads, Part.CONFIRMER),
        "depends_on": ", ".join(one for one in named if one),
        "lang": action.lang,
        "version": action.version,
    }


class SaidForm(Asking):
    """Words on an action, in some language."""

    words = forms.CharField(
        label=_("How it goes"), widget=forms.Textarea(attrs={"rows": 4}), max_length=limits()["words_length"],
        help_text=_("Kept in the log under your name and never changed. Write nothing about a person."),
    )  # fmt: skip
    lang = forms.ChoiceField(label=_("Language"), required=False, choices=language_choices)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class StepForm(SaidForm):
    """A step of an action's life: when, and words."""

    day = DayField(label=_("On which day"))
    field_order = ("day", "words", "lang", "version")

    def __init__(self, *args: Any, asks_day: bool, needs_words: bool, label: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = label
        self.fields["words"].required = needs_words
        if not asks_day:
            del self.fields["day"]


class ReviewForm(SaidForm):
    """That an action was looked at, and when it is next."""

    day = DayField(label=_("Looked at on"))
    next_date = DayField(label=_("Next looked at on"), required=False)
    field_order = ("day", "next_date", "words", "lang", "version")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].required = False
        self.fields["words"].label = _("What was said")


class MilestoneForm(Asking):
    """A step on the way that somebody sets, with a date of its own."""

    wording = forms.CharField(label=_("What is reached"), max_length=400)
    when_text = forms.CharField(
        label=_("By when, in your words"),
        help_text=_("As people say it: March 2027, spring 2027. The action's own date stays as it is."),
        required=False,
        max_length=400,
    )
    lang = forms.ChoiceField(label=_("Language"), required=False, choices=language_choices)


class CommentForm(Asking):
    """A comment on an action."""

    body = forms.CharField(
        label=_("Your comment"), widget=forms.Textarea(attrs={"rows": 3}), max_length=limits()["words_length"],
        help_text=_("Everybody who may see the plan can read it. Write nothing about a person."),
    )  # fmt: skip
    lang = forms.ChoiceField(label=_("Language"), required=False, choices=language_choices)


class WhyForm(Asking):
    """A reason that is kept."""

    because = forms.CharField(label=_("Why"), max_length=limits()["wording_length"])

    def __init__(self, *args: Any, label: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["because"].label = label or _("Why")


class EvidenceForm(Asking):
    """A file or a link that shows something was done."""

    title = forms.CharField(label=_("What it is"), max_length=200)
    address = forms.URLField(label=_("Its address"), required=False, max_length=600, assume_scheme="https")
    file = forms.FileField(label=_("Or a file"), required=False)
    owner_name = forms.CharField(
        label=_("Whose it is"), help_text=_("A person, a post or a body."), max_length=200
    )
    expires = DayField(
        label=_("Counts until"), help_text=_("Left empty, it counts without an end."), required=False
    )
    lang = forms.ChoiceField(label=_("Language"), required=False, choices=language_choices)

    def clean(self) -> dict[str, Any]:
        """Look that there is one of the two."""
        told = super().clean() or {}
        if bool(told.get("address")) == bool(told.get("file")) and not self.errors:
            self.add_error("address", _("Give an address or a file, one of the two."))
        return told
