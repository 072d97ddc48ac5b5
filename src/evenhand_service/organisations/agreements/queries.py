"""Agreements as they are listed, searched and shown."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from evenhand_service.organisations.enums import AgreementState
from evenhand_service.organisations.models import Agreement, AgreementParty


def agreements_for(
    person: Any,
    *,
    today: date,
    words: str = "",
    state: str = "",
    area: str = "",
    data_class: str = "",
    overdue: bool = False,
) -> QuerySet[Agreement]:
    """Return agreements by their words, state, area and class of data, with parties; those overdue first."""
    found = (
        Agreement.objects.visible_to(person).select_related("area").prefetch_related("parties__organisation")
    )
    if words:
        parties = AgreementParty.objects.filter(agreement=OuterRef("pk"), organisation__name__icontains=words)
        found = found.filter(Q(title__icontains=words) | Q(purpose__icontains=words) | Exists(parties))
    if state:
        found = found.filter(state=state)
    if area:
        found = found.filter(area__code=area)
    if data_class:
        found = found.filter(data_classes__contains=[data_class])
    if overdue:
        found = found.filter(review_date__lt=today).exclude(state=AgreementState.ENDED)
    return found.order_by("review_date", "title", "id")


def agreement_for(person: Any, pk: Any) -> Agreement:
    """Return one agreement with its parties. Raises: Agreement.DoesNotExist."""
    found = Agreement.objects.visible_to(person).select_related("area")
    return found.prefetch_related("parties__organisation").get(pk=pk)


def may_change(person: Any, agreement: Agreement) -> bool:
    """Return whether somebody may change an agreement."""
    return Agreement.objects.for_change(person).filter(pk=agreement.pk).exists()
