"""Something remembered for a while, under a keyed fingerprint."""

from typing import ClassVar

from django.db import models

from evenhand_service.common.privacy import OPERATIONAL, SECRET
from evenhand_service.common.walls import Wall, Walled


class SharedValue(Walled):
    """A value under a keyed fingerprint of its name: nobody learns from the table whom it is about. Source: J3.

    Everybody's: it is written before anybody is known.
    """

    fingerprint = models.CharField(max_length=64, primary_key=True)
    value = models.JSONField(null=True)
    ends_at = models.DateTimeField(null=True)

    wall = Wall(
        area="",
        also_see="true",
        also_change="true",
        audit="none",
        unaudited="says of nobody who they are, and is forgotten when its time is over",
    )
    privacy: ClassVar = {"fingerprint": SECRET, "value": OPERATIONAL, "ends_at": OPERATIONAL}

    class Meta:
        indexes: ClassVar = [models.Index(fields=["ends_at"])]

    def __str__(self) -> str:
        return f"remembered until {self.ends_at}"
