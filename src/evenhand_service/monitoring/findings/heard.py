"""Of several findings at once: whether people of the group were asked, and how many next steps were made."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from evenhand_service.common.composed import Asking, Composed
from evenhand_service.monitoring.models import ActionSeed, Comment, FindingThread


class Heard(NamedTuple):
    """Of a finding's thread: when people of the group were last asked, None where never, and its next steps."""

    noted_at: datetime | None
    steps: int


def heard_of(user: Any, threads: Sequence[UUID]) -> dict[UUID, Heard]:
    """Return what is written of findings, by their threads that the person may see; one query. Source: C8; 004."""
    rows = _heard().rows(user=user.pk, threads=list(threads)) if threads else []
    return {one: Heard(noted_at, steps) for one, noted_at, steps in rows}


@cache
def _heard() -> Composed:
    """Asked of each thread by itself: joined, comments and steps would be multiplied with each other."""

    def compose(user: UUID, threads: Any) -> Any:
        notes = Comment.objects.visible_to(Asking(user)).filter(for_community=True, hidden_at=None)
        steps = ActionSeed.objects.visible_to(Asking(user)).filter(withdrawn_at=None)
        newest = notes.filter(thread=OuterRef("pk")).order_by("-made_at").values("made_at")[:1]
        made = steps.filter(thread=OuterRef("pk")).order_by().values("thread").annotate(made=Count("pk"))
        rows = FindingThread.objects.visible_to(Asking(user)).extra(
            where=["monitoring_findingthread.id = ANY (%s::uuid[])"],
            params=[threads],
        )
        told = rows.annotate(noted=Subquery(newest), made=Coalesce(Subquery(made.values("made")), 0))
        return told.order_by().values_list("id", "noted", "made")

    return Composed(compose, user=UUID, threads=list)
