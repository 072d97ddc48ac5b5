"""A form that somebody else was quicker with: what they wrote stands beside each field, and what was typed stays in it."""

from datetime import date
from typing import Any

from django.forms import BoundField, Form
from django.utils.translation import gettext as _

from evenhand_service.common.templating.dates import day
from evenhand_service.plan.operations.faults import ChangedMeanwhile, NotAllowed


def told(form: Form, why: NotAllowed, field: str | None = None) -> None:
    """Say in a form why nothing was saved; sent again, it stands upon what is there now.

    The form's `initial` is what is there now. Where nobody was quicker, the reason stands at its `field`.
    """
    if not isinstance(why, ChangedMeanwhile):
        form.add_error(field, str(why))
        return
    form.add_error(None, str(why))
    for name in form.changed_data:
        if name != "version":
            form.add_error(name, _("It says now: %(words)s") % {"words": _said(form[name])})
    form.data = form.data.copy()  # type: ignore[attr-defined]  (what a browser sent)
    form.data["version"] = str(form.initial["version"])  # type: ignore[index]


def _said(bound: BoundField) -> str:
    """What stands in a field now, in words."""
    now: Any = bound.initial
    if isinstance(now, date):
        return day(now)
    names = {str(value): str(words) for value, words in getattr(bound.field, "choices", ())}
    held = now if isinstance(now, list | tuple) else [now]
    return "; ".join(names.get(str(one), str(one)) for one in held if one not in (None, "")) or _("nothing")
