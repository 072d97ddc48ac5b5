"""Documents that a plan is read from: what was proposed of each row, and what somebody made of it."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from evenhand_service.common.privacy import CONTENT, OPERATIONAL, STAFF
from evenhand_service.common.walls import Walled
from evenhand_service.plan.enums import DocumentState, RowState
from evenhand_service.plan.models.actions import Action
from evenhand_service.plan.models.plans import PERSON, Plan
from evenhand_service.plan.models.walls import PLAN


class Document(Walled):
    """A document that is read for a plan: its fingerprint and what could not be placed; never its file's name.

    Its file is kept until it was read, and no longer: every row holds its words as they stood, and `unplaced` all
    others. `ending` is that of its name, `pages` which of them are asked for, `notes` what the reading says of the whole.
    Source: F1; D12.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="documents")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=DocumentState, default=DocumentState.READ)
    form = models.CharField(max_length=20, blank=True)
    ending = models.CharField(max_length=10, blank=True)
    pages = models.CharField(max_length=20, blank=True)
    sha256 = models.CharField(max_length=64)
    size_bytes = models.PositiveBigIntegerField()
    unplaced = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    refused_what = models.TextField(blank=True)
    refused_mend = models.TextField(blank=True)
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    read_by_name = models.CharField(max_length=200)
    read_at = models.DateTimeField()
    unplaced_seen_at = models.DateTimeField(null=True)

    wall = PLAN
    privacy: ClassVar = {
        **dict.fromkeys(("id", "plan", "area", "form", "sha256", "size_bytes", "read_by"), OPERATIONAL),
        **dict.fromkeys(("read_at", "unplaced_seen_at", "state", "ending", "pages"), OPERATIONAL),
        **dict.fromkeys(("unplaced", "notes", "refused_what", "refused_mend"), CONTENT),
        "read_by_name": STAFF,
    }

    class Meta:
        ordering: ClassVar = ["-read_at", "id"]
        indexes: ClassVar = [models.Index(fields=["plan", "-read_at"])]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.read_at:%Y-%m-%d}"


class DocumentFile(Walled):
    """The content of a document that still waits to be read, apart from its row; gone as soon as it was read."""

    document = models.OneToOneField(Document, primary_key=True, on_delete=models.CASCADE, related_name="file")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    content = models.BinaryField()

    wall = PLAN
    privacy: ClassVar = {"document": OPERATIONAL, "area": OPERATIONAL, "content": CONTENT}

    def __str__(self) -> str:
        return str(self.document_id)


class ProposedRow(Walled):
    """A row as it was read: the words beside what was made of them; an action once somebody confirmed it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="rows")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    proposal = models.JSONField()
    verbatim = models.TextField()
    confidence = models.FloatField(null=True)
    state = models.CharField(max_length=10, choices=RowState, default=RowState.WAITING)
    action = models.OneToOneField(Action, null=True, on_delete=models.SET_NULL, related_name="proposed_as")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    decided_by_name = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True)
    skipped_because = models.TextField(blank=True)

    wall = PLAN
    privacy: ClassVar = {
        **dict.fromkeys(("id", "document", "area", "position", "confidence", "state"), OPERATIONAL),
        **dict.fromkeys(("action", "decided_by", "decided_at"), OPERATIONAL),
        "decided_by_name": STAFF,
        **dict.fromkeys(("proposal", "verbatim", "skipped_because"), CONTENT),
    }

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "position"], name="a_row_of_a_document_once"),
            models.CheckConstraint(
                condition=Q(state=RowState.WAITING, decided_at__isnull=True)
                | (~Q(state=RowState.WAITING) & Q(decided_at__isnull=False)),
                name="a_decided_row_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.position}"
