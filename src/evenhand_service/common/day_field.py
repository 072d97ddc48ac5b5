"""A day typed as three numbers, which nobody has to pick from a calendar."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

PARTS = ("day", "month", "year")
_YEARS = range(1800, 2200)
"""A year beyond these was mistyped; at the ends of what a date can hold, nothing could be reckoned from it."""


class DayParts(forms.Widget):
    """Day, month and year, sent as `name_day`, `name_month` and `name_year`."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return the parts as typed; a whole ISO date under the plain name is taken as well (links, tests)."""
        typed = tuple(str(data.get(f"{name}_{part}") or "").strip() for part in PARTS)
        if any(typed):
            return typed
        return data.get(name) or None

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Return whether no part was sent."""
        return name not in data and all(f"{name}_{part}" not in data for part in PARTS)

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """Return the id of the first part."""
        return f"{id_}_day" if id_ else id_

    def parts(self, field: forms.BoundField) -> list[dict[str, Any]]:
        """Return the three inputs as GOV.UK's macro takes them."""
        value = field.value()
        if isinstance(value, str):
            value = tuple(reversed(value.split("-"))) if value.count("-") == 2 else (value, "", "")
        if isinstance(value, date):
            value = (value.day, value.month, value.year)
        typed = dict(zip(PARTS, value or ("", "", ""), strict=True))
        words = {"day": gettext("Day"), "month": gettext("Month"), "year": gettext("Year")}
        return [
            {
                "id": f"{field.auto_id}_{part}",
                "name": f"{field.html_name}_{part}",
                "label": words[part],
                "value": typed[part],
                "classes": f"govuk-input--width-{4 if part == 'year' else 2}"
                + (" govuk-input--error" if field.errors else ""),
            }
            for part in PARTS
        ]


class DayField(forms.Field):
    """A day; what was typed stays typed where it is no day."""

    widget = DayParts
    default_error_messages = {  # noqa: RUF012  (Django merges it from class to class)
        "required": _("Enter a day, a month and a year."),
        "invalid": _("Enter a real date, such as 27 3 2026."),
        "incomplete": _("Enter all three of the day, the month and the year."),
    }

    def to_python(self, value: Any) -> date | None:
        """Return the day. Raises: ValidationError for a part that is missing or a day that never was."""
        if value in self.empty_values or isinstance(value, date):
            return value or None
        if isinstance(value, str):
            return self._real(*value.split("-")) if value.count("-") == 2 else self._refuse("invalid")
        if not all(value):
            return self._refuse("incomplete")
        return self._real(*reversed(value))

    def _real(self, year: str, month: str, day: str) -> date | None:
        try:
            typed = date(int(year), int(month), int(day))
        except ValueError:
            return self._refuse("invalid")
        return typed if typed.year in _YEARS else self._refuse("invalid")

    def _refuse(self, code: str) -> None:
        raise ValidationError(self.error_messages[code], code=code)
