"""The sources that come with Evenhand, loaded into an area: each recommendation once, however often it is asked for."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from evenhand.planning.example import areas_for_action, committee_recommendations, ten_projects
from evenhand.planning.recommendations import Recommendation as Shipped
from evenhand_service.organisations.models import Area
from evenhand_service.plan.models import Recommendation
from evenhand_service.plan.recommending.clock import first_due

_FILE = re.compile(r" \(file \d+\)$")
PROJECT = "project"
"""What an outcome is of, where its report tells outcomes by project and not by recommendation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A source that comes with Evenhand: its key, title, and recommendations as fields of rows."""

    key: str
    title: str
    rows: tuple[dict[str, Any], ...]


def shipped_sources() -> tuple[Source, ...]:
    """Return the sources that come with Evenhand: the committee's, the areas for action, the ten projects'."""
    projects = [
        (one, {"theme": f"{each.area}: {each.focus}", "outcomes": _outcomes(each.outcomes)})
        for each in ten_projects()
        for one in each.recommendations
    ]
    return (
        _source("committee-2019", [(one, {}) for one in committee_recommendations()]),
        _source("areas-for-action", [(one, {}) for one in areas_for_action()]),
        _source("ten-projects-2006", projects),
    )


def _outcomes(texts: Iterable[str]) -> list[dict[str, str]]:
    return [{"text": one, "of": PROJECT, "lang": "en"} for one in texts]


def _source(key: str, found: list[tuple[Shipped, dict[str, Any]]]) -> Source:
    rows = tuple(_row(one, place) | more for place, (one, more) in enumerate(found, start=1))
    return Source(key=key, title=_title(found[0][0]), rows=rows)


def _title(one: Shipped) -> str:
    """Return what a source is called, without the number of the file that it was transcribed from."""
    return _FILE.sub("", one.source)


def _row(one: Shipped, place: int) -> dict[str, Any]:
    return {
        "source_kind": one.source_kind.value,
        "source_title": _title(one),
        "published_date": one.published,
        "paragraph": one.paragraph,
        "number": one.number,
        "theme": one.theme,
        "position": place,
        "text": one.text,
        "lang": "en",
        "addressee": ", ".join(one.addressees),
        "reply_due_date": first_due(one.source_kind, "", one.published),
    }


def already_there(user: Any, area: Area, sources: Iterable[Source]) -> dict[str, int]:
    """Return how many recommendations of each source an area has already; one query."""
    titles = {one.title: one.key for one in sources}
    rows = Recommendation.objects.visible_to(user).filter(area=area, source_title__in=titles)
    counts = dict.fromkeys(titles.values(), 0)
    for title in rows.values_list("source_title", flat=True):
        counts[titles[title]] += 1
    return counts


def load_sources(*, area: Area, person: Any, sources: Iterable[Source], now: datetime) -> int:
    """Take sources into an area; what is there already, by its source and number, stays as people left it."""
    chosen = list(sources)
    # Two people who load at the same moment load one after the other.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"recommendations {area.pk}"]
        )
    held = Recommendation.objects.filter(area=area, source_title__in=[one.title for one in chosen])
    there = set(held.values_list("source_title", "number"))
    new = [
        Recommendation(area=area, made_by=person, made_by_name=person.name, made_at=now, **row)
        for source in chosen
        for row in source.rows
        if (row["source_title"], row["number"]) not in there
    ]
    Recommendation.objects.bulk_create(new)
    return len(new)
