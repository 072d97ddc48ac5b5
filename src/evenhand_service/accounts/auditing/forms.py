"""What the log can be narrowed to; everything stands in the address, so that a view can be sent to a colleague."""

from django import forms
from django.utils.translation import gettext_lazy as _

ACTIONS = [
    ("", _("Everything")),
    ("insert", _("Made")),
    ("update", _("Changed")),
    ("delete", _("Removed")),
    ("read", _("Read")),
    ("log-in", _("Logged in")),
    ("log-in-failed", _("Log-in failed")),
]


class LogFilter(forms.Form):
    """Of what, by whom, from which day to which."""

    action = forms.ChoiceField(label=_("What was done"), choices=ACTIONS, required=False)
    subject = forms.ChoiceField(label=_("To what"), required=False)
    person = forms.CharField(label=_("By whom (name or e-mail address)"), required=False, max_length=200)
    first = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    last = forms.DateField(label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: object, subjects: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["subject"].choices = [("", _("Everything")), *subjects]  # type: ignore[attr-defined]
