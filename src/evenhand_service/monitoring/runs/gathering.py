"""What goes into a run: the approved loads of its area and all within it, and the ledger of what was published."""

from typing import Any

from evenhand.disclosure import Ledger, LedgerEntry
from evenhand_service.monitoring.loads.enums import LoadState
from evenhand_service.monitoring.models import LedgerRow, Load
from evenhand_service.organisations.models import Area


def loads_for(area: Any, person: Any) -> list[Load]:
    """Return the loads that a run of an area uses, oldest first: approved, in their stores, and the person's to use."""
    found = Load.objects.visible_to(person).filter(
        area_id__in=within(area), state=LoadState.APPROVED, stored_at__isnull=False
    )
    return list(found.select_related("area", "purpose").order_by("uploaded_at", "id"))


def within(area: Any) -> set[Any]:
    """Return the ids of an area and of every area that lies in it."""
    children: dict[Any, list[Any]] = {}
    for one, parent in Area.objects.values_list("id", "parent_id"):
        children.setdefault(parent, []).append(one)
    found, look = {area.pk}, [area.pk]
    while look:
        more = [one for one in children.get(look.pop(), ()) if one not in found]
        found.update(more)
        look += more
    return found


def above(area: Any) -> set[Any]:
    """Return the ids of the areas that an area lies in, itself among them."""
    parents = dict(Area.objects.values_list("id", "parent_id"))
    found, here = set(), area.pk
    while here is not None and here not in found:
        found.add(here)
        here = parents.get(here)
    return found


def published_rows(area: Any) -> list[LedgerRow]:
    """Return what was ever published of an area, of those within it and of those it lies in: they share people."""
    places = within(area) | above(area)
    return list(
        LedgerRow.objects.filter(area_id__in=places, published_at__isnull=False).order_by("made_at", "id")
    )


def ledger_of(area: Any) -> Ledger:
    """Return the library's ledger of an area."""
    return Ledger(tuple(LedgerEntry.from_row(one.entry) for one in published_rows(area)))
