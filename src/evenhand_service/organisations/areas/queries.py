"""Areas as they are listed and shown."""

from typing import Any

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.db.models.expressions import RawSQL
from django.utils.timezone import localdate

from evenhand_service.organisations.enums import AreaLevel
from evenhand_service.organisations.models import Area

_ORDER = Case(
    *(When(level=level, then=Value(place)) for place, level in enumerate(AreaLevel.values)),
    default=Value(len(AreaLevel.values)),
    output_field=IntegerField(),
)


def areas_for(
    person: Any, *, words: str = "", level: str = "", standing: str = "", ended: bool = False
) -> QuerySet[Area]:
    """Return areas by name or code, with the area each lies in and how many organisations it has."""
    found = Area.objects.visible_to(person).select_related("parent")
    if words:
        found = found.filter(Q(name__icontains=words) | Q(name_cy__icontains=words) | Q(code__iexact=words))
    if level:
        found = found.filter(level=level)
    if standing:
        found = found.filter(standing=standing)
    if not ended:
        found = found.filter(in_force())
    return found.annotate(
        order=_ORDER, number_of_organisations=Count("organisations", distinct=True)
    ).order_by("order", "name", "code")


def area_by_code(person: Any, code: str) -> Area:
    """Return one area. Raises: Area.DoesNotExist."""
    return Area.objects.visible_to(person).select_related("parent").get(code=code)


def inside(person: Any, area: Area) -> QuerySet[Area]:
    """Return the areas that lie directly within one."""
    return Area.objects.visible_to(person).filter(parent=area).order_by("name", "code")


def named(person: Any, codes: list[str]) -> list[Area]:
    """Return areas by their codes, such as those that replaced one."""
    return list(Area.objects.visible_to(person).filter(code__in=codes).order_by("name"))


def may_change(person: Any, area: Area) -> bool:
    """Return whether somebody may say things about an area."""
    return Area.objects.for_change(person).filter(pk=area.pk).exists()


def areas_with(person: Any, permission: str, *, ended: bool = False) -> QuerySet[Area]:
    """Return the areas in which somebody holds a permission, by name; with `ended` also those whose code has ended."""
    held = RawSQL("SELECT unnest(access.areas(%s, %s))", [getattr(person, "pk", None), permission])
    found = Area.objects.visible_to(person).filter(pk__in=held).order_by("name", "code")
    return found if ended else found.filter(in_force())


def in_force() -> Q:
    """Return the condition that a code has not ended: one whose last day was announced is in force until then."""
    return Q(ends__isnull=True) | Q(ends__gte=localdate())
