"""Forms about purpose files: parts may be missing until the file is completed."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from evenhand_service.common.day_field import DayField
from evenhand_service.organisations.enums import DataClass, PurposeState
from evenhand_service.organisations.kinds import listed
from evenhand_service.organisations.models import Organisation
from evenhand_service.organisations.places_field import NamedChoices


class Narrow(forms.Form):
    """Which purpose files are listed."""

    words = forms.CharField(label=_("Words"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), *PurposeState.choices]
    )


def _choices(name: str) -> list[tuple[str, str]]:
    """An entry with its source, whether that was verified, and what helps to choose it."""
    told = []
    for code, one in listed(name).items():
        source = f" ({one.source})" if one.source else ""
        unsure = f" {now('[not verified]')}" if not one.verified else ""
        hint = f": {one.hint}" if one.hint else ""
        told.append((code, f"{one}{source}{unsure}{hint}"))
    return told


def _several(label: Any, help_text: Any = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, help_text=help_text, required=False, widget=forms.CheckboxSelectMultiple
    )


class PurposeForm(forms.Form):
    """A purpose file."""

    title = forms.CharField(label=_("Title"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind of purpose"), widget=forms.RadioSelect)
    description = forms.CharField(
        label=_("What the data are taken for, and under which law"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    controllers = NamedChoices(
        label=_("Controllers"),
        queryset=Organisation.objects.none(),
        required=False,
        help_text=_("The organisations that decide what the data are used for, and answer for it."),
    )
    data_classes = forms.MultipleChoiceField(
        label=_("Classes of data about people"),
        choices=[one for one in DataClass.choices if one[0] != DataClass.AGGREGATE],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tables of counts need no purpose file."),
    )
    switched_on = _several(
        _("Sensitive characteristics that are switched on"),
        _("Each is left out of every file unless it is switched on."),
    )
    article_6 = _several(_("Ground under UK GDPR article 6"))
    article_9 = _several(
        _("Condition under UK GDPR article 9"), _("For care data and characteristics: special categories.")
    )
    article_10 = _several(_("Ground under UK GDPR article 10"), _("For justice data: about offences."))
    dpa_conditions = _several(_("Conditions of schedule 1 of the Data Protection Act 2018"))
    confidentiality = forms.ChoiceField(label=_("Confidential information"), required=False)
    confidentiality_note = forms.CharField(
        label=_("More about confidentiality"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    policy_document = forms.CharField(
        label=_("Reference of the appropriate policy document"), required=False, max_length=200
    )
    dpia_reference = forms.CharField(
        label=_("Reference of the data protection impact assessment"), required=False, max_length=200
    )
    dpia_date = DayField(label=_("Day of the data protection impact assessment"), required=False)
    objections_how = forms.CharField(
        label=_("How objections are honoured"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("How people are told that they may object, who takes it down, and how soon."),
    )
    starts = DayField(label=_("First day"))
    expires = DayField(label=_("Expires on"), help_text=_("After that day nothing is taken, and rows go."))

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["controllers"].queryset = organisations
        for name in ("article_6", "article_9", "article_10", "dpa_conditions"):
            self.fields[name].choices = _choices(name)
        self.fields["kind"].choices = _choices("purpose_kinds")
        self.fields["switched_on"].choices = _choices("sensitive")
        self.fields["confidentiality"].choices = [("", _("Choose one")), *_choices("confidentiality")]

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the start."""
        told = super().clean() or {}
        if told.get("starts") and told.get("expires") and told["expires"] < told["starts"]:
            self.add_error("expires", _("It expires before its first day."))
        return told


class ObjectionForm(forms.Form):
    """Who objects, by their key in the files."""

    person_key = forms.CharField(
        label=_("The person's key"),
        max_length=200,
        help_text=_(
            "The pseudonym by which the files know them. It is turned into a code at once and kept nowhere here."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    objected_date = DayField(label=_("The day they objected"))


class WithdrawForm(forms.Form):
    """Who takes an objection back."""

    person_key = ObjectionForm.base_fields["person_key"]
