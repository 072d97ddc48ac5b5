"""A form about what stands already: it carries what stood when it was opened, and who comes second reads what stands now."""

import json
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext as _

from evenhand_service.common.templating.dates import day

STOOD = "stood"
"""The hidden field that carries the digest of what stood."""


def hold(request: HttpRequest, model: type[Model], pk: UUID) -> None:
    """Where something is sent, have whoever else changes a row wait until this request is over: read it after this."""
    if request.method == "POST":
        model._default_manager.select_for_update(no_key=True).filter(pk=pk).values_list("pk").first()


def carry(form: forms.Form) -> None:
    """Give a form the digest of its `initial`, what it changes, as a hidden field."""
    form.fields[STOOD] = forms.CharField(required=False, widget=forms.HiddenInput)
    form.initial = {**form.initial, STOOD: _digest(form.initial)}


def changed_since(form: forms.Form) -> bool:
    """Tell whether something else stands now than when a valid form was opened; takes the digest out of its data."""
    stood = form.cleaned_data.pop(STOOD, "")
    return bool(stood) and stood != form.initial[STOOD]


def show_beside(form: forms.Form, carried: str) -> None:
    """Say beside each field that differs what stands now, its `initial`; sent again, the form stands upon that.

    `carried` names the hidden field by which a form tells what it stands upon.
    """
    for name in form.changed_data:
        if not form.fields[name].widget.is_hidden:
            form.add_error(name, _("It says now: %(words)s") % {"words": _said(form[name])})
    form.data = form.data.copy()  # type: ignore[attr-defined]  (what a browser sent)
    form.data[carried] = str(form.initial[carried])  # type: ignore[index]


def tell(form: forms.Form) -> None:
    """Say in a form that carries its digest that somebody else was quicker, and what they wrote."""
    form.add_error(
        None, _("Somebody else changed this since you opened the page. Nothing of theirs was overwritten.")
    )
    show_beside(form, STOOD)


def _digest(stands: Mapping[str, Any]) -> str:
    told = {name: sorted(map(str, one)) if isinstance(one, list) else one for name, one in stands.items()}
    return sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()


def _said(bound: forms.BoundField) -> str:
    """What stands in a field now, in words."""
    now: Any = bound.initial
    if isinstance(now, bool):
        return _("Yes") if now else _("No")
    if isinstance(now, date):
        return day(now)
    names = {str(value): str(words) for value, words in getattr(bound.field, "choices", ())}
    held = now if isinstance(now, list | tuple) else [now]
    return "; ".join(names.get(str(one), str(one)) for one in held if one not in (None, "")) or _("nothing")
