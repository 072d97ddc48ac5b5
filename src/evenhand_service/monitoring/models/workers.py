"""Workers that are alive, for the page that says whether the service is well."""

from typing import ClassVar

from django.db import models

from evenhand_service.common.privacy import OPERATIONAL
from evenhand_service.common.walls import Wall, Walled


class WorkerBeat(Walled):
    """A worker's last sign of life. Whether it lives is told by its lock; this says whether it moves."""

    worker_id = models.CharField(primary_key=True, max_length=64)
    started_at = models.DateTimeField()
    beat_at = models.DateTimeField()

    wall = Wall(
        area="",
        also_see="true",
        also_change="true",
        audit="none",
        unaudited="a sign of life every few seconds; it names no person",
    )
    privacy: ClassVar = dict.fromkeys(("worker_id", "started_at", "beat_at"), OPERATIONAL)

    def __str__(self) -> str:
        return self.worker_id
