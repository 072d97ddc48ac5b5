"""The audit log as Django reads it; its tables are made with the walls, and written by the database alone."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from evenhand_service.common.privacy import OPERATIONAL, STAFF
from evenhand_service.common.walls import Wall, Walled


class AuditEntry(Walled):
    """One write of one row (or one statement), or one read that somebody noted. Source: J2; 001 3.8; 002 Annex A."""

    at = models.DateTimeField()
    actor = models.UUIDField(null=True)
    login = models.TextField()
    action = models.TextField()
    subject = models.TextField()
    row_id = models.TextField()
    area_id = models.UUIDField(null=True)
    told = models.JSONField()
    untold = ArrayField(models.TextField())
    number_of_rows = models.IntegerField()
    purpose = models.UUIDField(null=True)
    reason = models.TextField()
    request = models.TextField()

    wall = Wall(
        see="read-audit",
        # Rows of no area (a token, a log-in) are seen by who oversees the person who made them, or whose they are.
        also_see=(
            "{row}.area_id IS NULL AND "
            "({row}.actor = ANY ((SELECT access.overseen({me}, 'read-audit'))::uuid[]) OR ({row}.subject = 'accounts.user' "
            "AND {row}.row_id = ANY ((SELECT access.overseen({me}, 'read-audit'))::text[])))"
        ),
        append_only=True,
        audit="none",
        unaudited="it is the log",
    )
    privacy: ClassVar = {
        "id": OPERATIONAL,
        "at": OPERATIONAL,
        "actor": STAFF,
        "login": OPERATIONAL,
        "action": OPERATIONAL,
        "subject": OPERATIONAL,
        "row_id": OPERATIONAL,
        "area_id": OPERATIONAL,
        "told": OPERATIONAL,
        "untold": OPERATIONAL,
        "number_of_rows": OPERATIONAL,
        "purpose": OPERATIONAL,
        "reason": OPERATIONAL,
        "request": OPERATIONAL,
    }

    class Meta:
        managed = False
        db_table = '"audit"."entry"'
        app_label = "common"
