"""Documents that a plan or recommendations are read from, and the file of one that still waits."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models

from evenhand_service.common.privacy import CONTENT, OPERATIONAL, STAFF
from evenhand_service.common.walls import Walled
from evenhand_service.plan.enums import DocumentState, SourceKind
from evenhand_service.plan.models.plans import PERSON, Plan
from evenhand_service.plan.models.walls import PLAN


class Document(Walled):
    """A document that is read: its fingerprint and what could not be placed; never its file's name.

    Its file is kept until it was read, and no longer: every row and recommendation holds its words as they stood, and
    `unplaced` all others. `ending` is that of its name, `pages` which of them are asked for, `notes` what the reading
    says of the whole. `plan` is the one that its rows go into, if it has any; `source_...` say whose recommendations
    stand in it, `groups` of which project or part, with what came of it. Source: F1, F6; D12.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    plan = models.ForeignKey(Plan, null=True, on_delete=models.CASCADE, related_name="documents")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=DocumentState, default=DocumentState.READ)
    form = models.CharField(max_length=20, blank=True)
    ending = models.CharField(max_length=10, blank=True)
    pages = models.CharField(max_length=20, blank=True)
    sha256 = models.CharField(max_length=64)
    size_bytes = models.PositiveBigIntegerField()
    unplaced = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    groups = models.JSONField(default=list)
    source_kind = models.CharField(max_length=20, choices=SourceKind, blank=True)
    source_title = models.CharField(max_length=300, blank=True)
    source_address = models.URLField(max_length=600, blank=True)
    source_date = models.DateField(null=True)
    source_lang = models.CharField(max_length=35, blank=True)
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
        **dict.fromkeys(("source_kind", "source_date", "source_lang"), OPERATIONAL),
        **dict.fromkeys(("unplaced", "notes", "refused_what", "refused_mend"), CONTENT),
        **dict.fromkeys(("groups", "source_title", "source_address"), CONTENT),
        "read_by_name": STAFF,
    }

    class Meta:
        ordering: ClassVar = ["-read_at", "id"]
        indexes: ClassVar = [
            models.Index(fields=["plan", "-read_at"]),
            models.Index(fields=["area", "-read_at"], name="plan_document_of_area"),
        ]

    def __str__(self) -> str:
        return f"{self.area_id} {self.read_at:%Y-%m-%d}"


class DocumentFile(Walled):
    """The content of a document that still waits to be read, apart from its row; gone as soon as it was read."""

    document = models.OneToOneField(Document, primary_key=True, on_delete=models.CASCADE, related_name="file")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    content = models.BinaryField()

    wall = PLAN
    privacy: ClassVar = {"document": OPERATIONAL, "area": OPERATIONAL, "content": CONTENT}

    def __str__(self) -> str:
        return str(self.document_id)
