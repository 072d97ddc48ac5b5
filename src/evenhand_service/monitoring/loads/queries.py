"""Loads as they are read: the list, one with its account, its problems."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from evenhand_service.accounts.queries import running_memberships
from evenhand_service.accounts.roles import roles
from evenhand_service.monitoring.findings.areas import with_areas_within
from evenhand_service.monitoring.models import Load, LoadProblem
from evenhand_service.monitoring.words import area_name
from evenhand_service.organisations.models import Area, Organisation

_WITH = ("area", "organisation", "purpose", "uploaded_by", "approved_by", "withdrawn_by")


def loads_of(person: Any, *, state: str = "", kind: str = "", area: str = "") -> QuerySet[Load]:
    """Return the loads that a person may see, the newest first."""
    rows = Load.objects.visible_to(person).select_related("area", "organisation")
    asked = {"state": state, "kind": kind, "area__code": area}
    return rows.filter(**{name: value for name, value in asked.items() if value}).order_by(
        "-uploaded_at", "id"
    )


def areas_with_loads(person: Any) -> list[tuple[str, str]]:
    """Return code and name of the areas that have a load the person may see."""
    rows = Load.objects.visible_to(person).order_by("area__name")
    return list(rows.values_list("area__code", "area__name").distinct())


def load_for(person: Any, load_id: UUID) -> Load | None:
    """Return a load with who did what; None where there is none, or the person may not see it."""
    return Load.objects.visible_to(person).select_related(*_WITH).filter(pk=load_id).first()


def problems_of(person: Any, load: Load, *, rule: str = "", column: str = "") -> QuerySet[LoadProblem]:
    """Return the problems of a load by row."""
    rows = LoadProblem.objects.visible_to(person).filter(load=load)
    asked = {"rule": rule, "column": column}
    return rows.filter(**{name: value for name, value in asked.items() if value}).order_by(
        "line", "column", "id"
    )


def rules_broken(person: Any, load: Load) -> list[dict[str, Any]]:
    """Return each rule that rows broke, with its column, what would mend it and in how many rows; the most first."""
    rows = LoadProblem.objects.visible_to(person).filter(load=load).order_by()
    return list(
        rows.values("rule", "column", "mend").annotate(rows=Count("id")).order_by("-rows", "rule", "column")
    )


def runs_with(load: Load, person: Any) -> list[Any]:
    """Return the runs that used a load, the newest first."""
    inputs = load.used_in.visible_to(person).select_related("run").order_by("-run__asked_at")
    return [one.run for one in inputs]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a file may come from: an organisation's rows, of an area."""

    organisation: Organisation
    area: Area

    @property
    def value(self) -> str:
        """What a form sends."""
        return f"{self.organisation.pk}:{self.area.pk}"

    @property
    def words(self) -> str:
        """The organisation and the area, as they are called."""
        return f"{self.organisation.name}, {area_name(self.area)}"


def places_to_upload(person: Any, *, today: Any) -> list[Place]:
    """Return where a person may upload: each area of a role that uploads, then the areas within it by name."""
    held = [one for one in running_memberships(person, today=today) if "upload" in roles()[one.role].may]
    found: dict[str, Place] = {}
    for one in held:
        for area in with_areas_within(one.area):
            place = Place(organisation=one.organisation, area=area)
            found.setdefault(place.value, place)
    return list(found.values())


def last_place(person: Any) -> str:
    """Return where the person's newest file came from, as a form sends it; '' before the first."""
    last = Load.objects.visible_to(person).filter(uploaded_by=person).order_by("-uploaded_at", "pk").first()
    return f"{last.organisation_id}:{last.area_id}" if last else ""
