"""Editions of a plan, frozen; and what of one was made public."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from evenhand_service.common.privacy import CONTENT, OPERATIONAL, PUBLIC, STAFF
from evenhand_service.common.walls import Walled
from evenhand_service.plan.models.plans import PERSON, Plan
from evenhand_service.plan.models.walls import ONCE, PUBLISHED


class Edition(Walled):
    """A plan as it stood on a day, under a number; never changed. `body` has the rows that editions are compared by.

    `sha256` is of the body written canonically. Source: F3; 001 3.10, 4.6.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="editions")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200, blank=True)
    as_at_date = models.DateField()
    body = models.JSONField()
    sha256 = models.CharField(max_length=64)
    note = models.TextField(blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    wall = ONCE
    privacy: ClassVar = {
        **dict.fromkeys(("id", "plan", "area", "number", "as_at_date", "sha256"), OPERATIONAL),
        **dict.fromkeys(("made_by", "made_at"), OPERATIONAL),
        "made_by_name": STAFF,
        **dict.fromkeys(("body", "note", "title"), CONTENT),
    }

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "number"], name="an_edition_has_its_number")
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.number}"


class PublishedEdition(Walled):
    """What anybody may read of an edition: the fields somebody chose, copied out, and no others. Source: F8.

    A row of its own, so that no wall has to hide a column: what was not chosen is not here.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="published")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    financial_year = models.CharField(max_length=7)
    fields = ArrayField(models.CharField(max_length=20))
    body = models.JSONField()
    published_by_name = models.CharField(max_length=200)
    published_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    wall = PUBLISHED
    privacy: ClassVar = {
        **dict.fromkeys(
            ("id", "edition", "area", "title", "financial_year", "fields", "published_at"), PUBLIC
        ),
        "withdrawn_at": OPERATIONAL,
        "published_by_name": STAFF,
        "body": CONTENT,
    }

    class Meta:
        ordering: ClassVar = ["-published_at"]
        indexes: ClassVar = [
            models.Index(
                fields=["area", "-published_at"],
                condition=Q(withdrawn_at__isnull=True),
                name="plan_published",
            )
        ]

    def __str__(self) -> str:
        return str(self.edition_id)
