"""Files that somebody gave: what they are, what became of each row, who said that they may be used."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from evenhand_service.common.privacy import CONTENT, OPERATIONAL, PERSONAL, STAFF
from evenhand_service.common.walls import Wall, Walled
from evenhand_service.monitoring.loads.enums import DataClass, LoadSource, LoadState

_BY: dict = {"null": True, "on_delete": models.SET_NULL, "related_name": "+"}


def _pair(by: str, at: str, name: str) -> models.CheckConstraint:
    """Who and when are told together: whoever did it may leave later, but never without the day."""
    return models.CheckConstraint(
        condition=Q(**{f"{at}__isnull": False}) | Q(**{f"{by}__isnull": True}), name=name
    )


class Load(Walled):
    """One file: never its name, which may be somebody's; its kind, its fingerprint, its counts. Source: J1, J2.

    `kind` is the record type and `profile` the format as recognised; `data_class` says whose wall it stands behind,
    `data_classes` all that its rows hold. `file_name` is neutral and ours; `label` the uploader's own words.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="loads")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="loads"
    )
    purpose = models.ForeignKey(
        "organisations.Purpose", null=True, blank=True, on_delete=models.PROTECT, related_name="loads"
    )
    source = models.CharField(max_length=12, choices=LoadSource, default=LoadSource.BROWSER)
    label = models.CharField(max_length=80, blank=True)
    file_name = models.CharField(max_length=120)
    profile = models.CharField(max_length=80)
    kind = models.CharField(max_length=20)
    data_class = models.CharField(max_length=12, choices=DataClass)
    data_classes = ArrayField(models.CharField(max_length=12, choices=DataClass))
    sha256 = models.CharField(max_length=64)
    size_bytes = models.PositiveBigIntegerField()
    state = models.CharField(max_length=12, choices=LoadState, default=LoadState.RECEIVED)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, **_BY)
    uploaded_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, **_BY)
    approved_at = models.DateTimeField(null=True)
    stored_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, **_BY)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=400, blank=True)
    bytes_removed_at = models.DateTimeField(null=True)
    rows_read = models.PositiveIntegerField(default=0)
    rows_accepted = models.PositiveIntegerField(default=0)
    rows_rejected = models.PositiveIntegerField(default=0)
    rows_duplicate = models.PositiveIntegerField(default=0)
    rows_folded = models.PositiveIntegerField(default=0)
    rows_without_consent = models.PositiveIntegerField(default=0)
    problems_found = models.PositiveIntegerField(default=0)
    first_date = models.DateField(null=True)
    last_date = models.DateField(null=True)
    notes = models.JSONField(default=list)
    refused_what = models.TextField(blank=True)
    refused_mend = models.TextField(blank=True)
    progress = models.JSONField(default=dict)

    wall = Wall(see="see-loads", change="upload", organisation="organisation_id", data_class="data_class")
    privacy: ClassVar = {
        **dict.fromkeys(
            ("id", "area", "organisation", "purpose", "source", "file_name", "profile", "kind"), OPERATIONAL
        ),
        **dict.fromkeys(("data_class", "data_classes", "sha256", "size_bytes", "state"), OPERATIONAL),
        **dict.fromkeys(
            ("uploaded_at", "checked_at", "approved_at", "stored_at", "withdrawn_at", "bytes_removed_at"),
            OPERATIONAL,
        ),
        **dict.fromkeys(
            (
                "rows_read",
                "rows_accepted",
                "rows_rejected",
                "rows_duplicate",
                "rows_folded",
                "rows_without_consent",
                "problems_found",
            ),
            OPERATIONAL,
        ),
        **dict.fromkeys(("uploaded_by", "approved_by", "withdrawn_by"), STAFF),
        **dict.fromkeys(("label", "withdrawn_because", "notes", "refused_what", "refused_mend"), CONTENT),
        **dict.fromkeys(("first_date", "last_date", "progress"), CONTENT),
    }

    class Meta:
        ordering: ClassVar = ["-uploaded_at", "id"]
        indexes: ClassVar = [
            models.Index(fields=["area", "state", "-uploaded_at"]),
            models.Index(fields=["area", "sha256"]),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(
                    rows_read=F("rows_accepted")
                    + F("rows_rejected")
                    + F("rows_duplicate")
                    + F("rows_folded")
                    + F("rows_without_consent")
                ),
                name="rows_of_a_load_add_up",
            ),
            models.CheckConstraint(
                condition=Q(data_class=DataClass.AGGREGATE) | Q(purpose__isnull=False),
                name="rows_about_people_have_a_purpose",
            ),
            models.CheckConstraint(
                condition=~Q(state=LoadState.APPROVED)
                | Q(approved_at__isnull=False, checked_at__isnull=False, rows_accepted__gt=0),
                name="an_approved_load_was_checked",
            ),
            models.CheckConstraint(
                condition=~Q(state=LoadState.CHECKED) | Q(checked_at__isnull=False, rows_accepted__gt=0),
                name="a_checked_load_has_rows",
            ),
            models.CheckConstraint(
                condition=Q(state=LoadState.WITHDRAWN, withdrawn_at__isnull=False)
                | (~Q(state=LoadState.WITHDRAWN) & Q(withdrawn_at__isnull=True)),
                name="a_withdrawn_load_says_when",
            ),
            models.CheckConstraint(
                condition=Q(stored_at__isnull=True) | Q(approved_at__isnull=False),
                name="rows_are_stored_after_approval",
            ),
            _pair("approved_by", "approved_at", "a_load_approved_by_and_at"),
            _pair("withdrawn_by", "withdrawn_at", "a_load_withdrawn_by_and_at"),
            # The same file twice in an area is told, and taken once: what was refused or withdrawn may come again.
            models.UniqueConstraint(
                fields=["area", "organisation", "sha256"],
                condition=~Q(state__in=[LoadState.REFUSED, LoadState.WITHDRAWN]),
                name="a_file_is_loaded_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.uploaded_at:%Y-%m-%d}"


class LoadChunk(Walled):
    """A piece of an uploaded file, byte for byte, until retention removes it: rows about people live in the stores."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    load = models.ForeignKey(Load, on_delete=models.CASCADE, related_name="chunks")
    position = models.PositiveIntegerField()
    content = models.BinaryField()

    wall = Wall(through="load_id", audit="statement")
    privacy: ClassVar = {"id": OPERATIONAL, "load": OPERATIONAL, "position": OPERATIONAL, "content": PERSONAL}

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["load", "position"], name="a_piece_of_a_file_once")
        ]

    def __str__(self) -> str:
        return f"{self.load_id} {self.position}"


class LoadProblem(Walled):
    """Why a row cannot be used, and what would mend it: its line, its column, a rule. Never what stands in it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    load = models.ForeignKey(Load, on_delete=models.CASCADE, related_name="problems")
    line = models.PositiveBigIntegerField()
    column = models.CharField(max_length=200, blank=True)
    rule = models.TextField()
    mend = models.TextField(blank=True)

    wall = Wall(through="load_id", audit="statement")
    privacy: ClassVar = dict.fromkeys(("id", "load", "line", "column", "rule", "mend"), OPERATIONAL)

    class Meta:
        ordering: ClassVar = ["line", "column", "id"]
        indexes: ClassVar = [models.Index(fields=["load", "line"]), models.Index(fields=["load", "rule"])]

    def __str__(self) -> str:
        return f"{self.load_id} {self.line}"
