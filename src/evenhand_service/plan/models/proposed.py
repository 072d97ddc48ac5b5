"""What was proposed of a document, row by row and recommendation by recommendation, and what somebody made of it."""

from typing import Any, ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from evenhand_service.common.privacy import CONTENT, OPERATIONAL, STAFF
from evenhand_service.common.walls import Walled
from evenhand_service.plan.enums import RowState
from evenhand_service.plan.models.actions import Action
from evenhand_service.plan.models.documents import Document
from evenhand_service.plan.models.plans import PERSON
from evenhand_service.plan.models.recommendations import Recommendation
from evenhand_service.plan.models.walls import PLAN

_PRIVACY = {
    **dict.fromkeys(("id", "document", "area", "position", "confidence", "state"), OPERATIONAL),
    **dict.fromkeys(("decided_by", "decided_at"), OPERATIONAL),
    "decided_by_name": STAFF,
    **dict.fromkeys(("proposal", "verbatim", "skipped_because"), CONTENT),
}


def _decided(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(state=RowState.WAITING, decided_at__isnull=True)
        | (~Q(state=RowState.WAITING) & Q(decided_at__isnull=False)),
        name=name,
    )


class Proposed(Walled):
    """The words of a document beside what was made of them; it waits until somebody decides. Source: F1."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    proposal = models.JSONField()
    verbatim = models.TextField()
    confidence = models.FloatField(null=True)
    state = models.CharField(max_length=10, choices=RowState, default=RowState.WAITING)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    decided_by_name = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True)
    skipped_because = models.TextField(blank=True)

    document_id: Any

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.document_id} {self.position}"


class ProposedRow(Proposed):
    """A row of a plan as it was read; an action once somebody confirmed it."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="rows")
    action = models.OneToOneField(Action, null=True, on_delete=models.SET_NULL, related_name="proposed_as")

    wall = PLAN
    privacy: ClassVar = {**_PRIVACY, "action": OPERATIONAL}

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "position"], name="a_row_of_a_document_once"),
            _decided("a_decided_row_says_when"),
        ]


class ProposedRecommendation(Proposed):
    """A recommendation as it was read; one of the area's once somebody confirmed it.

    A document that is read twice leads to the same recommendation twice, not to two. Source: F6.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="recommended")
    recommendation = models.ForeignKey(
        Recommendation, null=True, on_delete=models.SET_NULL, related_name="proposed_as"
    )

    wall = PLAN
    privacy: ClassVar = {**_PRIVACY, "recommendation": OPERATIONAL}

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["document", "position"], name="a_recommendation_of_a_document_once"
            ),
            _decided("a_decided_proposal_says_when"),
        ]
