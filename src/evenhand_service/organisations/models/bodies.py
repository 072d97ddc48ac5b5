"""Organisations and their teams."""

from datetime import date
from typing import ClassVar
from uuid import uuid4

from django.db import models

from evenhand_service.common.privacy import OPERATIONAL, PUBLIC
from evenhand_service.common.walls import Wall, Walled
from evenhand_service.organisations.kinds import JUSTICE_KINDS
from evenhand_service.organisations.models.areas import Area


class Organisation(Walled):
    """A partnership, provider, police force, prison, community organisation ... Its name is public. Source: A2."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    name = models.CharField(max_length=200)
    name_cy = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=40)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="organisations")
    is_justice = models.BooleanField(default=False)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)

    wall = Wall(also_see="true", change="manage-organisations")
    privacy: ClassVar = dict.fromkeys(
        ("id", "name", "name_cy", "kind", "area", "is_justice", "starts", "ends"), PUBLIC
    )

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            # A police force that counted as anything else would see care data.
            models.CheckConstraint(
                condition=~models.Q(kind__in=JUSTICE_KINDS) | models.Q(is_justice=True),
                name="a_justice_kind_is_justice",
            ),
            models.CheckConstraint(
                condition=models.Q(ends__isnull=True)
                | models.Q(starts__isnull=True)
                | models.Q(ends__gte=models.F("starts")),
                name="an_organisation_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def runs_on(self, day: date) -> bool:
        """Return whether the organisation is there on a day."""
        return (self.starts is None or self.starts <= day) and (self.ends is None or day <= self.ends)


class Team(Walled):
    """A team of an organisation."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="teams")
    name = models.CharField(max_length=200)
    ends = models.DateField(null=True, blank=True)

    wall = Wall(through="organisation_id")
    privacy: ClassVar = dict.fromkeys(("id", "organisation", "name", "ends"), OPERATIONAL)

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "name"], name="a_team_once"),
        ]

    def __str__(self) -> str:
        return self.name
