"""Of several findings at once: whether people of the group were asked, and how many next steps were made."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Max, Q

from evenhand_service.common.composed import Asking, Composed
from evenhand_service.monitoring.models import FindingThread


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
    noted = Q(comments__for_community=True, comments__hidden_at=None)
    return Composed(
        lambda user, threads: (
            FindingThread.objects.visible_to(Asking(user))
            .extra(where=["monitoring_findingthread.id = ANY (%s::uuid[])"], params=[threads])
            .order_by()
            .values_list("id")
            .annotate(
                noted=Max("comments__made_at", filter=noted),
                made=Count("seeds", filter=Q(seeds__withdrawn_at=None), distinct=True),
            )
        ),
        user=UUID,
        threads=list,
    )
