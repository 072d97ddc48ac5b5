"""Reads of reviews and evaluations."""

from typing import Any

from evenhand_service.commissioning.models import Contract, ContractReview, Evaluation, ReviewEntry
from evenhand_service.monitoring.models import Release
from evenhand_service.monitoring.needs.queries import newest_release


def reviews_of(user: Any, contract: Contract) -> list[ContractReview]:
    """Return a contract's reviews, the newest quarter first."""
    rows = ContractReview.objects.visible_to(user).filter(contract=contract)
    return list(rows.order_by("-quarter_starts"))


def entries_of(user: Any, review: ContractReview) -> list[ReviewEntry]:
    """Return what was written down at a review, in its order."""
    rows = ReviewEntry.objects.visible_to(user).filter(review=review).select_related("action")
    return list(rows.order_by("made_at", "pk"))


def evaluations_of(user: Any, contract: Contract) -> list[Evaluation]:
    """Return a contract's evaluations, the newest first."""
    return list(Evaluation.objects.visible_to(user).filter(contract=contract).order_by("-made_at", "pk"))


def release_beside(user: Any, contract: Contract) -> Release | None:
    """Return the approved release that a review held now has on the table."""
    return newest_release(user, contract.area_id)
