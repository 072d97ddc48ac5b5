"""Forms of reading a document: the file, and a row of a plan as it was proposed."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from evenhand_service.plan.forms.asking import Asking
from evenhand_service.plan.limits import limits
from evenhand_service.plan.operations.reading import pages_of


class DocumentForm(Asking):
    """A document that is read."""

    file = forms.FileField(
        label=_("The document"),
        help_text=_("Text, Markdown, DOCX, PDF with text in it, or a spreadsheet. It is read and not kept."),
    )
    pages = forms.CharField(
        label=_("Pages of a PDF that are read"),
        help_text=_("Such as 40-52. Left empty, all are read."),
        required=False,
        max_length=20,
    )

    def clean_pages(self) -> str:
        """Return the pages where they are a page or a first and a last one."""
        told = self.cleaned_data["pages"]
        try:
            pages_of(told)
        except ValueError:
            raise ValidationError(_("Write one page or the first and the last, such as 40-52.")) from None
        return str(told)


class RowForm(Asking):
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
    depends_on = forms.CharField(
        label=_("Waits for"),
        help_text=_("References of other actions, with commas between."),
        required=False,
        max_length=400,
    )
    mentions = forms.CharField(
        label=_("Speaks of"),
        help_text=_("References that its words name without waiting for them."),
        required=False,
        max_length=400,
    )
