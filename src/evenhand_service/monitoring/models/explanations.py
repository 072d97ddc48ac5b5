"""What might explain a finding, and what is to be done about it."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models

from evenhand_service.common.privacy import CONTENT, OPERATIONAL, PUBLIC, STAFF
from evenhand_service.common.walls import Walled
from evenhand_service.monitoring.enums import ExplanationKind, TestResult
from evenhand_service.monitoring.models.thread_walls import EXPLANATION, SEED
from evenhand_service.monitoring.models.threads import FindingThread

_PERSON = {"null": True, "on_delete": models.SET_NULL, "related_name": "+"}


class Explanation(Walled):
    """Something that might explain a finding and how it would be tested; open until somebody says what was found.

    `question` names the template it began from (findings/data/questions.toml). Source: C8; 004 aim 2.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    thread = models.ForeignKey(FindingThread, on_delete=models.PROTECT, related_name="explanations")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=ExplanationKind)
    words = models.TextField()
    lang = models.CharField(max_length=35, blank=True)
    question = models.CharField(max_length=60, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, **_PERSON)
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    result = models.CharField(max_length=12, choices=TestResult, blank=True)
    found = models.TextField(blank=True)
    tested_by = models.ForeignKey(settings.AUTH_USER_MODEL, **_PERSON)
    tested_by_name = models.CharField(max_length=200, blank=True)
    tested_at = models.DateTimeField(null=True)

    wall = EXPLANATION
    privacy: ClassVar = {
        **dict.fromkeys(
            ("id", "thread", "area", "kind", "lang", "question", "made_by", "made_at"), OPERATIONAL
        ),
        **dict.fromkeys(("version", "result", "tested_by", "tested_at"), OPERATIONAL),
        **dict.fromkeys(("made_by_name", "tested_by_name"), STAFF),
        **dict.fromkeys(("words", "found"), CONTENT),
    }

    class Meta:
        ordering: ClassVar = ["made_at"]
        indexes: ClassVar = [models.Index(fields=["thread", "made_at"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(result="", tested_at__isnull=True)
                | (~models.Q(result="") & ~models.Q(found="") & models.Q(tested_at__isnull=False)),
                name="a_tested_explanation_says_what_was_found",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.thread_id}"


class ActionSeed(Walled):
    """A next step that somebody made of a finding, with what should move and from where: the plan takes it up.

    `baseline` is the shrunken estimate where the release has one (`baseline_kind`), else the estimate itself, in
    `units`, of `period`. `untested_because` says why nothing was put to the test first. `earlier` holds how it read
    before each change; it is added to and never shortened. Source: C8, F5; 001 3.12.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    thread = models.ForeignKey(FindingThread, on_delete=models.PROTECT, related_name="seeds")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    wording = models.TextField()
    lang = models.CharField(max_length=35, blank=True)
    indicator = models.CharField(max_length=160)
    group = models.CharField(max_length=80)
    baseline = models.FloatField(null=True)
    baseline_lower = models.FloatField(null=True)
    baseline_upper = models.FloatField(null=True)
    baseline_kind = models.CharField(max_length=12)
    units = models.CharField(max_length=40)
    period = models.CharField(max_length=21)
    lead_name = models.CharField(max_length=200)
    due_date = models.DateField()
    untested_because = models.TextField(blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, **_PERSON)
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(null=True)
    earlier = models.JSONField(default=list)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.TextField(blank=True)

    wall = SEED
    privacy: ClassVar = {
        **dict.fromkeys(("id", "indicator", "group", "baseline", "baseline_lower", "baseline_upper"), PUBLIC),
        **dict.fromkeys(("baseline_kind", "units", "period"), PUBLIC),
        **dict.fromkeys(("thread", "area", "lang", "due_date", "made_by", "made_at"), OPERATIONAL),
        **dict.fromkeys(("version", "changed_at", "withdrawn_at"), OPERATIONAL),
        **dict.fromkeys(("lead_name", "made_by_name"), STAFF),
        **dict.fromkeys(("wording", "untested_because", "earlier", "withdrawn_because"), CONTENT),
    }

    class Meta:
        ordering: ClassVar = ["made_at"]
        indexes: ClassVar = [
            models.Index(fields=["thread", "made_at"]),
            models.Index(fields=["area", "-made_at"]),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True) | ~models.Q(withdrawn_because=""),
                name="a_withdrawn_step_says_why",
            )
        ]

    def __str__(self) -> str:
        return f"{self.thread_id} {self.due_date}"
