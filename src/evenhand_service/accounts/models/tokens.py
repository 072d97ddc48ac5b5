"""Tokens with which a program asks in a person's name, for part of what that person may do."""

from datetime import datetime
from typing import ClassVar
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models

from evenhand_service.accounts.models.people import User
from evenhand_service.common.privacy import OPERATIONAL, SECRET, STAFF
from evenhand_service.common.walls import Wall, Walled

_OWN = "{row}.user_id = {me}"


class ApiToken(Walled):
    """A token: the secret is shown once and kept as a hash; seen and ended by its own person alone. Source: A4."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=100)
    secret_hash = models.CharField(max_length=64, unique=True)
    scopes = ArrayField(models.CharField(max_length=40))
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_day = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    wall = Wall(area="", also_see=_OWN, also_change=_OWN)
    privacy: ClassVar = {
        "id": OPERATIONAL,
        "user": OPERATIONAL,
        "name": STAFF,
        "secret_hash": SECRET,
        "scopes": OPERATIONAL,
        "created_at": OPERATIONAL,
        "expires_at": OPERATIONAL,
        "last_used_day": OPERATIONAL,
        "revoked_at": OPERATIONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("created_at")), name="a_token_lasts_a_while"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["user", "created_at"])]

    def __str__(self) -> str:
        return str(self.pk)

    def works_at(self, now: datetime) -> bool:
        """Return whether it still opens anything."""
        return self.revoked_at is None and now < self.expires_at
