"""An action of a plan: what is to be done, when, where it came from, where it stands; its milestones."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from evenhand_service.common.privacy import CONTENT, OPERATIONAL, PUBLIC, STAFF
from evenhand_service.common.walls import Walled
from evenhand_service.plan.enums import ActionStatus, OriginKind, WhenKind
from evenhand_service.plan.models.plans import PERSON, Plan, Theme
from evenhand_service.plan.models.walls import ACTION, OWN

_KEY: dict = {"max_length": 80, "blank": True}


class Action(Walled):
    """What somebody does by some time. Source: F1, F2, F5; 001 4.

    `reference` is as printed, gaps in the numbering included. `when_text` is what the plan says, word for word; kind,
    `earliest`, `latest`, `stages`, the mark (R or D) and notes are what was read out of it; `when_unread` says why no
    day could be told. `review_date` is when it is next looked at, which is not a deadline, `reviewed_date` when it was
    last. `due_from` and `due_by`, the next open date, follow from the stages (`operations.standing` writes them), so
    that lists are narrowed in the database; whether an action waits for another is asked there anew
    (`queries.standing`). `version` counts changes, so that two people who change the same action are told. `stage`,
    `characteristic` and `group` say what the action is about, with or without an indicator.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="actions")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="actions")
    aim = models.ForeignKey(
        "plan.Aim", null=True, blank=True, on_delete=models.PROTECT, related_name="actions"
    )
    position = models.PositiveIntegerField()
    reference = models.CharField(max_length=40, blank=True)
    wording = models.TextField()
    lang = models.CharField(max_length=35, blank=True)

    when_text = models.CharField(max_length=400, blank=True)
    when_kind = models.CharField(max_length=12, choices=WhenKind, default=WhenKind.NONE)
    when_mark = models.CharField(max_length=1, blank=True)
    when_unread = models.CharField(max_length=400, blank=True)
    when_notes = models.JSONField(default=list)
    earliest = models.DateField(null=True)
    latest = models.DateField(null=True)
    stages = models.JSONField(default=list)
    review_date = models.DateField(null=True)
    reviewed_date = models.DateField(null=True)
    due_from = models.DateField(null=True)
    due_by = models.DateField(null=True)

    status = models.CharField(max_length=10, choices=ActionStatus, default=ActionStatus.OPEN)
    completed_date = models.DateField(null=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    confirmed_by_name = models.CharField(max_length=200, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    closing_note = models.TextField(blank=True)

    origin = models.CharField(max_length=16, choices=OriginKind, default=OriginKind.NONE)
    thread = models.ForeignKey(
        "monitoring.FindingThread", null=True, on_delete=models.PROTECT, related_name="actions"
    )
    seed = models.OneToOneField(
        "monitoring.ActionSeed", null=True, on_delete=models.PROTECT, related_name="action"
    )
    explanation = models.ForeignKey(
        "monitoring.Explanation", null=True, on_delete=models.PROTECT, related_name="actions"
    )
    carried_from = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="carried_into")
    stage = models.CharField(**_KEY)
    characteristic = models.CharField(**_KEY)
    group = models.CharField(**_KEY)

    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    changed_by_name = models.CharField(max_length=200, blank=True)
    changed_at = models.DateTimeField(null=True)

    wall = ACTION
    privacy: ClassVar = {
        **dict.fromkeys(("id", "plan", "area", "theme", "aim", "position", "reference", "lang"), OPERATIONAL),
        **dict.fromkeys(("when_text", "when_kind", "earliest", "latest", "stages"), OPERATIONAL),
        **dict.fromkeys(
            (
                "review_date",
                "due_from",
                "due_by",
                "status",
                "when_unread",
                "when_mark",
                "when_notes",
                "reviewed_date",
            ),
            OPERATIONAL,
        ),
        **dict.fromkeys(("completed_date", "confirmed_by", "confirmed_at", "origin", "thread"), OPERATIONAL),
        **dict.fromkeys(
            ("seed", "explanation", "carried_from", "version", "made_by", "made_at"), OPERATIONAL
        ),
        "changed_at": OPERATIONAL,
        **dict.fromkeys(("stage", "characteristic", "group"), PUBLIC),
        **dict.fromkeys(("wording", "closing_note"), CONTENT),
        **dict.fromkeys(("confirmed_by_name", "made_by_name", "changed_by_name"), STAFF),
    }

    class Meta:
        ordering: ClassVar = ["plan", "position", "id"]
        indexes: ClassVar = [
            models.Index(fields=["plan", "position"]),
            models.Index(fields=["area", "status", "due_by"]),
            models.Index(fields=["status", "due_by"]),
            models.Index(fields=["thread"]),
            models.Index(fields=["characteristic", "stage"]),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan", "position"],
                name="an_action_has_its_place",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(
                fields=["plan", "reference"], condition=~Q(reference=""), name="a_reference_once_in_a_plan"
            ),
            models.CheckConstraint(condition=~Q(wording=""), name="an_action_says_what"),
            models.CheckConstraint(
                condition=~Q(status=ActionStatus.CLOSED) | ~Q(closing_note=""),
                name="a_closed_action_says_why",
            ),
            models.CheckConstraint(
                condition=Q(status=ActionStatus.OPEN, completed_date__isnull=True)
                | (~Q(status=ActionStatus.OPEN) & Q(completed_date__isnull=False)),
                name="an_ended_action_says_when",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(status=ActionStatus.COMPLETE),
                name="what_is_confirmed_is_complete",
            ),
            models.CheckConstraint(
                condition=Q(earliest__isnull=True) | Q(latest__isnull=True) | Q(latest__gte=F("earliest")),
                name="the_last_day_is_not_before_the_first",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.reference}"


class Milestone(Walled):
    """A part of an action with a date of its own: a stage ('March 2007, first stage'), or a step somebody set."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="milestones")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    wording = models.CharField(max_length=400)
    lang = models.CharField(max_length=35, blank=True)
    when_text = models.CharField(max_length=400, blank=True)
    kind = models.CharField(max_length=12, choices=WhenKind, default=WhenKind.UNMARKED)
    earliest = models.DateField(null=True)
    latest = models.DateField(null=True)
    is_stage = models.BooleanField(default=False)
    done_date = models.DateField(null=True)

    wall = OWN
    privacy: ClassVar = {
        **dict.fromkeys(("id", "action", "area", "position", "lang", "when_text", "earliest"), OPERATIONAL),
        **dict.fromkeys(("kind", "latest", "is_stage", "done_date"), OPERATIONAL),
        "wording": CONTENT,
    }

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["action", "position"], name="a_milestone_has_its_place"),
            models.CheckConstraint(
                condition=Q(earliest__isnull=True) | Q(latest__isnull=True) | Q(latest__gte=F("earliest")),
                name="a_milestone_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action_id} {self.position}"
