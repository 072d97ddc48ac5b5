"""Areas: places with dated codes."""

from datetime import date
from typing import ClassVar
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models

from evenhand_service.common.privacy import PUBLIC
from evenhand_service.common.walls import Wall, Walled
from evenhand_service.organisations.enums import AreaLevel, Standing


class Area(Walled):
    """A place with its code: nation, region, police force area, partnership, site. Public. Source: A1; 001 2.6-2.8.

    `starts` and `ends` are the days between which the code is in force, `replaced_by` the codes after it.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=200)
    name_cy = models.CharField(max_length=200, blank=True)
    level = models.CharField(max_length=40, choices=AreaLevel)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    standing = models.CharField(max_length=20, blank=True, choices=Standing)
    standing_from = models.DateField(null=True, blank=True)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    replaced_by = ArrayField(models.CharField(max_length=20), default=list, blank=True)

    wall = Wall(area="id", also_see="true", change="manage-organisations")
    privacy: ClassVar = dict.fromkeys(
        (
            "id",
            "code",
            "name",
            "name_cy",
            "level",
            "parent",
            "standing",
            "standing_from",
            "starts",
            "ends",
            "replaced_by",
        ),
        PUBLIC,
    )

    class Meta:
        ordering: ClassVar = ["name", "code"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(standing="") | models.Q(standing_from__isnull=False),
                name="a_standing_has_a_first_day",
            ),
            models.CheckConstraint(
                condition=models.Q(ends__isnull=True)
                | models.Q(starts__isnull=True)
                | models.Q(ends__gte=models.F("starts")),
                name="a_code_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def in_force(self, day: date) -> bool:
        """Return whether the code is in force on a day."""
        return (self.starts is None or self.starts <= day) and (self.ends is None or day <= self.ends)
