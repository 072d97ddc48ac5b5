"""Which areas a page is about: one and those within it, or all that the person may see."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.translation import get_language

from evenhand_service.accounts.queries import may
from evenhand_service.organisations.models import Area


def area_for(user: Any, code: str, permission: str = "see-releases") -> Area:
    """Return an area in which the person has a permission; for anybody else there is no such page."""
    area = Area.objects.filter(code=code).first()
    if area is None or not may(user, permission, area=area.pk):
        raise Http404
    return area


def areas_within(area: Area) -> list[UUID]:
    """Return an area's id and those of all areas within it; one query."""
    rows = Area.objects.raw(
        "WITH RECURSIVE within(id) AS (SELECT %s::uuid UNION "
        "SELECT a.id FROM organisations_area a JOIN within w ON a.parent_id = w.id) SELECT id FROM within",
        [str(area.pk)],
    )
    return [one.pk for one in rows]


def with_areas_within(area: Area) -> list[Area]:
    """Return an area, then the areas within it by name."""
    within = Area.objects.filter(pk__in=areas_within(area)).exclude(pk=area.pk)
    return [area, *within.order_by("name", "code")]


def names_by_code(codes: Iterable[str]) -> list[tuple[str, str]]:
    """Return areas as code and name in the reader's language, by name; one query."""
    rows = Area.objects.filter(code__in=list(codes))
    return sorted(((one.code, area_name(one)) for one in rows), key=lambda one: one[1])


def area_name(area: Area) -> str:
    """Return an area's name in the reader's language."""
    return area.name_cy if get_language() == "cy" and area.name_cy else area.name
