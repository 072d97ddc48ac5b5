"""A form that waits for the person who typed it."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models

from evenhand_service.common.privacy import CONTENT, OPERATIONAL, SECRET
from evenhand_service.common.walls import Wall, Walled


class KeptForm(Walled):
    """What somebody typed, locked with a key that lies in their browser alone: nobody can read it here."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    browser = models.CharField(max_length=64)
    sealed = models.BinaryField()
    kept_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    wall = Wall(area="", also_see="{row}.person_id = {me}", also_change="{row}.person_id = {me}")
    privacy: ClassVar = {
        "id": OPERATIONAL,
        "person": OPERATIONAL,
        "browser": SECRET,
        "sealed": CONTENT,
        "kept_at": OPERATIONAL,
        "expires_at": OPERATIONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("kept_at")), name="a_kept_form_expires"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["person", "expires_at"])]

    def __str__(self) -> str:
        return f"kept {self.kept_at:%Y-%m-%d %H:%M}"
