"""One thing for one person: what they may not see is not there."""

from typing import Any
from uuid import UUID

from django.db.models import Max, Model
from django.http import Http404


def found_for(user: Any, model: type[Model], pk: UUID | str, *related: str) -> Any:
    """Return a row with what it hangs on; raises Http404 for one that the person may not see."""
    rows = model.objects.visible_to(user)  # type: ignore[attr-defined]
    if related:
        rows = rows.select_related(*related)
    one = rows.filter(pk=pk).first()
    if one is None:
        raise Http404
    return one


def may_change(user: Any, thing: Any) -> bool:
    """Return whether somebody may change a row."""
    return type(thing).objects.for_change(user).filter(pk=thing.pk).exists()


def next_place(rows: Any, field: str = "position", *, of: Any) -> int:
    """Return the place after the last one `of` a thing; whoever adds at the same moment waits, so none is given twice."""
    type(of).objects.select_for_update(no_key=True).filter(pk=of.pk).values_list("pk").first()
    return (rows.aggregate(last=Max(field))["last"] or 0) + 1
