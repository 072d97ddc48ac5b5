"""The needs assessment of a partnership: words by section, version upon version, and what was agreed when."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models

from evenhand_service.common.privacy import CONTENT, OPERATIONAL, STAFF
from evenhand_service.common.walls import Wall, Walled
from evenhand_service.monitoring.models.releases import Release

_PERSON = {"null": True, "on_delete": models.SET_NULL, "related_name": "+"}


class NeedsText(Walled):
    """One version of the words of one section; none is ever changed, the newest counts. Source: C11; 001 3.25."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    section = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    body = models.TextField(blank=True)
    lang = models.CharField(max_length=35, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, **_PERSON)
    writer_name = models.CharField(max_length=200)
    written_at = models.DateTimeField()

    wall = Wall(see="see-releases", change="edit-needs", append_only=True)
    privacy: ClassVar = {
        **dict.fromkeys(
            ("id", "area", "section", "version", "lang", "written_by", "written_at"), OPERATIONAL
        ),
        "writer_name": STAFF,
        "body": CONTENT,
    }

    class Meta:
        ordering: ClassVar = ["section", "-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["area", "section", "version"], name="a_version_of_a_section_once")
        ]

    def __str__(self) -> str:
        return f"{self.area_id} {self.section} {self.version}"


class NeedsAgreement(Walled):
    """The assessment as somebody named agreed it: which version of each section, beside which release.

    Kept, and never changed; a later one stands beside it. Source: C11; 001 2/2.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    release = models.ForeignKey(Release, null=True, on_delete=models.PROTECT, related_name="+")
    versions = models.JSONField(default=dict)
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, **_PERSON)
    agreed_by_name = models.CharField(max_length=200)
    agreed_at = models.DateTimeField()

    wall = Wall(see="see-releases", change="agree-needs", append_only=True)
    privacy: ClassVar = {
        **dict.fromkeys(
            ("id", "area", "number", "release", "versions", "agreed_by", "agreed_at"), OPERATIONAL
        ),
        "agreed_by_name": STAFF,
    }

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["area", "number"], name="an_agreement_has_its_number")
        ]

    def __str__(self) -> str:
        return f"{self.area_id} {self.number}"
