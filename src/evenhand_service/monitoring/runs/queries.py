"""Runs as they are read: the list, one with what went in, where a person may run, defaults for the next."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils.translation import get_language

from evenhand.vocabulary import Programme, load_vocabulary
from evenhand.vocabulary.translate import programme_in
from evenhand_service.accounts.queries import running_memberships
from evenhand_service.accounts.roles import roles
from evenhand_service.monitoring.findings.areas import with_areas_within
from evenhand_service.monitoring.models import Load, Release, Run
from evenhand_service.monitoring.runs.gathering import loads_for
from evenhand_service.monitoring.runs.settings import run_settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """What a run of an area would be made of if nobody chose otherwise."""

    area: Any
    loads: tuple[Load, ...]
    programme: str
    as_at: date | None
    period: str
    area_level: str
    area_of: str
    policy: str


def runs_of(person: Any, *, area: str = "", state: str = "") -> QuerySet[Run]:
    """Return the runs that a person may see, the newest first, with their protected release."""
    releases = Release.objects.visible_to(person).filter(kind="protected").order_by("made_at")
    rows = Run.objects.visible_to(person).select_related("area", "asked_by")
    asked = {"area__code": area, "state": state}
    rows = rows.filter(**{name: value for name, value in asked.items() if value})
    return rows.prefetch_related(Prefetch("releases", releases, to_attr="protected")).order_by(
        "-asked_at", "id"
    )


def run_for(person: Any, run_id: UUID) -> Run | None:
    """Return a run; None where there is none, or the person may not see it."""
    return runs_of(person).select_related("redoes").filter(pk=run_id).first()


def inputs_of(run: Run, person: Any) -> list[Any]:
    """Return what went into a run, with the loads."""
    return list(run.inputs.visible_to(person).select_related("load__organisation").order_by("file"))


def release_for(person: Any, release_id: UUID) -> Release | None:
    """Return a protected release with its run."""
    rows = Release.objects.visible_to(person).filter(pk=release_id, kind="protected")
    return rows.select_related("area", "run", "approved_by").first()


def areas_to_run(person: Any, *, today: date) -> list[Any]:
    """Return the areas that a person may run: each of a role that runs, then the areas within it by name."""
    held = [one for one in running_memberships(person, today=today) if "run" in roles()[one.role].may]
    areas = {one.area_id: one.area for one in held}.values()
    return list({one.pk: one for area in areas for one in with_areas_within(area)}.values())


def area_of_last_run(person: Any) -> str:
    """Return the code of the area of which the person last asked for a run; '' before the first."""
    rows = Run.objects.visible_to(person).filter(asked_by=person).order_by("-asked_at", "pk")
    return rows.values_list("area__code", flat=True).first() or ""


def suggested(area: Any, person: Any) -> Suggested:
    """Return what a run of an area is made of unless somebody says otherwise: as the last one, up to the last day given."""
    loads = tuple(loads_for(area, person))
    last = Run.objects.visible_to(person).filter(area=area).order_by("-asked_at").first()
    days = [one.last_date for one in loads if one.last_date]
    given = run_settings()
    return Suggested(
        area=area,
        loads=loads,
        programme=last.programme if last else "",
        as_at=max(days) if days else None,
        period=last.period if last else given.period,
        area_level=last.area_level if last else "",
        area_of=last.area_of if last else given.area_of,
        policy=last.policy if last else given.policy,
    )


def programmes() -> list[tuple[str, str]]:
    """Return the programmes that a run may follow, each with its title."""
    found = load_vocabulary().programmes.values()
    return sorted(((one.id, programme_title(one)) for one in found), key=lambda one: one[1])


def programme_title(programme: Programme) -> str:
    """Return a programme's title in the reader's language, as its releases have it."""
    return programme_in(programme, get_language() or "en").title
