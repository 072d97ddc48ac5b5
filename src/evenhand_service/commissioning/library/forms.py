"""Forms about the library and its bulletins."""

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from evenhand_service.commissioning import fields
from evenhand_service.commissioning.enums import PracticeState
from evenhand_service.commissioning.library.publishing import ALWAYS, FIELDS
from evenhand_service.common.day_field import DayField


class Search(fields.About):
    """What somebody looks for, among the steps and characteristics that entries are about (`used`)."""

    words = forms.CharField(label=_("Words"), required=False, max_length=100)
    stage = fields.stage()
    characteristic = fields.characteristic()

    def __init__(self, *args: Any, used: Mapping[str, Collection[str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("stage", "characteristic"):
            held = self.fields[name].choices  # type: ignore[attr-defined]
            offered = [(code, text) for code, text in list(held)[1:] if code in used[name]]
            self.fields[name].choices = [("", _("Any")), *offered]  # type: ignore[attr-defined]

    def wanted(self) -> dict[str, str]:
        """Return what was asked; what is not on the lists asks nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class LibrarySearch(Search):
    """The same, among entries in any state."""

    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("Any")), *PracticeState.choices]
    )


class WordsForm(forms.Form):
    """What an entry says, in one language."""

    language = forms.ChoiceField(label=_("Language of these words"), choices=settings.LANGUAGES)
    title = forms.CharField(label=_("Title"), max_length=300)
    done = fields.text(_("What was done"))
    where = forms.CharField(label=_("Where"), required=False, max_length=300)
    came_of_it = fields.text(
        _("What came of it"), help_text=_("What was seen, and how sure it is. Nothing about a person.")
    )
    lessons = fields.text(_("What was learnt"), required=False)


class FieldsForm(fields.About):
    """What an entry is about, its evidence, and whom to ask."""

    stage = fields.stage()
    characteristic = fields.characteristic()
    group = forms.CharField(label=_("For whom"), required=False, max_length=200)
    finding = forms.ChoiceField(label=_("Finding that it began from"), required=False)
    action = forms.ChoiceField(label=_("Action that it was"), required=False)
    evidence_address = forms.URLField(
        label=_("Address of the evidence"), required=False, assume_scheme="https"
    )
    contact_name = forms.CharField(label=_("Whom to ask"), required=False, max_length=200)
    contact_email = forms.EmailField(label=_("E-mail"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, findings: list[tuple[str, str]], actions: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["finding"].choices = [("", _("None")), *findings]  # type: ignore[attr-defined]
        self.fields["action"].choices = [("", _("None")), *actions]  # type: ignore[attr-defined]


class NewForm(FieldsForm, WordsForm):
    """A new entry."""

    field_order = ("language", "title", "done", "where", "came_of_it", "lessons")


class PublishForm(forms.Form):
    """Which fields everybody may read."""

    fields_ = forms.MultipleChoiceField(
        label=_("Fields that everybody may read"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(code, words) for code, words in FIELDS.items() if code not in ALWAYS],
        help_text=_("Title and what was done are always among them."),
    )


class InspiredForm(forms.Form):
    """An action that an entry inspired, and links that were a mistake."""

    action = forms.ChoiceField(label=_("Action that it inspired"), required=False)
    take_back = forms.MultipleChoiceField(
        label=_("Links that were a mistake"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, *args: Any, actions: list[tuple[str, str]], linked: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["action"].choices = [("", _("None")), *actions]  # type: ignore[attr-defined]
        self.fields["take_back"].choices = linked  # type: ignore[attr-defined]
        if not linked:
            del self.fields["take_back"]

    def clean(self) -> dict[str, Any]:
        """Refuse a form that says nothing."""
        told = super().clean() or {}
        if not self.errors and not told.get("action") and not told.get("take_back"):
            raise forms.ValidationError(_("Choose an action."))
        return told


class BecauseForm(forms.Form):
    """Why."""

    because = fields.text(_("Why"), rows=3)


class BulletinForm(forms.Form):
    """A bulletin's days and its first words."""

    first_day = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"))
    introduction = fields.text(_("Introduction"), required=False)
    lang = fields.language()
