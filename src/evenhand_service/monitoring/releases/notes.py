"""What people of the groups that a release names have said of its findings: whoever approves it finds it written down."""

from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models.functions import Coalesce

from evenhand_service.common.composed import Asking, Composed
from evenhand_service.common.templating.dates import day
from evenhand_service.monitoring.models import Comment, KeptFinding, Release


def said_of(person: Any, release: Release) -> list[Comment]:
    """Return the notes for communities on findings that a release has, the oldest first; one query. Source: 002 Annex A."""
    if not release.names_groups:
        return []
    same = KeptFinding.objects.visible_to(person).filter(release=release).values("same")
    rows = Comment.objects.visible_to(person).filter(for_community=True, hidden_at=None)
    return list(rows.filter(area_id=release.area_id, thread__same__in=same).order_by("made_at"))


def newest_since(person: Any, release: Release) -> Comment | None:
    """Return what people of these groups said last after a release was approved; its own note stays. Source: 002 Annex A."""
    if not release.names_groups or release.approved_at is None:
        return None
    found: Comment | None = _since().first(
        person=person.pk, release=release.pk, area=release.area_id, moment=release.approved_at
    )
    return found


@cache
def _since() -> Composed:
    def compose(person: UUID, release: UUID, area: UUID, moment: datetime) -> Any:
        same = KeptFinding.objects.visible_to(Asking(person)).filter(release=release).values("same")
        notes = Comment.objects.visible_to(Asking(person)).filter(for_community=True, hidden_at=None)
        said = notes.filter(area_id=area, thread__same__in=same)
        dated = said.annotate(said_at=Coalesce("edited_at", "made_at"))
        return dated.filter(said_at__gt=moment).order_by("-said_at")[:1]

    return Composed(compose, person=UUID, release=UUID, area=UUID, moment=datetime)


def as_text(notes: list[Comment]) -> str:
    """Return notes as one text, each with who wrote it down and when."""
    return "\n\n".join(f"{one.body.strip()}\n({one.author_name}, {day(one.made_at)})" for one in notes)
