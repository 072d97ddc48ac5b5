"""Forms of loads: upload, filters, withdrawal."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from evenhand_service.monitoring.loads.enums import LoadState
from evenhand_service.monitoring.loads.queries import Place
from evenhand_service.monitoring.loads.settings import load_settings
from evenhand_service.monitoring.said import in_reader
from evenhand_service.monitoring.words import KINDS


class ManyFiles(forms.ClearableFileInput):
    """An input that takes several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; an empty one is looked at like any other, and told so."""

    widget = ManyFiles

    def __init__(self, **told: Any) -> None:
        super().__init__(allow_empty_file=True, **told)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Return the files."""
        given = data if isinstance(data, list | tuple) else [data]
        most = load_settings().files_at_once
        if len(given) > most:
            raise forms.ValidationError(
                _("Give at most %(most)s files at once; you gave %(given)s."),
                params={"most": most, "given": len(given)},
            )
        single = super().clean
        return [single(one, initial) for one in given] if given else [single(None, initial)]


class UploadForm(forms.Form):
    """Files, whose they are, and one's own words for them."""

    place = forms.ChoiceField(
        label=_("Whose data, of which area"),
        help_text=_(
            "The organisation that the rows come from. It stays theirs: others see it as agreements say."
        ),
    )
    files = FilesField(
        label=_("Files"),
        help_text=_("CSV, XLSX, ODS or Parquet. Drop them here or choose them. Their names are not kept."),
        error_messages={"required": _("Choose at least one file.")},
    )
    label = forms.CharField(
        label=_("Your own words for it, if you like"),
        help_text=_("Such as: March, corrected. No names of people."),
        max_length=load_settings().label_letters,
        required=False,
    )

    def __init__(self, *args: Any, places: Sequence[Place], **told: Any) -> None:
        super().__init__(*args, **told)
        self.fields["place"].choices = [(one.value, one.words) for one in places]
        self.fields["files"].widget.attrs["multiple"] = True
        if len(places) == 1:
            self.fields["place"].initial = places[0].value


class LoadFilters(forms.Form):
    """Which loads the list shows; all of it stands in the address."""

    state = forms.ChoiceField(label=_("State"), required=False)
    kind = forms.ChoiceField(label=_("What"), required=False)
    area = forms.ChoiceField(label=_("Area"), required=False)

    def __init__(self, *args: Any, areas: Sequence[tuple[str, str]], **told: Any) -> None:
        super().__init__(*args, **told)
        self.fields["state"].choices = [("", _("All")), *LoadState.choices]
        self.fields["kind"].choices = [("", _("All")), *KINDS.items()]
        self.fields["area"].choices = [("", _("All")), *areas]


class ProblemFilters(forms.Form):
    """Which problems the list shows."""

    rule = forms.ChoiceField(label=_("What is amiss"), required=False)
    column = forms.ChoiceField(label=_("Column"), required=False)

    def __init__(self, *args: Any, rules: Sequence[str], columns: Sequence[str], **told: Any) -> None:
        super().__init__(*args, **told)
        self.fields["rule"].choices = [("", _("All")), *((one, in_reader(one)) for one in rules)]
        self.fields["column"].choices = [("", _("All")), *((one, one) for one in columns if one)]


class ReasonForm(forms.Form):
    """Why something is taken out of use."""

    because = forms.CharField(
        label=_("Why"),
        help_text=_(
            "It stands on the page of what is withdrawn. No names of people, and no numbers of a few."
        ),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why, so that others know what happened.")},
    )
