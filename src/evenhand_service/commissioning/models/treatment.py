"""From the needs assessment to what is to be bought: treatment plans, their priorities, specifications."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from evenhand_service.commissioning.enums import SpecificationState, TreatmentState
from evenhand_service.commissioning.models.walls import SPECIFICATION, TREATMENT
from evenhand_service.common.privacy import CONTENT, OPERATIONAL, PUBLIC, STAFF
from evenhand_service.common.walls import Wall, Walled

PERSON: dict = {"null": True, "on_delete": models.SET_NULL, "related_name": "+"}
KEY: dict = {"max_length": 80, "blank": True}
WHO = ("made_by", "made_at")


def codes() -> ArrayField:
    """Return a field of codes out of a list that is data."""
    return ArrayField(models.CharField(max_length=80), default=list, blank=True)


class TreatmentPlan(Walled):
    """A partnership's plan of treatment for a financial year, made from its needs assessment. Source: A5; 001 2/2, 3.25.

    `needs` is the agreed assessment that it rests on; `plan` is the action plan in which what it leads to is followed.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="treatment_plans")
    financial_year = models.CharField(max_length=7)
    title = models.CharField(max_length=300)
    introduction = models.TextField(blank=True)
    lang = models.CharField(max_length=35, blank=True)
    state = models.CharField(max_length=12, choices=TreatmentState, default=TreatmentState.DRAFT)
    needs = models.ForeignKey(
        "monitoring.NeedsAgreement", null=True, on_delete=models.PROTECT, related_name="treatment_plans"
    )
    plan = models.ForeignKey("plan.Plan", null=True, on_delete=models.PROTECT, related_name="treatment_plans")
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    agreed_by_name = models.CharField(max_length=200, blank=True)
    agreed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    wall = TREATMENT
    privacy: ClassVar = {
        **dict.fromkeys(("id", "area", "financial_year", "lang", "state", "needs", "plan"), OPERATIONAL),
        **dict.fromkeys(("agreed_by", "agreed_at", "version", *WHO), OPERATIONAL),
        **dict.fromkeys(("title", "introduction"), CONTENT),
        **dict.fromkeys(("agreed_by_name", "made_by_name"), STAFF),
    }

    class Meta:
        ordering: ClassVar = ["-financial_year", "title", "id"]
        indexes: ClassVar = [models.Index(fields=["area", "-financial_year"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(financial_year__regex=r"^\d{4}/\d{2}$"),
                name="a_treatment_plan_has_a_financial_year",
            ),
            models.CheckConstraint(
                condition=Q(state=TreatmentState.DRAFT) | Q(agreed_at__isnull=False),
                name="an_agreed_treatment_plan_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area_id} {self.financial_year}"


class Priority(Walled):
    """What a treatment plan puts first, for whom and at which step. `section` is that of the needs assessment."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    treatment_plan = models.ForeignKey(TreatmentPlan, on_delete=models.CASCADE, related_name="priorities")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    wording = models.TextField()
    lang = models.CharField(max_length=35, blank=True)
    section = models.CharField(max_length=40, blank=True)
    stage = models.CharField(**KEY)
    characteristic = models.CharField(**KEY)
    group = models.CharField(**KEY)

    wall = Wall(through="treatment_plan_id")
    privacy: ClassVar = {
        **dict.fromkeys(("id", "treatment_plan", "area", "position", "lang", "section"), OPERATIONAL),
        **dict.fromkeys(("stage", "characteristic", "group"), PUBLIC),
        "wording": CONTENT,
    }

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["treatment_plan", "position"], name="a_priority_has_its_place"),
            models.CheckConstraint(condition=~Q(wording=""), name="a_priority_says_what"),
        ]

    def __str__(self) -> str:
        return f"{self.treatment_plan_id} {self.position}"


class PriorityFinding(Walled):
    """That a priority answers a finding. Source: A5."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    priority = models.ForeignKey(Priority, on_delete=models.CASCADE, related_name="answered")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    thread = models.ForeignKey(
        "monitoring.FindingThread", on_delete=models.PROTECT, related_name="priorities"
    )

    wall = Wall(through="priority_id")
    privacy: ClassVar = dict.fromkeys(("id", "priority", "area", "thread"), OPERATIONAL)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["priority", "thread"], name="a_priority_answers_a_finding_once")
        ]

    def __str__(self) -> str:
        return f"{self.priority_id} {self.thread_id}"


class Specification(Walled):
    """What a service is to do, for which priority of a treatment plan; the contract is let upon it. Source: A5; 001 2/4.

    `offers` are those of the service directory, `stages` the steps that it is answerable for.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    treatment_plan = models.ForeignKey(TreatmentPlan, on_delete=models.PROTECT, related_name="specifications")
    priority = models.ForeignKey(
        Priority, null=True, on_delete=models.SET_NULL, related_name="specifications"
    )
    title = models.CharField(max_length=300)
    wording = models.TextField()
    equality_wording = models.TextField(blank=True)
    lang = models.CharField(max_length=35, blank=True)
    offers = codes()
    stages = codes()
    state = models.CharField(max_length=12, choices=SpecificationState, default=SpecificationState.DRAFT)
    agreed_by_name = models.CharField(max_length=200, blank=True)
    agreed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    wall = SPECIFICATION
    privacy: ClassVar = {
        **dict.fromkeys(("id", "area", "treatment_plan", "priority", "lang", "offers"), OPERATIONAL),
        **dict.fromkeys(("stages", "state", "agreed_at", "version", *WHO), OPERATIONAL),
        **dict.fromkeys(("title", "wording", "equality_wording"), CONTENT),
        **dict.fromkeys(("agreed_by_name", "made_by_name"), STAFF),
    }

    class Meta:
        ordering: ClassVar = ["title", "id"]
        indexes: ClassVar = [models.Index(fields=["treatment_plan", "title"])]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(wording=""), name="a_specification_says_what")
        ]

    def __str__(self) -> str:
        return f"{self.treatment_plan_id} {self.pk}"
