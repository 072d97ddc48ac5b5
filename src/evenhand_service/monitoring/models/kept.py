"""What is shown of a release, stored so that no page computes: words, charts, sections, findings, files."""

from typing import ClassVar
from uuid import uuid4

from django.db import models

from evenhand_service.common.privacy import CONTENT, PUBLIC
from evenhand_service.common.walls import Walled
from evenhand_service.monitoring.models.packed import PackedField
from evenhand_service.monitoring.models.release_walls import PART
from evenhand_service.monitoring.models.releases import Release

_KEY = {"max_length": 80, "blank": True}


class KeptText(Walled):
    """A release's words in one language: facts, statements, and what the first page of each place shows."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=8)
    body = PackedField()

    wall = PART
    privacy: ClassVar = {**dict.fromkeys(("id", "release", "language"), PUBLIC), "body": CONTENT}

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["release", "language"], name="words_once")]

    def __str__(self) -> str:
        return f"{self.release_id} {self.language}"


class _Part(Walled):
    """What figures and sections have alike: a key that the next release uses too, in columns that a page asks by."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="%(class)ss")
    language = models.CharField(max_length=8)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    place = models.CharField(**_KEY)
    stage = models.CharField(**_KEY)
    characteristic = models.CharField(**_KEY)
    code_list = models.CharField(**_KEY)
    edition = models.CharField(max_length=20, blank=True)
    group = models.CharField(**_KEY)
    slug = models.CharField(max_length=400)
    title = models.TextField()
    body = PackedField()
    html = PackedField()

    wall = PART
    privacy: ClassVar = {
        **dict.fromkeys(("id", "release", "language", "number", "kind", "place", "stage"), PUBLIC),
        **dict.fromkeys(("characteristic", "code_list", "edition", "group", "slug"), PUBLIC),
        **dict.fromkeys(("title", "body", "html"), CONTENT),
    }

    class Meta:
        abstract = True
        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        return self.slug


class KeptFigure(_Part):
    """One chart of a release in one language: `html` is pasted into pages, `body` is made into files (JSON)."""

    lead = models.TextField(blank=True)
    credit = models.CharField(max_length=400)

    privacy: ClassVar = {**_Part.privacy, "lead": CONTENT, "credit": CONTENT}

    class Meta(_Part.Meta):
        abstract = False
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["release", "language", "slug"], name="a_figure_once")
        ]
        indexes: ClassVar = [models.Index(fields=["release", "language", "kind", "stage"])]


class KeptSection(_Part):
    """Sentences and tables of a release in one language that belong to no chart."""

    class Meta(_Part.Meta):
        abstract = False
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["release", "language", "slug"], name="a_section_once")
        ]


class KeptFinding(Walled):
    """A difference that held, in every language: `same` is the key by which other releases' are the same finding."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="findings")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    same = models.CharField(max_length=500)
    rank = models.PositiveIntegerField()
    is_headline = models.BooleanField()
    standing = models.PositiveSmallIntegerField()
    place = models.CharField(**_KEY)
    programme = models.CharField(max_length=80)
    period = models.CharField(max_length=21)
    stage = models.CharField(max_length=80)
    characteristic = models.CharField(max_length=80)
    code_list = models.CharField(**_KEY)
    edition = models.CharField(max_length=20, blank=True)
    group = models.CharField(max_length=80)
    reference = models.CharField(**_KEY)
    measure = models.CharField(max_length=40)
    units = models.CharField(max_length=40)
    estimate = models.FloatField()
    lower = models.FloatField()
    upper = models.FloatField()
    ratio = models.FloatField(null=True)
    ratio_lower = models.FloatField(null=True)
    ratio_upper = models.FloatField(null=True)
    people_least = models.IntegerField()
    people_most = models.IntegerField()
    adjusted_p = models.FloatField()
    figure = models.CharField(max_length=400, blank=True)
    evidence = models.JSONField(default=dict)
    words = models.JSONField(default=dict)

    wall = PART
    privacy: ClassVar = {
        **dict.fromkeys(
            ("id", "release", "area", "same", "rank", "is_headline", "standing", "place"), PUBLIC
        ),
        **dict.fromkeys(("programme", "period", "stage", "characteristic", "code_list", "edition"), PUBLIC),
        **dict.fromkeys(("group", "reference", "measure", "units", "figure"), PUBLIC),
        **dict.fromkeys(("estimate", "lower", "upper", "ratio", "ratio_lower", "ratio_upper"), CONTENT),
        **dict.fromkeys(("people_least", "people_most", "adjusted_p", "evidence", "words"), CONTENT),
    }

    class Meta:
        ordering: ClassVar = ["-release__period_ends", "rank"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["release", "rank", "same"], name="a_finding_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["same"]),
            models.Index(fields=["area", "standing", "rank"]),
        ]

    def __str__(self) -> str:
        return self.same


class ReleaseFile(Walled):
    """One file of a release as it was written: what is downloaded is what was approved."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="files")
    language = models.CharField(max_length=8)
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=120)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    data = PackedField()

    wall = PART
    privacy: ClassVar = {
        **dict.fromkeys(("id", "release", "language", "name", "media_type", "size", "sha256"), PUBLIC),
        "data": CONTENT,
    }

    class Meta:
        ordering: ClassVar = ["language", "name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["release", "language", "name"], name="a_file_once")
        ]

    def __str__(self) -> str:
        return self.name
