"""Reads of the library, for those who work here and for anybody; what is new for a bulletin."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from evenhand_service.commissioning.enums import PracticeState
from evenhand_service.commissioning.models import (
    Bulletin,
    Inspired,
    Practice,
    PracticeWords,
    PublishedPractice,
)
from evenhand_service.monitoring.findings.areas import areas_within
from evenhand_service.monitoring.models import Release
from evenhand_service.organisations.models import Area
from evenhand_service.plan.models import PublishedEdition

ANYBODY = None
_SEARCHED = ("title", "done", "where", "came_of_it", "lessons")
LANGUAGES = ("en", "cy")


def practices_for(
    user: Any, *, words: str = "", stage: str = "", characteristic: str = "", state: str = ""
) -> QuerySet[Any]:
    """Return the entries that somebody may read and that fit; every word is looked for in every language. Source: D12."""
    rows = Practice.objects.visible_to(user).select_related("area").prefetch_related("words")
    for word in words.split():
        said = Q()
        for name in _SEARCHED:
            said |= Q(**{f"{name}__icontains": word})
        rows = rows.filter(
            Q(group__icontains=word) | Exists(PracticeWords.objects.filter(said, practice=OuterRef("pk")))
        )
    for name, value in (("stage", stage), ("characteristic", characteristic), ("state", state)):
        if value:
            rows = rows.filter(**{name: value})
    return rows.order_by("-approved_at", "-made_at", "pk")


def used_in(rows: QuerySet[Any]) -> dict[str, set[str]]:
    """Return the steps and characteristics that entries are about: what a search offers; one query."""
    plain = rows.order_by().prefetch_related(None)
    pairs = list(plain.values_list("stage", "characteristic").distinct())
    return {"stage": {one for one, _ in pairs}, "characteristic": {one for _, one in pairs}}


def public_practices(
    *, words: str = "", stage: str = "", characteristic: str = ""
) -> QuerySet[PublishedPractice]:
    """Return what anybody may read, searched in what is public of it alone."""
    rows = PublishedPractice.objects.visible_to(ANYBODY).filter(withdrawn_at=None)
    for word in words.split():
        said = Q(body__group__icontains=word)
        for language in LANGUAGES:
            for name in _SEARCHED:
                said |= Q(**{f"body__words__{language}__{name}__icontains": word})
        rows = rows.filter(said)
    if stage:
        rows = rows.filter(stage=stage)
    if characteristic:
        rows = rows.filter(characteristic=characteristic)
    return rows.select_related("area").order_by("-published_at", "pk")


def inspired_by(user: Any, practice: Practice) -> list[Inspired]:
    """Return the actions that an entry inspired, of those that the person may see; one query."""
    rows = Inspired.objects.visible_to(user).filter(practice=practice)
    return list(rows.select_related("action__area").order_by("made_at", "pk"))


def bulletins_for(user: Any) -> QuerySet[Bulletin]:
    """Return the bulletins that somebody may read."""
    return Bulletin.objects.visible_to(user).select_related("area").order_by("-last_day", "pk")


def new_between(first: date, last: date, area: Area) -> dict[str, list[Any]]:
    """Return what became public between two days: good practice of anywhere; plans and releases of the area. F8."""
    days = {"published_at__date__gte": first, "published_at__date__lte": last}
    areas = areas_within(area)
    releases = Release.objects.visible_to(ANYBODY).filter(is_published=True, area_id__in=areas, **days)
    editions = PublishedEdition.objects.visible_to(ANYBODY).filter(
        withdrawn_at=None, area_id__in=areas, **days
    )
    return {
        "practice": list(public_practices().filter(**days)),
        "releases": list(releases.exclude(state="withdrawn").order_by("-published_at", "pk")),
        "editions": list(editions.select_related("area").order_by("-published_at", "pk")),
    }


def waiting(user: Any) -> QuerySet[Any]:
    """Return the entries that wait for approval."""
    return practices_for(user, state=PracticeState.WAITING)
