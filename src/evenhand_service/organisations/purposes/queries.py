"""Purpose files as they are read."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from evenhand_service.organisations.models import Area, Objection, Purpose
from evenhand_service.organisations.purposes.rules import about_people, check_may_take, covers


def purposes_for(person: Any, *, words: str = "", state: str = "") -> QuerySet[Purpose]:
    """Return the purpose files that a person may see, with area, controllers and the number of objections."""
    found = Purpose.objects.visible_to(person)
    if words:
        found = found.filter(Q(title__icontains=words) | Q(description__icontains=words))
    if state:
        found = found.filter(state=state)
    return (
        found.select_related("area")
        .prefetch_related("controllers__organisation")
        .annotate(number_of_objections=Count("objections", distinct=True))
        .order_by("title", "id")
    )


def purpose_for(area: Area, data_classes: Collection[str], today: date, *, person: Any) -> Purpose | None:
    """Return the complete and running purpose that covers these classes in an area; None where there is none.

    Where more than one does, the one that runs longest. Tables of counts need none: ask `about_people` first.
    """
    if not about_people(data_classes):
        return None
    found = Purpose.objects.visible_to(person).filter(area=area).order_by("-expires", "id")
    return next((one for one in found if covers(one, data_classes, area=area, today=today)), None)


def require_purpose(area: Area, data_classes: Collection[str], today: date, *, person: Any) -> Purpose | None:
    """Return the purpose as `purpose_for`; None where the classes need none.

    Raises: rules.NoPurpose, saying what is missing in each file of the area.
    """
    files = list(
        Purpose.objects.visible_to(person)
        .filter(area=area)
        .annotate(named=Count("controllers"))
        .order_by("-expires", "id")
    )
    return check_may_take(
        purposes=files,
        area=area,
        data_classes=data_classes,
        today=today,
        controllers={one.pk: one.named for one in files},
    )


def objections_to(purpose: Purpose, *, person: Any) -> frozenset[str]:
    """Return the digests of the people who object to a purpose."""
    rows = Objection.objects.visible_to(person).filter(purpose=purpose)
    return frozenset(rows.values_list("digest", flat=True))


def may_change(person: Any, purpose: Purpose) -> bool:
    """Return whether somebody may change a purpose file."""
    return Purpose.objects.for_change(person).filter(pk=purpose.pk).exists()
