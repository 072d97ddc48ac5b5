"""A meeting, its agenda and papers, and who was there."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from evenhand_service.common.privacy import CONTENT, OPERATIONAL, SPECIAL, STAFF
from evenhand_service.common.walls import Walled
from evenhand_service.governance.enums import ItemKind, MeetingState, PaperKind, Presence
from evenhand_service.governance.models.groups import Group, Seat
from evenhand_service.governance.models.walls import ATTENDANCE, MEETING
from evenhand_service.plan.models.plans import PERSON


class Meeting(Walled):
    """A meeting of a group, from planning to agreed minutes. Source: D12; 001 3.8, 3.10.

    `release` is the data report that lay beside the action table. `presence` counts who was there by capacity and
    `shown_present` names them as they chose to be named: what everybody reads in place of the seats.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="meetings")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    place = models.CharField(max_length=300, blank=True)
    lang = models.CharField(max_length=35, default="en")
    state = models.CharField(max_length=12, choices=MeetingState, default=MeetingState.PLANNED)
    called_off_because = models.TextField(blank=True)
    release = models.ForeignKey("monitoring.Release", null=True, on_delete=models.PROTECT, related_name="+")
    presence = models.JSONField(default=dict)
    shown_present = models.JSONField(default=dict)
    agenda_sent_at = models.DateTimeField(null=True)
    begun_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    agreed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    wall = MEETING
    privacy: ClassVar = {
        **dict.fromkeys(("id", "group", "area", "starts_at", "ends_at", "lang", "state"), OPERATIONAL),
        **dict.fromkeys(("release", "agenda_sent_at", "begun_at", "closed_at", "agreed_at"), OPERATIONAL),
        **dict.fromkeys(("version", "made_by", "made_at"), OPERATIONAL),
        **dict.fromkeys(("place", "called_off_because"), CONTENT),
        **dict.fromkeys(("presence", "shown_present"), SPECIAL),
        "made_by_name": STAFF,
    }

    class Meta:
        ordering: ClassVar = ["-starts_at", "id"]
        indexes: ClassVar = [
            models.Index(fields=["group", "-starts_at"]),
            models.Index(fields=["area", "-starts_at"]),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="a_meeting_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~Q(state=MeetingState.CALLED_OFF) | ~Q(called_off_because=""),
                name="a_meeting_called_off_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(state=MeetingState.AGREED) | Q(agreed_at__isnull=False),
                name="agreed_minutes_say_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.starts_at:%Y-%m-%d}"


class AgendaItem(Walled):
    """Something on an agenda: found by the service or added by somebody; what was said of it stands in `minutes`.

    An item that was left out stays as `left_out`, so that finding what is due again does not bring it back.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=ItemKind, default=ItemKind.FREE)
    title = models.CharField(max_length=300)
    lang = models.CharField(max_length=35, blank=True)
    why = models.CharField(max_length=400, blank=True)
    action = models.ForeignKey(
        "plan.Action", null=True, on_delete=models.SET_NULL, related_name="agenda_items"
    )
    thread = models.ForeignKey(
        "monitoring.FindingThread", null=True, on_delete=models.SET_NULL, related_name="agenda_items"
    )
    report = models.ForeignKey(
        "governance.UpwardReport", null=True, on_delete=models.SET_NULL, related_name="agenda_items"
    )
    is_found = models.BooleanField(default=False)
    left_out = models.BooleanField(default=False)
    minutes = models.TextField(blank=True)

    wall = MEETING
    privacy: ClassVar = {
        **dict.fromkeys(
            ("id", "meeting", "area", "position", "kind", "lang", "action", "thread"), OPERATIONAL
        ),
        **dict.fromkeys(("report", "is_found", "left_out"), OPERATIONAL),
        **dict.fromkeys(("title", "why", "minutes"), CONTENT),
    }

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(title=""), name="an_item_says_what"),
            models.UniqueConstraint(
                fields=["meeting", "position"],
                name="an_item_has_its_place",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(
                fields=["meeting", "action"],
                condition=Q(action__isnull=False, is_found=True),
                name="an_action_is_found_once_for_an_agenda",
            ),
            models.UniqueConstraint(
                fields=["meeting", "thread"],
                condition=Q(thread__isnull=False, is_found=True),
                name="a_finding_is_found_once_for_an_agenda",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.position}"


class Paper(Walled):
    """A paper of a meeting: a file or a link; never its file's name, which may be somebody's."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="papers")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(AgendaItem, null=True, on_delete=models.SET_NULL, related_name="papers")
    kind = models.CharField(max_length=4, choices=PaperKind)
    title = models.CharField(max_length=200)
    lang = models.CharField(max_length=35, blank=True)
    address = models.URLField(max_length=600, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    size_bytes = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    given_by_name = models.CharField(max_length=200)
    given_at = models.DateTimeField()

    wall = MEETING
    privacy: ClassVar = {
        **dict.fromkeys(("id", "meeting", "area", "item", "kind", "lang", "media_type"), OPERATIONAL),
        **dict.fromkeys(("size_bytes", "sha256", "given_by", "given_at"), OPERATIONAL),
        **dict.fromkeys(("title", "address"), CONTENT),
        "given_by_name": STAFF,
    }

    class Meta:
        ordering: ClassVar = ["given_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind=PaperKind.LINK, sha256="") & ~Q(address="")
                | Q(kind=PaperKind.FILE, address="", sha256__regex=r"^[0-9a-f]{64}$"),
                name="a_paper_is_a_file_or_a_link",
            )
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.kind}"


class PaperFile(Walled):
    """The content of a paper, byte for byte, apart from its row so that lists read none of it."""

    paper = models.OneToOneField(Paper, primary_key=True, on_delete=models.CASCADE, related_name="file")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    content = models.BinaryField()

    wall = MEETING
    privacy: ClassVar = {"paper": OPERATIONAL, "area": OPERATIONAL, "content": CONTENT}

    def __str__(self) -> str:
        return str(self.paper_id)


class Attendance(Walled):
    """Whether somebody with a seat was at a meeting. Source: D15."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendance")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="attendance")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    presence = models.CharField(max_length=10, choices=Presence)

    wall = ATTENDANCE
    privacy: ClassVar = {
        **dict.fromkeys(("id", "meeting", "seat", "area"), OPERATIONAL),
        "presence": STAFF,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "seat"], name="attendance_of_a_seat_once")
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.seat_id}"
