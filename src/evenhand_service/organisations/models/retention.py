"""How long things are kept, what was removed, and who asked to be."""

from typing import ClassVar
from uuid import uuid4

from django.db import models

from evenhand_service.common.privacy import OPERATIONAL, PERSONAL
from evenhand_service.common.walls import Wall, Walled
from evenhand_service.organisations.models.areas import Area


class RetentionPeriod(Walled):
    """An area's own period in place of the default one (retention/data/periods.toml), and why."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="retention_periods")
    kind = models.CharField(max_length=60)
    days = models.PositiveIntegerField()
    reason = models.TextField()
    set_at = models.DateTimeField()

    wall = Wall(see="see-loads", change="retain")
    privacy: ClassVar = dict.fromkeys(("id", "area", "kind", "days", "reason", "set_at"), OPERATIONAL)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["area", "kind"], name="a_period_once"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="a_period_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.days}"


class Certificate(Walled):
    """What was removed on one day in one area: kinds, numbers and reasons, never a value."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="certificates")
    made_at = models.DateTimeField()
    lines = models.JSONField()
    fingerprint = models.CharField(max_length=64)

    wall = Wall(see="see-loads", append_only=True)
    privacy: ClassVar = dict.fromkeys(("id", "area", "made_at", "lines", "fingerprint"), OPERATIONAL)

    class Meta:
        ordering: ClassVar = ["-made_at"]

    def __str__(self) -> str:
        return str(self.made_at)


class Erasure(Walled):
    """A person who is to be removed, as a digest of their key: asked for by one who may, done by the housekeeper."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="erasures")
    digest = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    rows_removed = models.PositiveIntegerField(default=0)

    # Who approves a load leaves out the rows of people who are to be removed, or the next file would bring them back.
    wall = Wall(
        see="retain",
        change="retain",
        also_see="{row}.area_id = ANY ((SELECT access.areas({me}, 'approve-load'))::uuid[])",
    )
    privacy: ClassVar = {
        "id": OPERATIONAL,
        "area": OPERATIONAL,
        "digest": PERSONAL,
        "asked_at": OPERATIONAL,
        "done_at": OPERATIONAL,
        "rows_removed": OPERATIONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["area", "digest"], name="an_erasure_once"),
            models.CheckConstraint(
                condition=models.Q(digest__regex=r"^[0-9a-f]{64}$"), name="an_erasure_is_a_digest"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area_id} {self.asked_at}"
