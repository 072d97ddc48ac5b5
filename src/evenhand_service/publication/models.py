"""How often somebody asked: requests of a token or an address in a stretch of time, by a fingerprint of either."""

from typing import ClassVar

from django.db import models

from evenhand_service.common.privacy import OPERATIONAL, SECRET
from evenhand_service.common.walls import Wall, Walled


class Asking(Walled):
    """Requests within one window. The fingerprint is keyed: nobody learns an address or a token from it. Source: J4."""

    fingerprint = models.CharField(max_length=64)
    window = models.BigIntegerField()
    kind = models.CharField(max_length=8)
    requests = models.PositiveIntegerField(default=1)
    ends_at = models.DateTimeField()

    wall = Wall(
        area="",
        also_see="true",
        also_change="true",
        audit="none",
        unaudited="says of nobody who they are, and is forgotten after hours",
    )
    privacy: ClassVar = {
        **dict.fromkeys(("id", "window", "kind", "requests", "ends_at"), OPERATIONAL),
        "fingerprint": SECRET,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["fingerprint", "kind", "window"], name="asked_in_a_window_once")
        ]
        indexes: ClassVar = [models.Index(fields=["ends_at"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.window}"
