"""What to say of a field that was left empty: what would mend it, by the field's own name."""

from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _


def what_is_missing(field: Any, label: Any) -> str:
    """Return the message of a field that somebody left empty, by the kind of answer it takes."""
    if isinstance(field, forms.FileField):
        return _("Choose a file.")
    if isinstance(field, forms.MultipleChoiceField):
        return _("Tick at least one under \u2018%(label)s\u2019.") % {"label": label}
    if isinstance(field, forms.ChoiceField):
        return _("Choose one under \u2018%(label)s\u2019.") % {"label": label}
    if isinstance(field, forms.BooleanField):
        return _("Tick \u2018%(label)s\u2019 to go on.") % {"label": label}
    return _("Nothing stands under \u2018%(label)s\u2019 yet. Write it there.") % {"label": label}


def mistakes_of(bound: BoundField) -> list[str]:
    """Return a field's mistakes in words; where Django says that a field is required, what would mend it instead."""
    plain = forms.Field.default_error_messages["required"]
    return [what_is_missing(bound.field, bound.label) if one == plain else one for one in bound.errors]
