"""A document's table tells which action answers which recommendation: kept once somebody has confirmed both of them."""

from datetime import datetime
from typing import Any

from evenhand_service.plan.models import Action, ProposedRecommendation, ProposedRow, Recommendation
from evenhand_service.plan.operations.recommendations import answer_with


def link_action(*, row: ProposedRow, action: Action, person: Any, now: datetime) -> None:
    """Have an action answer the recommendations in whose rows it stood, as far as they were confirmed. Source: F5."""
    numbers = row.proposal.get("answers", ())
    if not numbers:
        return
    proposed = ProposedRecommendation.objects.filter(
        document_id=row.document_id, recommendation__isnull=False, proposal__reference__in=numbers
    )
    for one in proposed.select_related("recommendation"):
        answer_with(recommendation=one.recommendation, action=action, person=person, now=now)


def link_recommendation(
    *, proposed: ProposedRecommendation, recommendation: Recommendation, person: Any, now: datetime
) -> None:
    """Have the actions in a recommendation's rows answer it, as far as they were confirmed. Source: F5."""
    number = proposed.proposal.get("reference", "")
    if not number:
        return
    rows = ProposedRow.objects.filter(
        document_id=proposed.document_id, action__isnull=False, proposal__answers__contains=[number]
    )
    for row in rows.select_related("action"):
        answer_with(recommendation=recommendation, action=row.action, person=person, now=now)
