"""Organisations as they are listed, searched and shown."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from evenhand_service.organisations.areas.queries import in_force
from evenhand_service.organisations.models import Area, Organisation, Team


def organisations_for(
    person: Any, *, today: date, words: str = "", kind: str = "", area: str = "", ended: bool = False
) -> QuerySet[Organisation]:
    """Return organisations by name, kind and area, with the number of their teams; those that ended when asked for."""
    found = Organisation.objects.visible_to(person).select_related("area")
    if words:
        teams = Team.objects.filter(organisation=OuterRef("pk"), name__icontains=words)
        found = found.filter(Q(name__icontains=words) | Q(name_cy__icontains=words) | Exists(teams))
    if kind:
        found = found.filter(kind=kind)
    if area:
        found = found.filter(area__code=area)
    if not ended:
        found = found.filter(Q(ends__isnull=True) | Q(ends__gte=today))
    return found.annotate(number_of_teams=Count("teams", distinct=True)).order_by("name", "id")


def organisation_for(person: Any, pk: Any) -> Organisation:
    """Return one organisation with its teams. Raises: Organisation.DoesNotExist."""
    found = Organisation.objects.visible_to(person).select_related("area").prefetch_related("teams")
    return found.get(pk=pk)


def may_change(person: Any, organisation: Organisation) -> bool:
    """Return whether somebody may change an organisation."""
    return Organisation.objects.for_change(person).filter(pk=organisation.pk).exists()


def areas_to_add_to(person: Any) -> QuerySet[Area]:
    """Return the areas in which somebody may add an organisation: those they manage."""
    return Area.objects.for_change(person).filter(in_force()).order_by("name", "code")


def organisations_in(
    person: Any, area: Area, *, today: date, also: Collection[UUID] = ()
) -> QuerySet[Organisation]:
    """Return the running organisations of an area and of the areas it lies in: those one can agree something with.

    `also` are those that are named already: whoever changes a draft takes nobody out unseen.
    """
    places = [area.pk]
    here = area
    while here.parent_id and here.parent_id not in places:
        places.append(here.parent_id)
        here = Area.objects.only("id", "parent_id").get(pk=here.parent_id)
    running = Q(area_id__in=places) & (Q(ends__isnull=True) | Q(ends__gte=today))
    return Organisation.objects.visible_to(person).filter(running | Q(pk__in=also)).order_by("name", "id")
