"""The actions that came from a finding, for the finding's own page."""

from typing import Any

from django.utils import timezone

from evenhand_service.monitoring.models import FindingThread
from evenhand_service.plan.presenters import table, words
from evenhand_service.plan.queries import listing
from evenhand_service.plan.queries.tracked import stand_on


def actions_of_finding(user: Any, thread: FindingThread) -> list[dict[str, Any]]:
    """Return the actions of plans that came from a finding, as rows of a plan; five queries at most."""
    rows = listing.with_all(listing.actions_of(user).filter(thread=thread))
    actions = list(rows)
    stands = stand_on(actions, timezone.localdate(), language=words.language())
    return [table.row(one, stands[one.pk], None) for one in actions]
