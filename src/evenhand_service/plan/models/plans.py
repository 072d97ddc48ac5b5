"""A plan and how it is ordered: themes, supporting workstreams, aims; the yearly look at its scope."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from evenhand_service.common.privacy import CONTENT, OPERATIONAL, STAFF
from evenhand_service.common.walls import Walled
from evenhand_service.plan.models.walls import ONCE, PLAN

PERSON: dict = {"null": True, "on_delete": models.SET_NULL, "related_name": "+"}


class Plan(Walled):
    """An area's plan for a financial year, as it stands now; its editions say what it was. Source: F1, F3; 001 4.

    `cover_date` is what the document's cover says, `as_at_date` the day on which its rows say how far things are: in
    the plan of 2006 they differ. `follows` is the plan of the year before.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="plans")
    organisation = models.ForeignKey(
        "organisations.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    title = models.CharField(max_length=300)
    lang = models.CharField(max_length=35, blank=True)
    overarching_aim = models.TextField(blank=True)
    financial_year = models.CharField(max_length=7)
    cover_date = models.DateField(null=True)
    as_at_date = models.DateField(null=True)
    scope_due_date = models.DateField(null=True)
    follows = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="followed_by"
    )
    closed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    wall = PLAN
    privacy: ClassVar = {
        **dict.fromkeys(("id", "area", "organisation", "lang", "financial_year", "cover_date"), OPERATIONAL),
        **dict.fromkeys(("as_at_date", "scope_due_date", "follows", "closed_at", "version"), OPERATIONAL),
        **dict.fromkeys(("made_by", "made_at"), OPERATIONAL),
        **dict.fromkeys(("title", "overarching_aim"), CONTENT),
        "made_by_name": STAFF,
    }

    class Meta:
        ordering: ClassVar = ["-financial_year", "title", "id"]
        indexes: ClassVar = [models.Index(fields=["area", "-financial_year"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(financial_year__regex=r"^\d{4}/\d{2}$"), name="a_plan_has_a_financial_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.area_id} {self.financial_year}"


class Theme(Walled):
    """A theme of a plan, or a workstream that supports the others. Source: 001 4.1-4.3."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="themes")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=300)
    lang = models.CharField(max_length=35, blank=True)
    is_supporting = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    position = models.PositiveIntegerField()

    wall = PLAN
    privacy: ClassVar = {
        **dict.fromkeys(
            ("id", "plan", "area", "reference", "lang", "is_supporting", "position"), OPERATIONAL
        ),
        **dict.fromkeys(("title", "note"), CONTENT),
    }

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan", "position"],
                name="a_theme_has_its_place",
                deferrable=models.Deferrable.DEFERRED,
            )
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.reference}"


class Aim(Walled):
    """What the actions of a theme are for; `mark` as it is printed (i), ii)). Source: 001 4.5."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="aims")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    mark = models.CharField(max_length=20, blank=True)
    wording = models.TextField()
    lang = models.CharField(max_length=35, blank=True)
    position = models.PositiveIntegerField()

    wall = PLAN
    privacy: ClassVar = {
        **dict.fromkeys(("id", "theme", "area", "mark", "lang", "position"), OPERATIONAL),
        "wording": CONTENT,
    }

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["theme", "position"],
                name="an_aim_has_its_place",
                deferrable=models.Deferrable.DEFERRED,
            )
        ]

    def __str__(self) -> str:
        return f"{self.theme_id} {self.mark}"


class ScopeReview(Walled):
    """The yearly look at what a plan covers, and the plan it feeds. Source: F3; 001 4.6."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="scope_reviews")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    reviewed_date = models.DateField()
    words = models.TextField()
    lang = models.CharField(max_length=35, blank=True)
    feeds = models.ForeignKey(Plan, null=True, on_delete=models.PROTECT, related_name="fed_by")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    wall = ONCE
    privacy: ClassVar = {
        **dict.fromkeys(
            ("id", "plan", "area", "reviewed_date", "lang", "feeds", "made_by", "made_at"), OPERATIONAL
        ),
        "words": CONTENT,
        "made_by_name": STAFF,
    }

    class Meta:
        ordering: ClassVar = ["-reviewed_date", "-made_at"]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.reviewed_date}"
