"""The library of good practice, in as many languages as somebody wrote; what is public of it; bulletins."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from evenhand_service.commissioning.enums import BulletinState, PracticeState
from evenhand_service.commissioning.models.treatment import KEY, PERSON, WHO
from evenhand_service.commissioning.models.walls import BULLETIN, INSPIRED, PRACTICE, PUBLISHED
from evenhand_service.common.privacy import CONTENT, OPERATIONAL, PUBLIC, STAFF
from evenhand_service.common.walls import Wall, Walled


class Practice(Walled):
    """Something that was done, where, for whom, at which step, with its evidence. Source: F8, D12; 001 3/1, 5/3; 004.

    `thread` and `action` are the finding it began from and the action that it was; `author` never approves it.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="practices")
    organisation = models.ForeignKey(
        "organisations.Organisation", null=True, on_delete=models.PROTECT, related_name="practices"
    )
    stage = models.CharField(**KEY)
    characteristic = models.CharField(**KEY)
    group = models.CharField(max_length=200, blank=True)
    done_from = models.DateField(null=True)
    thread = models.ForeignKey(
        "monitoring.FindingThread", null=True, on_delete=models.PROTECT, related_name="practices"
    )
    action = models.ForeignKey("plan.Action", null=True, on_delete=models.PROTECT, related_name="practices")
    evidence_address = models.URLField(max_length=600, blank=True)
    contact_name = models.CharField(max_length=200, blank=True)
    contact_email = models.EmailField(blank=True)
    state = models.CharField(max_length=12, choices=PracticeState, default=PracticeState.DRAFT)
    version = models.PositiveIntegerField(default=1)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    author_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    approved_by_name = models.CharField(max_length=200, blank=True)
    approved_at = models.DateTimeField(null=True)
    because = models.TextField(blank=True)

    wall = PRACTICE
    privacy: ClassVar = {
        **dict.fromkeys(("id", "area", "organisation", "thread", "action", "state"), OPERATIONAL),
        **dict.fromkeys(("version", "author", "made_at", "approved_at", "done_from"), OPERATIONAL),
        **dict.fromkeys(("stage", "characteristic", "group"), PUBLIC),
        **dict.fromkeys(("evidence_address", "because"), CONTENT),
        **dict.fromkeys(("contact_name", "contact_email", "author_name", "approved_by_name"), STAFF),
    }

    class Meta:
        ordering: ClassVar = ["-made_at", "id"]
        indexes: ClassVar = [
            models.Index(fields=["state", "-approved_at"]),
            models.Index(fields=["characteristic", "stage"]),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state=PracticeState.APPROVED) | Q(approved_at__isnull=False),
                name="an_approved_practice_says_when",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class PracticeWords(Walled):
    """What an entry says, in one language (BCP 47)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="words")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    done = models.TextField()
    where = models.CharField(max_length=300, blank=True)
    came_of_it = models.TextField()
    lessons = models.TextField(blank=True)

    wall = Wall(through="practice_id")
    privacy: ClassVar = {
        **dict.fromkeys(("id", "practice", "area", "language"), OPERATIONAL),
        **dict.fromkeys(("title", "done", "where", "came_of_it", "lessons"), CONTENT),
    }

    class Meta:
        ordering: ClassVar = ["language"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["practice", "language"], name="words_of_a_practice_once")
        ]

    def __str__(self) -> str:
        return f"{self.practice_id} {self.language}"


class Inspired(Walled):
    """An action, of this place or another, that an entry inspired, as who writes its plan says. Source: F8.

    `area` is the action's.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="inspired")
    action = models.ForeignKey("plan.Action", on_delete=models.CASCADE, related_name="inspired_by")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    wall = INSPIRED
    privacy: ClassVar = {
        **dict.fromkeys(("id", "practice", "action", "area", *WHO), OPERATIONAL),
        "made_by_name": STAFF,
    }

    class Meta:
        ordering: ClassVar = ["made_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["practice", "action"], name="an_entry_inspires_an_action_once")
        ]

    def __str__(self) -> str:
        return f"{self.practice_id} {self.action_id}"


class PublishedPractice(Walled):
    """What anybody may read of an approved entry: the fields that were chosen, as they stood, and no others. Source: F8."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="published")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    fields = models.JSONField(default=list)
    body = models.JSONField(default=dict)
    stage = models.CharField(**KEY)
    characteristic = models.CharField(**KEY)
    published_by_name = models.CharField(max_length=200)
    published_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    wall = PUBLISHED
    privacy: ClassVar = {
        **dict.fromkeys(("id", "practice", "area", "fields", "published_at", "withdrawn_at"), OPERATIONAL),
        **dict.fromkeys(("stage", "characteristic"), PUBLIC),
        "body": CONTENT,
        "published_by_name": STAFF,
    }

    class Meta:
        ordering: ClassVar = ["-published_at", "id"]
        indexes: ClassVar = [models.Index(fields=["withdrawn_at", "-published_at"])]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["practice"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_public_text_of_a_practice",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Bulletin(Walled):
    """What was new in a period, put together once and then as it was sent. It holds what is public alone. Source: F8."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="bulletins")
    first_day = models.DateField()
    last_day = models.DateField()
    introduction = models.TextField(blank=True)
    lang = models.CharField(max_length=35, blank=True)
    body = models.JSONField(default=dict)
    state = models.CharField(max_length=12, choices=BulletinState, default=BulletinState.DRAFT)
    issued_at = models.DateTimeField(null=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    wall = BULLETIN
    privacy: ClassVar = {
        **dict.fromkeys(("id", "area", "first_day", "last_day", "lang", "state", "issued_at"), OPERATIONAL),
        **dict.fromkeys(WHO, OPERATIONAL),
        **dict.fromkeys(("introduction", "body"), CONTENT),
        "made_by_name": STAFF,
    }

    class Meta:
        ordering: ClassVar = ["-last_day", "id"]
        indexes: ClassVar = [models.Index(fields=["state", "-last_day"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="a_bulletin_ends_after_it_starts"
            )
        ]

    def __str__(self) -> str:
        return f"{self.area_id} {self.last_day}"
