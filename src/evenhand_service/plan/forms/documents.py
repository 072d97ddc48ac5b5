"""Forms of reading a document: the file, and a row as it was proposed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from evenhand_service.plan.limits import limits


class DocumentForm(forms.Form):
    """A document that a plan is read from."""

    file = forms.FileField(
        label=_("The document"),
        help_text=_("Text, Markdown, DOCX, PDF with text in it, or a spreadsheet. It is read and not kept."),
    )


class RowForm(forms.Form):
    """A row as it was read, to be mended."""

    action = forms.CharField(
        label=_("What is to be done"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=limits()["wording_length"],
    )
    reference = forms.CharField(label=_("Reference"), required=False, max_length=40)
    theme = forms.CharField(label=_("Theme or workstream"), required=False, max_length=300)
    supporting = forms.BooleanField(label=_("It supports the other themes"), required=False)
    aim = forms.CharField(
        label=_("Aim"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=limits()["wording_length"],
    )
    when = forms.CharField(label=_("Date, word for word"), required=False, max_length=400)
    leads = forms.CharField(
        label=_("Who leads"), help_text=_("One on a line, the body in brackets."),
        widget=forms.Textarea(attrs={"rows": 2}), required=False,
    )  # fmt: skip
    progress = forms.CharField(
        label=_("Progress"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=limits()["words_length"],
    )
    depends_on = forms.CharField(label=_("Waits for"), required=False, max_length=400)
    mentions = forms.CharField(label=_("Names"), required=False, max_length=400)
