"""Evidence that something was done: files and links with their owner, fingerprint and last day."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from evenhand_service.common.privacy import CONTENT, OPERATIONAL, STAFF
from evenhand_service.common.walls import Walled
from evenhand_service.plan.enums import EvidenceKind, EvidenceState
from evenhand_service.plan.models.actions import Action
from evenhand_service.plan.models.plans import PERSON
from evenhand_service.plan.models.walls import OWN


class Evidence(Walled):
    """A file or a link, whose it is, and until when it counts; never its file's name, which may be somebody's.

    `replaces` is what it came in place of. It is accepted or not by somebody other than who gave it. Source: F1, F3.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="evidence")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=4, choices=EvidenceKind)
    title = models.CharField(max_length=200)
    lang = models.CharField(max_length=35, blank=True)
    address = models.URLField(max_length=600, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    size_bytes = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    owner_name = models.CharField(max_length=200)
    expires = models.DateField(null=True)
    replaces = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    given_by_name = models.CharField(max_length=200)
    given_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=EvidenceState, default=EvidenceState.OFFERED)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    decided_by_name = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_because = models.TextField(blank=True)

    wall = OWN
    privacy: ClassVar = {
        **dict.fromkeys(("id", "action", "area", "kind", "lang", "media_type", "size_bytes"), OPERATIONAL),
        **dict.fromkeys(("sha256", "expires", "replaces", "given_by", "given_at", "state"), OPERATIONAL),
        **dict.fromkeys(("decided_by", "decided_at"), OPERATIONAL),
        **dict.fromkeys(("owner_name", "given_by_name", "decided_by_name"), STAFF),
        **dict.fromkeys(("title", "address", "decided_because"), CONTENT),
    }

    class Meta:
        ordering: ClassVar = ["-given_at", "id"]
        indexes: ClassVar = [models.Index(fields=["action", "-given_at"]), models.Index(fields=["expires"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind=EvidenceKind.LINK, sha256="") & ~Q(address="")
                | Q(kind=EvidenceKind.FILE, address="", sha256__regex=r"^[0-9a-f]{64}$"),
                name="evidence_is_a_file_or_a_link",
            ),
            models.CheckConstraint(
                condition=Q(state=EvidenceState.OFFERED, decided_at__isnull=True)
                | (~Q(state=EvidenceState.OFFERED) & Q(decided_at__isnull=False)),
                name="decided_evidence_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=EvidenceState.REJECTED) | ~Q(decided_because=""),
                name="evidence_not_accepted_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action_id} {self.kind}"


class EvidenceFile(Walled):
    """The content of a file, byte for byte, apart from its row so that lists read none of it."""

    evidence = models.OneToOneField(Evidence, primary_key=True, on_delete=models.CASCADE, related_name="file")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="+")
    content = models.BinaryField()

    wall = OWN
    privacy: ClassVar = {
        "evidence": OPERATIONAL,
        "area": OPERATIONAL,
        "action": OPERATIONAL,
        "content": CONTENT,
    }

    def __str__(self) -> str:
        return str(self.evidence_id)
