"""What an action should move: which figure, for whom, where, from what to what by when."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from evenhand_service.common.privacy import CONTENT, OPERATIONAL, PUBLIC, STAFF
from evenhand_service.common.walls import Walled
from evenhand_service.plan.models.actions import Action
from evenhand_service.plan.models.plans import PERSON
from evenhand_service.plan.models.walls import PLAN

_KEY: dict = {"max_length": 80, "blank": True}


class Indicator(Walled):
    """A figure that an action should move, known by a finding's key (`same`) in every later release. Source: F5.

    `baseline` is the shrunken estimate where the release had one: the worst gap of a year drifts back by itself.
    `smallest_change` says what could be seen at all and after how long, as it was shown when the action was made.
    `protocol` is the comparison that was fixed before the data were seen, `protocol_hash` its SHA-256; a changed
    protocol is a new indicator that `replaces` the old one.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="indicators")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    thread = models.ForeignKey(
        "monitoring.FindingThread", null=True, on_delete=models.PROTECT, related_name="indicators"
    )
    same = models.CharField(max_length=500, blank=True)
    programme = models.CharField(**_KEY)
    measure = models.CharField(max_length=40, blank=True)
    stage = models.CharField(**_KEY)
    characteristic = models.CharField(**_KEY)
    group = models.CharField(**_KEY)
    reference = models.CharField(**_KEY)
    units = models.CharField(max_length=40)
    baseline = models.FloatField(null=True)
    baseline_lower = models.FloatField(null=True)
    baseline_upper = models.FloatField(null=True)
    baseline_kind = models.CharField(max_length=12, blank=True)
    baseline_period = models.CharField(max_length=21, blank=True)
    target = models.FloatField(null=True)
    target_date = models.DateField(null=True)
    smallest_change = models.JSONField(default=dict)
    protocol = models.JSONField(default=dict)
    protocol_hash = models.CharField(max_length=64, blank=True)
    protocol_fixed_at = models.DateTimeField(null=True)
    replaces = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    because = models.TextField(blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    wall = PLAN
    privacy: ClassVar = {
        **dict.fromkeys(("id", "same", "programme", "measure", "stage", "characteristic", "group"), PUBLIC),
        **dict.fromkeys(("reference", "units", "baseline", "baseline_lower", "baseline_upper"), PUBLIC),
        **dict.fromkeys(("baseline_kind", "baseline_period", "target", "target_date"), PUBLIC),
        **dict.fromkeys(("smallest_change", "protocol", "protocol_hash", "protocol_fixed_at"), OPERATIONAL),
        **dict.fromkeys(("action", "area", "thread", "replaces", "made_by", "made_at"), OPERATIONAL),
        "because": CONTENT,
        "made_by_name": STAFF,
    }

    class Meta:
        ordering: ClassVar = ["made_at", "id"]
        indexes: ClassVar = [
            models.Index(fields=["action", "made_at"]),
            models.Index(fields=["area", "same"]),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(protocol_hash="", protocol_fixed_at__isnull=True)
                | Q(protocol_hash__regex=r"^[0-9a-f]{64}$", protocol_fixed_at__isnull=False),
                name="a_fixed_protocol_has_a_hash",
            )
        ]

    def __str__(self) -> str:
        return f"{self.action_id} {self.same}"
