"""The actions that came from a finding, for the finding's own page."""

from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import prefetch_related_objects
from django.utils import timezone

from evenhand_service.common.composed import Asking, Composed
from evenhand_service.monitoring.models import FindingThread
from evenhand_service.plan.presenters import table, words
from evenhand_service.plan.queries import listing
from evenhand_service.plan.queries.tracked import stand_on


def actions_of_finding(user: Any, thread: FindingThread) -> list[dict[str, Any]]:
    """Return the actions of plans that came from a finding, as rows of a plan; five queries at most."""
    actions = _from_finding().rows(user=user.pk, thread=thread.pk)
    prefetch_related_objects(actions, *listing.ROWS)
    stands = stand_on(actions, timezone.localdate(), language=words.language())
    return [table.row(one, stands[one.pk], None) for one in actions]


@cache
def _from_finding() -> Composed:
    return Composed(
        lambda user, thread: (
            listing.actions_of(Asking(user)).filter(thread_id=thread).select_related("theme", "aim", "area")
        ),
        user=UUID,
        thread=UUID,
    )
