"""A list to choose from with many choices, drawn at once: the macro takes a while for each of a hundred and fifty areas."""

from collections.abc import Mapping
from typing import Any

from django.utils.html import format_html, format_html_join
from markupsafe import Markup

FEW = 12
"""Up to so many choices the macro draws them."""
_PLAIN = {"id", "name", "attributes", "label", "items"}


def is_long(given: Mapping[str, Any]) -> bool:
    """Return whether a list has many choices, and nothing beside them (a hint, an error) that the macro would draw."""
    return len(given["items"]) > FEW and set(given) <= _PLAIN


def long_select(given: Mapping[str, Any]) -> Markup:
    """Return what GOV.UK's macro gives for the same parameters: a label, a select, its options."""
    label, attributes = given["label"], given.get("attributes") or {}
    options = format_html_join(
        "",
        '<option value="{}"{}{}>{}</option>',
        (
            (
                one["value"],
                Markup(" selected") if one.get("selected") else "",
                Markup(" disabled") if one.get("disabled") else "",
                one["text"],
            )
            for one in given["items"]
        ),
    )
    return Markup(  # noqa: S704  (format_html has escaped every part)
        format_html(
            '<div class="govuk-form-group"><label class="govuk-label {}" for="{}">{}</label>'
            '<select class="govuk-select" id="{}" name="{}"{}>{}</select></div>',
            label["classes"],
            given["id"],
            label["text"],
            given["id"],
            given["name"],
            format_html_join("", ' {}="{}"', sorted(attributes.items())),
            options,
        )
    )
