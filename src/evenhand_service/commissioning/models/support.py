"""Places and providers that do less well, and how they were assisted: support offered, tried, looked at again."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from evenhand_service.commissioning.enums import SupportKind, SupportState
from evenhand_service.commissioning.models.treatment import PERSON, WHO
from evenhand_service.commissioning.models.walls import SUPPORT, SUPPORT_ENTRY
from evenhand_service.common.privacy import CONTENT, OPERATIONAL, PUBLIC, STAFF
from evenhand_service.common.walls import Walled


class Support(Walled):
    """An area, or a provider in it, that lay outside its limits in a region's funnel, and the help it had. Source: A6.

    `region`, `stage`, `place` and `release` (until `until`) say where that stood; `words` is what the funnel said, by
    language. Who is assisted need not see the region's release.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="supports")
    region = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        "organisations.Organisation", null=True, on_delete=models.PROTECT, related_name="supports"
    )
    release = models.ForeignKey("monitoring.Release", on_delete=models.PROTECT, related_name="supports")
    until = models.DateField()
    stage = models.CharField(max_length=80)
    place = models.CharField(max_length=200)
    words = models.JSONField(default=dict)
    state = models.CharField(max_length=12, choices=SupportState, default=SupportState.IDENTIFIED)
    look_again_date = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    wall = SUPPORT
    privacy: ClassVar = {
        **dict.fromkeys(("id", "area", "region", "organisation", "release", "state"), OPERATIONAL),
        **dict.fromkeys(("look_again_date", "version", "until", *WHO), OPERATIONAL),
        **dict.fromkeys(("stage", "place"), PUBLIC),
        "words": CONTENT,
        "made_by_name": STAFF,
    }

    class Meta:
        ordering: ClassVar = ["-made_at", "id"]
        indexes: ClassVar = [models.Index(fields=["area", "state", "look_again_date"])]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["release", "stage", "place"], name="a_place_is_identified_once"),
            models.CheckConstraint(
                condition=~Q(state=SupportState.ACCEPTED) | Q(look_again_date__isnull=False),
                name="support_that_runs_is_looked_at_again",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area_id} {self.stage}"


class SupportEntry(Walled):
    """What happened: offered by whom, what was tried, what a later release said. Kept, and never changed. Source: A6."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    support = models.ForeignKey(Support, on_delete=models.PROTECT, related_name="entries")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=SupportKind)
    wording = models.TextField(blank=True)
    lang = models.CharField(max_length=35, blank=True)
    by_whom = models.CharField(max_length=200, blank=True)
    release = models.ForeignKey("monitoring.Release", null=True, on_delete=models.PROTECT, related_name="+")
    until = models.DateField(null=True)
    words = models.JSONField(default=dict)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    author_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    wall = SUPPORT_ENTRY
    privacy: ClassVar = {
        **dict.fromkeys(("id", "support", "area", "kind", "lang", "release", "author"), OPERATIONAL),
        **dict.fromkeys(("made_at", "until"), OPERATIONAL),
        **dict.fromkeys(("wording", "words"), CONTENT),
        **dict.fromkeys(("by_whom", "author_name"), STAFF),
    }

    class Meta:
        ordering: ClassVar = ["made_at", "id"]
        indexes: ClassVar = [models.Index(fields=["support", "made_at"])]

    def __str__(self) -> str:
        return f"{self.support_id} {self.kind}"
