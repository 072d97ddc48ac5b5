"""Recommendations that somebody said are not the same, so that they are not suggested again."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from evenhand_service.common.privacy import OPERATIONAL, STAFF
from evenhand_service.common.walls import Walled
from evenhand_service.plan.models.plans import PERSON
from evenhand_service.plan.models.recommendations import Recommendation
from evenhand_service.plan.models.walls import PLAN


class KeptApart(Walled):
    """That two recommendations ask for different things, however alike they read; a pair is kept once. Source: F6."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    first = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    wall = PLAN
    privacy: ClassVar = {
        **dict.fromkeys(("id", "area", "first", "second", "made_by", "made_at"), OPERATIONAL),
        "made_by_name": STAFF,
    }

    class Meta:
        ordering: ClassVar = ["-made_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["first", "second"], name="a_pair_is_kept_apart_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="a_pair_has_an_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} {self.second_id}"
