"""What people say of a finding."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models

from evenhand_service.common.privacy import CONTENT, OPERATIONAL, STAFF
from evenhand_service.common.walls import Walled
from evenhand_service.monitoring.models.thread_walls import COMMENT
from evenhand_service.monitoring.models.threads import FindingThread


class Comment(Walled):
    """A comment on a finding, in whichever language; hidden by a lead with a reason, never removed. Source: C8.

    `for_community` says that it is what people of the group told whoever wrote it. `version` counts changes, so that two
    people who change the same text are told.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    thread = models.ForeignKey(FindingThread, on_delete=models.PROTECT, related_name="comments")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    body = models.TextField()
    lang = models.CharField(max_length=35, blank=True)
    for_community = models.BooleanField(default=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    author_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    hidden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    hidden_at = models.DateTimeField(null=True)
    hidden_because = models.TextField(blank=True)

    wall = COMMENT
    privacy: ClassVar = {
        **dict.fromkeys(("id", "thread", "area", "lang", "author", "made_at", "edited_at"), OPERATIONAL),
        **dict.fromkeys(
            ("version", "hidden_by", "hidden_at", "hidden_because", "for_community"), OPERATIONAL
        ),
        "author_name": STAFF,
        "body": CONTENT,
    }

    class Meta:
        ordering: ClassVar = ["made_at"]
        indexes: ClassVar = [models.Index(fields=["thread", "made_at"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(hidden_at__isnull=True) | ~models.Q(hidden_because=""),
                name="a_hidden_comment_says_why",
            )
        ]

    def __str__(self) -> str:
        return f"{self.thread_id} {self.made_at:%Y-%m-%d}"
