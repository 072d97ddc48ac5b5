"""What is said of an action over time: the progress log, which is never changed, and comments."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from evenhand_service.common.privacy import CONTENT, OPERATIONAL, STAFF
from evenhand_service.common.walls import Walled
from evenhand_service.plan.enums import ProgressKind
from evenhand_service.plan.models.actions import Action
from evenhand_service.plan.models.plans import PERSON
from evenhand_service.plan.models.walls import COMMENT, PROGRESS


class Progress(Walled):
    """An entry of the log: who, when, words. A mistake is put right by a further entry. Source: F3; 001 3.10.

    `as_at_date` is the day that the words are about, where it is another than `made_at`. `details` holds what changed,
    by field as [before, after], for entries that tell a change; no names of people.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="progress")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=ProgressKind, default=ProgressKind.WORDS)
    words = models.TextField(blank=True)
    lang = models.CharField(max_length=35, blank=True)
    details = models.JSONField(default=dict)
    as_at_date = models.DateField(null=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    author_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    wall = PROGRESS
    privacy: ClassVar = {
        **dict.fromkeys(("id", "action", "area", "kind", "lang", "as_at_date", "author"), OPERATIONAL),
        "made_at": OPERATIONAL,
        "author_name": STAFF,
        **dict.fromkeys(("words", "details"), CONTENT),
    }

    class Meta:
        ordering: ClassVar = ["-made_at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["action", "-made_at"]),
            models.Index(fields=["area", "-made_at"]),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(kind=ProgressKind.WORDS) | ~Q(words=""), name="progress_says_something"
            )
        ]

    def __str__(self) -> str:
        return f"{self.action_id} {self.made_at:%Y-%m-%d}"


class ActionComment(Walled):
    """What somebody who does not answer for an action says of it; hidden by a lead with a reason, never removed."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="comments")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    body = models.TextField()
    lang = models.CharField(max_length=35, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    author_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    hidden_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    hidden_at = models.DateTimeField(null=True)
    hidden_because = models.TextField(blank=True)

    wall = COMMENT
    privacy: ClassVar = {
        **dict.fromkeys(("id", "action", "area", "lang", "author", "made_at"), OPERATIONAL),
        **dict.fromkeys(("hidden_by", "hidden_at", "hidden_because"), OPERATIONAL),
        "author_name": STAFF,
        "body": CONTENT,
    }

    class Meta:
        ordering: ClassVar = ["made_at", "id"]
        indexes: ClassVar = [models.Index(fields=["action", "made_at"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(hidden_at__isnull=True) | ~Q(hidden_because=""),
                name="a_hidden_comment_of_an_action_says_why",
            )
        ]

    def __str__(self) -> str:
        return f"{self.action_id} {self.made_at:%Y-%m-%d}"
