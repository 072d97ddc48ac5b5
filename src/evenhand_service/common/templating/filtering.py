"""Filters of lists, drawn once for the same choices: what somebody typed is put in afterwards, and never remembered."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import get_language
from markupsafe import Markup, escape

from evenhand_service.common.remembered import REMEMBERED
from evenhand_service.common.templating.fields import kind

_TYPED = "eh-typed-here"
"""Stands for typed words in what is remembered; letters that need no escaping."""


def filter_fields(form: forms.Form, draw: Callable[..., Markup]) -> Markup:
    """Return the fields of filters, each as `draw` draws it."""
    return Markup("").join(filter_field(one, draw) for one in form)


def filter_field(field: BoundField, draw: Callable[..., Markup]) -> Markup:
    """Return one field of filters as `draw` draws it.

    It is remembered where its form names it in `may_be_remembered`: its choices name no person.
    """
    if field.name not in getattr(field.form, "may_be_remembered", ()) or field.errors:
        return draw(field)
    if kind(field) != "input":
        return REMEMBERED.get(_key(field, str(field.value())), lambda: draw(field))
    drawn = REMEMBERED.get(_key(field, ""), lambda: draw(field, value=_TYPED))
    return Markup(drawn.replace(_TYPED, escape(field.value() or "")))  # noqa: S704  (escaped here)


def _key(field: BoundField, value: str) -> tuple[Any, ...]:
    """Everything that the field is drawn from."""
    choices = tuple((str(one), str(text)) for one, text in getattr(field.field, "choices", ()))
    form = type(field.form)
    return ("filter", get_language(), form.__module__, form.__qualname__, field.html_name, choices, value)
