"""Recommendations from anywhere, what was answered, and the actions that answer them."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from evenhand_service.common.privacy import CONTENT, OPERATIONAL, STAFF
from evenhand_service.common.walls import Walled
from evenhand_service.plan.enums import Response, SourceKind
from evenhand_service.plan.models.actions import Action
from evenhand_service.plan.models.plans import PERSON
from evenhand_service.plan.models.walls import PLAN, RECOMMENDATION


class Recommendation(Walled):
    """What a committee, a project, an audit ... asks of somebody, with the response and what came of it. Source: F6.

    `ladder` names the clock for the response (`evenhand.planning.recommendations.ladders`; '' is the usual one of its
    source), which runs from `published_date`; `reply_due_date` is when it runs out, for lists. An answer's day may be
    unknown. `theme` is the heading that it stands under, `outcomes` what its source says came of it. `same_as` is the
    recommendation of another source that says the same: people merge, nothing is merged by itself.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="recommendations")
    source_kind = models.CharField(max_length=20, choices=SourceKind)
    source_title = models.CharField(max_length=300)
    source_address = models.URLField(max_length=600, blank=True)
    published_date = models.DateField(null=True)
    thread = models.ForeignKey(
        "monitoring.FindingThread", null=True, on_delete=models.PROTECT, related_name="recommendations"
    )
    paragraph = models.CharField(max_length=60, blank=True)
    number = models.CharField(max_length=40, blank=True)
    theme = models.CharField(max_length=300, blank=True)
    position = models.PositiveIntegerField(default=0)
    text = models.TextField()
    lang = models.CharField(max_length=35, blank=True)
    addressee = models.CharField(max_length=300, blank=True)
    addressee_organisation = models.ForeignKey(
        "organisations.Organisation", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    ladder = models.CharField(max_length=40, blank=True)
    reply_due_date = models.DateField(null=True)
    response = models.CharField(max_length=12, choices=Response, default=Response.NO_REPLY)
    response_words = models.TextField(blank=True)
    response_lang = models.CharField(max_length=35, blank=True)
    responded_date = models.DateField(null=True)
    responded_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    responded_by_name = models.CharField(max_length=200, blank=True)
    outcomes = models.JSONField(default=list)
    same_as = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="also_said_by")
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    wall = RECOMMENDATION
    privacy: ClassVar = {
        **dict.fromkeys(("id", "area", "source_kind", "published_date", "thread", "paragraph"), OPERATIONAL),
        **dict.fromkeys(("number", "position", "lang", "addressee_organisation"), OPERATIONAL),
        **dict.fromkeys(("ladder", "reply_due_date", "response", "response_lang"), OPERATIONAL),
        **dict.fromkeys(("responded_date", "responded_by", "same_as", "version", "made_by"), OPERATIONAL),
        "made_at": OPERATIONAL,
        **dict.fromkeys(("responded_by_name", "made_by_name", "addressee"), STAFF),
        **dict.fromkeys(
            ("source_title", "source_address", "text", "response_words", "outcomes", "theme"), CONTENT
        ),
    }

    class Meta:
        ordering: ClassVar = ["source_kind", "source_title", "position", "id"]
        indexes: ClassVar = [
            models.Index(fields=["area", "response", "reply_due_date"]),
            models.Index(fields=["area", "source_kind", "source_title", "position"], name="plan_rec_source"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(text=""), name="a_recommendation_says_what"),
            models.CheckConstraint(
                condition=~Q(response=Response.NO_REPLY) | Q(responded_date__isnull=True),
                name="no_reply_has_no_day",
            ),
            models.CheckConstraint(
                condition=Q(same_as__isnull=True) | ~Q(same_as=F("id")),
                name="no_recommendation_repeats_itself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_kind} {self.paragraph}"


class Escalation(Walled):
    """A step taken because no response came: a letter, a second letter, a public statement. Source: F6."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="escalations")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    step = models.CharField(max_length=40)
    words = models.TextField(blank=True)
    taken_date = models.DateField()
    reply_due_date = models.DateField(null=True)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    taken_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    wall = PLAN
    privacy: ClassVar = {
        **dict.fromkeys(
            ("id", "recommendation", "area", "step", "taken_date", "reply_due_date"), OPERATIONAL
        ),
        **dict.fromkeys(("taken_by", "made_at"), OPERATIONAL),
        "taken_by_name": STAFF,
        "words": CONTENT,
    }

    class Meta:
        ordering: ClassVar = ["taken_date", "made_at"]

    def __str__(self) -> str:
        return f"{self.recommendation_id} {self.step}"


class Answer(Walled):
    """That an action answers a recommendation; one may answer several, and be answered by several. Source: F5, F6."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="answers")
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="answers")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    wall = PLAN
    privacy: ClassVar = {
        **dict.fromkeys(("id", "recommendation", "action", "area", "made_at"), OPERATIONAL),
        "made_by_name": STAFF,
    }

    class Meta:
        ordering: ClassVar = ["made_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["recommendation", "action"], name="an_action_answers_once")
        ]

    def __str__(self) -> str:
        return f"{self.recommendation_id} {self.action_id}"
