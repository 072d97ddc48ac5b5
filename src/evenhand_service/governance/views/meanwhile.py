"""A form that somebody else was quicker with: what they wrote stands beside each field, and what was typed stays in it."""

from django.forms import Form

from evenhand_service.common.meanwhile import show_beside
from evenhand_service.plan.operations.faults import ChangedMeanwhile, NotAllowed


def told(form: Form, why: NotAllowed, field: str | None = None) -> None:
    """Say in a form why nothing was saved; sent again, it stands upon what is there now.

    The form's `initial` is what is there now. Where nobody was quicker, the reason stands at its `field`.
    """
    if not isinstance(why, ChangedMeanwhile):
        form.add_error(field, str(why))
        return
    form.add_error(None, str(why))
    show_beside(form, "version")
