"""What later releases say of the figure that an action should move, and what follows from it: kept, and never changed."""

from typing import ClassVar
from uuid import uuid4

from django.db import models

from evenhand_service.common.privacy import CONTENT, OPERATIONAL, PUBLIC
from evenhand_service.common.walls import Wall, Walled
from evenhand_service.plan.models.indicators import Indicator
from evenhand_service.plan.models.walls import within

_READ = Wall(
    see="see-plan", change="edit-plan", also_change=within("{row}", "approve-release"), append_only=True
)
"""Written in the name of whoever approved the release, or named the figure."""


class Reading(Walled):
    """What one release says of an indicator: its figures by period, as they were published. Source: F5.

    `points` and `reference` are the library's points (`evenhand.planning.effects.Point`) in their plain form. A reading
    counts while its release is approved; one that is withdrawn takes its readings out of use with it.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="readings")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    release = models.ForeignKey("monitoring.Release", on_delete=models.PROTECT, related_name="+")
    points = models.JSONField(default=list)
    reference = models.JSONField(default=list)
    read_at = models.DateTimeField()

    wall = _READ
    privacy: ClassVar = {
        **dict.fromkeys(("id", "indicator", "area", "release", "read_at"), OPERATIONAL),
        **dict.fromkeys(("points", "reference"), PUBLIC),
    }

    class Meta:
        ordering: ClassVar = ["read_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["indicator", "release"], name="a_release_is_read_once")
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.release_id}"


class Judgement(Walled):
    """Whether an indicator moved, as at one release: the verdict with its interval, reasons and words. Source: F5; 003 7.

    `effect` is the library's whole answer in its plain form. The newest judgement whose release stands is shown.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="judgements")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    release = models.ForeignKey("monitoring.Release", on_delete=models.PROTECT, related_name="+")
    as_at = models.DateField()
    verdict = models.CharField(max_length=16)
    direction = models.CharField(max_length=16, blank=True)
    change = models.FloatField(null=True)
    lower = models.FloatField(null=True)
    upper = models.FloatField(null=True)
    units = models.CharField(max_length=40)
    words = models.JSONField(default=dict)
    effect = models.JSONField(default=dict)
    made_at = models.DateTimeField()

    wall = _READ
    privacy: ClassVar = {
        **dict.fromkeys(("id", "indicator", "area", "release", "as_at", "made_at"), OPERATIONAL),
        **dict.fromkeys(("verdict", "direction", "change", "lower", "upper", "units"), PUBLIC),
        **dict.fromkeys(("words", "effect"), CONTENT),
    }

    class Meta:
        ordering: ClassVar = ["-as_at", "-made_at"]
        indexes: ClassVar = [models.Index(fields=["area", "verdict"])]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["indicator", "release"], name="a_release_is_judged_once")
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.verdict}"
