"""What came of a meeting: decisions, actions looked at, what people raised and what came of it, minutes, reports."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from evenhand_service.common.privacy import CONTENT, OPERATIONAL, SPECIAL, STAFF
from evenhand_service.common.walls import Walled
from evenhand_service.governance.enums import Capacity, DecisionKind
from evenhand_service.governance.models.groups import Group, Seat
from evenhand_service.governance.models.meetings import AgendaItem, Meeting
from evenhand_service.governance.models.walls import MEETING, ONCE, REPORT
from evenhand_service.plan.models.plans import PERSON


class Decision(Walled):
    """What was decided or noted on an item; an action stands in the plan and is pointed to. Source: D12."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="decisions")
    item = models.ForeignKey(AgendaItem, null=True, on_delete=models.SET_NULL, related_name="decisions")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=DecisionKind)
    words = models.TextField()
    lang = models.CharField(max_length=35, blank=True)
    action = models.ForeignKey("plan.Action", null=True, on_delete=models.PROTECT, related_name="decisions")
    reports_upward = models.BooleanField(default=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    wall = MEETING
    privacy: ClassVar = {
        **dict.fromkeys(("id", "meeting", "item", "area", "kind", "lang", "action"), OPERATIONAL),
        **dict.fromkeys(("reports_upward", "made_by", "made_at"), OPERATIONAL),
        "words": CONTENT,
        "made_by_name": STAFF,
    }

    class Meta:
        ordering: ClassVar = ["made_at", "id"]
        indexes: ClassVar = [models.Index(fields=["meeting", "made_at"])]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(words=""), name="a_decision_says_what"),
            models.CheckConstraint(
                condition=~Q(kind=DecisionKind.ACTION) | Q(action__isnull=False),
                name="a_decided_action_stands_in_the_plan",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.kind}"


class Look(Walled):
    """An action that was looked at in a meeting, and the entry that this left in its log. Source: F3; 001 3.10."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="looks")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    action = models.ForeignKey("plan.Action", on_delete=models.CASCADE, related_name="looks")
    progress = models.OneToOneField("plan.Progress", on_delete=models.CASCADE, related_name="look")

    wall = ONCE
    privacy: ClassVar = dict.fromkeys(("id", "meeting", "area", "action", "progress"), OPERATIONAL)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["meeting", "action"])]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.action_id}"


class Raised(Walled):
    """What somebody raised in a meeting, in which capacity, and what came of it. Source: D15.

    Everybody reads the capacity and the words; whose seat it was, those who run the meetings.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="raised")
    item = models.ForeignKey(AgendaItem, null=True, on_delete=models.SET_NULL, related_name="raised")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    seat = models.ForeignKey(Seat, null=True, on_delete=models.SET_NULL, related_name="raised")
    capacity = models.CharField(max_length=10, choices=Capacity)
    words = models.TextField()
    lang = models.CharField(max_length=35, blank=True)
    came_of = models.TextField(blank=True)
    came_of_lang = models.CharField(max_length=35, blank=True)
    version = models.PositiveIntegerField(default=1)
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    wall = MEETING
    privacy: ClassVar = {
        **dict.fromkeys(("id", "meeting", "item", "area", "lang", "came_of_lang", "version"), OPERATIONAL),
        "made_at": OPERATIONAL,
        **dict.fromkeys(("seat", "capacity"), SPECIAL),
        **dict.fromkeys(("words", "came_of"), CONTENT),
        "made_by_name": STAFF,
    }

    class Meta:
        ordering: ClassVar = ["made_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(words=""), name="what_was_raised_says_what")
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.made_at:%Y-%m-%d}"


class CameOf(Walled):
    """An action that came of what somebody raised."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    raised = models.ForeignKey(Raised, on_delete=models.CASCADE, related_name="actions")
    action = models.ForeignKey("plan.Action", on_delete=models.CASCADE, related_name="came_of")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")

    wall = MEETING
    privacy: ClassVar = dict.fromkeys(("id", "raised", "action", "area"), OPERATIONAL)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["raised", "action"], name="an_action_comes_of_something_once")
        ]

    def __str__(self) -> str:
        return f"{self.raised_id} {self.action_id}"


class Minutes(Walled):
    """Minutes as they were agreed: frozen, with the fingerprint of what they say; never changed."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="minutes")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    body = models.JSONField()
    sha256 = models.CharField(max_length=64)
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    agreed_by_name = models.CharField(max_length=200)
    agreed_at = models.DateTimeField()

    wall = ONCE
    privacy: ClassVar = {
        **dict.fromkeys(("id", "meeting", "area", "sha256", "agreed_by", "agreed_at"), OPERATIONAL),
        "body": CONTENT,
        "agreed_by_name": STAFF,
    }

    def __str__(self) -> str:
        return str(self.meeting_id)


class UpwardReport(Walled):
    """What a group reports upward after a meeting: words, and the decisions it picked. Source: D12; 001 3.8."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="report")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    to_group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="reports_received")
    to_area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    group_name = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    lang = models.CharField(max_length=35, blank=True)
    body = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)
    sent_by_name = models.CharField(max_length=200, blank=True)
    sent_at = models.DateTimeField(null=True)

    wall = REPORT
    privacy: ClassVar = {
        **dict.fromkeys(("id", "meeting", "area", "to_group", "to_area", "lang", "version"), OPERATIONAL),
        "sent_at": OPERATIONAL,
        **dict.fromkeys(("group_name", "words", "body"), CONTENT),
        "sent_by_name": STAFF,
    }

    class Meta:
        indexes: ClassVar = [models.Index(fields=["to_group", "sent_at"])]

    def __str__(self) -> str:
        return str(self.meeting_id)
