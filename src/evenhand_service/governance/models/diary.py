"""What is a person's own: the link of their calendar, how often they are written to, what they were told."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models

from evenhand_service.common.privacy import OPERATIONAL, SECRET, STAFF
from evenhand_service.common.walls import Walled
from evenhand_service.governance.enums import Frequency
from evenhand_service.governance.models.walls import OWN


class CalendarFeed(Walled):
    """The link under which a person's calendar reads their meetings and dates; its secret is kept as a hash alone."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="calendar_feed"
    )
    secret_hash = models.CharField(max_length=64, unique=True)
    lang = models.CharField(max_length=2, default="en")
    made_at = models.DateTimeField()
    last_used_day = models.DateField(null=True)

    wall = OWN
    privacy: ClassVar = {
        **dict.fromkeys(("user", "lang", "made_at", "last_used_day"), OPERATIONAL),
        "secret_hash": SECRET,
    }

    def __str__(self) -> str:
        return str(self.user_id)


class DigestSetting(Walled):
    """How often a person is written to, and when that was last."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="digest_setting"
    )
    frequency = models.CharField(max_length=8, choices=Frequency)
    last_sent_at = models.DateTimeField(null=True)

    wall = OWN
    privacy: ClassVar = dict.fromkeys(("user", "frequency", "last_sent_at"), OPERATIONAL)

    def __str__(self) -> str:
        return str(self.user_id)


class Told(Walled):
    """That a person was told of something in a state: it is told again once its state is another. Source: F4."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="told")
    kind = models.CharField(max_length=12)
    subject = models.UUIDField()
    state = models.CharField(max_length=80)
    told_at = models.DateTimeField()

    wall = OWN
    privacy: ClassVar = {
        **dict.fromkeys(("id", "kind", "subject", "state", "told_at"), OPERATIONAL),
        "user": STAFF,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "kind", "subject"], name="something_is_told_in_one_state")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"
