"""A form that says of an empty field what is to be written or chosen there."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from evenhand_service.common.day_field import DayField
from evenhand_service.common.missing import what_is_missing


class Asking(forms.Form):
    """A form of the plan: where something is missing, its message says what would mend it, by the field's own name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # A browser cuts what is pasted at this length without a word; we say how much is too much, and keep it all.
            field.widget.attrs.pop("maxlength", None)

    def full_clean(self) -> None:
        """Look at all fields; labels may have been set after the form was made, so messages are made here."""
        for field in self.fields.values():
            if field.required and not isinstance(field, DayField):
                field.error_messages["required"] = what_is_missing(field, field.label)
            if isinstance(field, forms.FileField):
                field.error_messages["empty"] = _("The file is empty. Choose the one that holds the words.")
        super().full_clean()
