"""Fields of a Django form as the parameters that GOV.UK's macros take."""

import re
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext

from evenhand_service.common.day_field import DayParts
from evenhand_service.common.missing import mistakes_of

_KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (DayParts, "day"),
    (forms.HiddenInput, "hidden"),
    (forms.MultipleHiddenInput, "hidden"),
    (forms.PasswordInput, "password"),
    (forms.FileInput, "file"),
    (forms.Textarea, "textarea"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.Select, "select"),
    (forms.CheckboxInput, "tick"),
    (forms.widgets.Input, "input"),
)
_PASSED_ON = ("maxlength", "min", "max", "step", "accept", "multiple", "lang", "dir")
_OF_MACROS = ("autocomplete", "spellcheck", "inputmode", "pattern", "rows")


def kind(field: BoundField) -> str:
    """Return which macro draws a field."""
    widget = field.field.widget
    return next((name for of, name in _KINDS if isinstance(widget, of)), "other")


def parameters(field: BoundField, **told: Any) -> dict[str, Any]:
    """Return what the macro takes: id, name, label, hint, error, value and choices. `told` wins over the form."""
    one = kind(field)
    given: dict[str, Any] = {
        "id": field.auto_id or field.html_name,
        "name": field.html_name,
        "attributes": _attributes(field),
    }
    if field.errors:
        given["errorMessage"] = {"text": " ".join(mistakes_of(field)), "visuallyHiddenText": gettext("Error")}
    hint = told.pop("hint", None) or field.help_text
    if hint:
        given["hint"] = {"text": hint}
    label = {"text": told.pop("label", None) or field.label, "classes": told.pop("label_classes", "")}
    if one in {"radios", "checkboxes", "day"}:
        given["fieldset"] = {"legend": {**label, "classes": label["classes"] or "govuk-fieldset__legend--s"}}
        given["idPrefix"] = given["id"]
    else:
        given["label"] = {**label, "classes": label["classes"] or "govuk-label--s"}
    given.update(_value(field, one))
    given.update(told)
    return given


def _attributes(field: BoundField) -> dict[str, str]:
    attributes = {**field.field.widget.attrs, **field.build_widget_attrs({})}
    return {name: str(attributes[name]) for name in _PASSED_ON if attributes.get(name) not in (None, False)}


def _value(field: BoundField, one: str) -> dict[str, Any]:
    value, widget = field.value(), field.field.widget
    if one in {"select", "radios", "checkboxes"}:
        return {"items": _choices(field, one)}
    if one == "tick":
        return {"ticked": widget.check_test(value), "value": "on"}
    if one == "day":
        return {"items": widget.parts(field)}
    given = {name: widget.attrs[name] for name in _OF_MACROS if name in widget.attrs}
    if one in {"input", "hidden"}:
        given["type"] = widget.input_type
    if one not in {"password", "file"}:
        given["value"] = widget.format_value(value) or ""
    return given


def _choices(field: BoundField, one: str) -> list[dict[str, Any]]:
    mark = "selected" if one == "select" else "checked"
    items: list[dict[str, Any]] = []
    for _group, options, _index in field.field.widget.optgroups(field.html_name, _chosen(field)):
        for option in options:
            shown = option["value"]
            items.append(
                {
                    "value": "" if shown is None else str(shown),
                    "text": option["label"],
                    mark: option["selected"],
                    "disabled": bool(option["attrs"].get("disabled")),
                }
            )
    return items


def _chosen(field: BoundField) -> list[str]:
    return field.field.widget.format_value(field.value()) or []


def errors_of(*held: forms.BaseForm | forms.BaseFormSet) -> list[dict[str, str]]:
    """Return every error of forms (or form sets), each with the address of its field, for the list at the page's top."""
    listed = []
    for one in held:
        if isinstance(one, forms.BaseFormSet):
            listed += errors_of(*one.forms) + [{"text": text} for text in one.non_form_errors()]
            continue
        listed += [{"text": text} for text in one.non_field_errors()]
        for field in one:
            listed += [
                {"text": _named(field, text), "href": f"#{_first_id(field)}"} for text in mistakes_of(field)
            ]
    return listed


def _named(field: BoundField, text: str) -> str:
    """Return an error as it can be read away from its field; at the field itself its label stands beside it."""
    label = str(field.label or "")
    named = re.search(rf"\b{re.escape(label)}\b", text, re.IGNORECASE)
    return text if named or not label else f"{label}: {text}"


def _first_id(field: BoundField) -> str:
    own = field.auto_id or field.html_name
    return f"{own}_day" if kind(field) == "day" else own
