"""Runs of the library for an area: what was asked, what went in, how far it is, what would mend it."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from evenhand_service.common.privacy import CONTENT, OPERATIONAL, STAFF
from evenhand_service.common.walls import Wall, Walled
from evenhand_service.monitoring.models.loads import Load
from evenhand_service.monitoring.runs.enums import RunState


class Run(Walled):
    """One run: its parameters are those of the library's `flow.run`, in no language. Source: C4; J1.

    `run_key` is the library's own id, the same for the same content; `wanted` says which release the run redoes.
    `redo_since` is set when a load that it used is withdrawn.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="runs")
    programme = models.CharField(max_length=80)
    as_at = models.DateField(null=True)
    area_level = models.CharField(max_length=40, blank=True)
    area_of = models.CharField(max_length=20, default="residence")
    period = models.CharField(max_length=20, default="whole")
    policy = models.CharField(max_length=40)
    with_exact = models.BooleanField(default=True)
    redoes = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="redone_by")
    state = models.CharField(max_length=12, choices=RunState, default=RunState.WAITING)
    progress = models.JSONField(default=dict)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    run_key = models.CharField(max_length=40, blank=True)
    versions = models.JSONField(default=dict)
    notes = models.JSONField(default=list)
    left_out = models.JSONField(default=list)
    stopped_what = models.TextField(blank=True)
    stopped_mend = models.TextField(blank=True)
    redo_since = models.DateTimeField(null=True)

    wall = Wall(see="see-drafts", change="run")
    privacy: ClassVar = {
        **dict.fromkeys(("id", "area", "programme", "as_at", "area_level", "area_of", "period"), OPERATIONAL),
        **dict.fromkeys(("policy", "with_exact", "redoes", "state", "asked_at", "started_at"), OPERATIONAL),
        **dict.fromkeys(("finished_at", "run_key", "versions", "redo_since"), OPERATIONAL),
        "asked_by": STAFF,
        **dict.fromkeys(("progress", "notes", "left_out", "stopped_what", "stopped_mend"), CONTENT),
    }

    class Meta:
        ordering: ClassVar = ["-asked_at", "id"]
        indexes: ClassVar = [models.Index(fields=["area", "-asked_at"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state=RunState.MADE) | (Q(finished_at__isnull=False) & ~Q(run_key="")),
                name="a_run_that_was_made_has_a_key",
            ),
            models.CheckConstraint(
                condition=~Q(state=RunState.STOPPED) | (Q(finished_at__isnull=False) & ~Q(stopped_what="")),
                name="a_run_that_stopped_says_why",
            ),
            models.CheckConstraint(
                condition=Q(started_at__isnull=True)
                | Q(finished_at__isnull=True)
                | Q(finished_at__gte=models.F("started_at")),
                name="a_run_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme} {self.asked_at:%Y-%m-%d}"


class RunInput(Walled):
    """A load that a run used: the extract that was written for it, and its fingerprint."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="inputs")
    load = models.ForeignKey(Load, on_delete=models.PROTECT, related_name="used_in")
    file = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    profile = models.CharField(max_length=80)
    rows = models.PositiveIntegerField()

    wall = Wall(through="run_id")
    privacy: ClassVar = dict.fromkeys(("id", "run", "load", "file", "sha256", "profile", "rows"), OPERATIONAL)

    class Meta:
        ordering: ClassVar = ["file"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["run", "file"], name="a_file_of_a_run_once")]

    def __str__(self) -> str:
        return self.file


class LedgerRow(Walled):
    """What a release tells, as the library's ledger holds it: a later release is held against those that were published.

    `entry` holds protected figures alone. Whoever runs in an area within or above reads what was published there.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    run = models.OneToOneField(Run, on_delete=models.PROTECT, related_name="ledger_row")
    entry = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    wall = Wall(
        see="see-drafts",
        change="run",
        also_see="{row}.published_at IS NOT NULL",
        also_change="{row}.area_id = ANY ((SELECT access.areas({me}, 'publish'))::uuid[])",
    )
    privacy: ClassVar = {
        **dict.fromkeys(("id", "area", "run", "fingerprint", "made_at", "published_at"), OPERATIONAL),
        "entry": CONTENT,
    }

    class Meta:
        ordering: ClassVar = ["made_at", "id"]

    def __str__(self) -> str:
        return self.fingerprint[:12]
