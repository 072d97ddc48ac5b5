"""Groups that answer for a plan, and who sits in them."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from evenhand_service.common.privacy import CONTENT, OPERATIONAL, SPECIAL, STAFF
from evenhand_service.common.walls import Walled
from evenhand_service.governance.enums import Capacity, GroupKind, SeatPart
from evenhand_service.governance.models.walls import MEETING, SEAT
from evenhand_service.plan.models.plans import PERSON


class Group(Walled):
    """A panel, board, steering group or forum of an area, and the one it reports upward to. Source: D12, D15; 001 3.8.

    `seats` counts who sits there now by capacity, kept by operations, so that everybody may read how many without
    reading who.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="groups")
    kind = models.CharField(max_length=10, choices=GroupKind)
    name = models.CharField(max_length=200)
    lang = models.CharField(max_length=35, blank=True)
    purpose = models.TextField(blank=True)
    reports_to = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="reported_to_by"
    )
    seats_by_capacity = models.JSONField(default=dict)
    closed_date = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    wall = MEETING
    privacy: ClassVar = {
        **dict.fromkeys(("id", "area", "kind", "lang", "reports_to", "closed_date", "version"), OPERATIONAL),
        **dict.fromkeys(("made_by", "made_at"), OPERATIONAL),
        **dict.fromkeys(("name", "purpose"), CONTENT),
        "seats_by_capacity": SPECIAL,
        "made_by_name": STAFF,
    }

    class Meta:
        ordering: ClassVar = ["name", "id"]
        indexes: ClassVar = [models.Index(fields=["area", "name"])]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(name=""), name="a_group_has_a_name"),
            models.CheckConstraint(
                condition=Q(reports_to__isnull=True) | ~Q(reports_to=F("id")),
                name="no_group_reports_to_itself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area_id} {self.kind}"


class Seat(Walled):
    """Somebody in a group, from one day to another, with or without an account, in a capacity. Source: D15.

    `shown_as` is how they want to be named in agendas and minutes: a name, initials, 'carer'. `may_show_capacity` is
    their own say; without it the capacity is counted and never stands beside them.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="seats")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    name = models.CharField(max_length=200)
    shown_as = models.CharField(max_length=200)
    agency = models.CharField(max_length=200, blank=True)
    capacity = models.CharField(max_length=10, choices=Capacity)
    may_show_capacity = models.BooleanField(default=False)
    part = models.CharField(max_length=10, choices=SeatPart, default=SeatPart.MEMBER)
    starts = models.DateField()
    ends = models.DateField(null=True)

    wall = SEAT
    privacy: ClassVar = {
        **dict.fromkeys(("id", "group", "area", "part", "starts", "ends"), OPERATIONAL),
        **dict.fromkeys(("user", "agency"), STAFF),
        **dict.fromkeys(("name", "shown_as", "capacity", "may_show_capacity"), SPECIAL),
    }

    class Meta:
        ordering: ClassVar = ["part", "shown_as", "id"]
        indexes: ClassVar = [models.Index(fields=["group", "ends"]), models.Index(fields=["user"])]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(shown_as=""), name="a_seat_is_somebodys"),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="a_seat_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["group", "user"],
                condition=Q(user__isnull=False, ends__isnull=True),
                name="a_person_sits_in_a_group_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.part}"

    def runs_on(self, day: object) -> bool:
        """Return whether the seat is held on a day."""
        return self.starts <= day and (self.ends is None or self.ends >= day)
