"""Invitations: a person asked in by e-mail to hold a role in a place; nobody is entered before they accept."""

from datetime import datetime
from typing import ClassVar
from uuid import uuid4

from django.db import models

from evenhand_service.accounts.models.people import User
from evenhand_service.common.privacy import OPERATIONAL, STAFF
from evenhand_service.common.walls import Wall, Walled


class Invitation(Walled):
    """A role that waits for somebody at an e-mail address. The link is signed and is not kept here. Source: J2."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    email = models.EmailField()
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=40)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="invitations"
    )
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="invitations")
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    invited_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="invitations")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    wall = Wall(see="manage-people", change="manage-people")
    privacy: ClassVar = {
        "id": OPERATIONAL,
        "email": STAFF,
        "name": STAFF,
        "role": OPERATIONAL,
        "organisation": OPERATIONAL,
        "area": OPERATIONAL,
        "starts": OPERATIONAL,
        "ends": OPERATIONAL,
        "invited_by": OPERATIONAL,
        "invited_at": OPERATIONAL,
        "expires_at": OPERATIONAL,
        "accepted_at": OPERATIONAL,
        "withdrawn_at": OPERATIONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(ends__isnull=True) | models.Q(ends__gte=models.F("starts")),
                name="an_invited_role_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("invited_at")), name="an_invitation_lasts_a_while"
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at__isnull=True) | models.Q(withdrawn_at__isnull=True),
                name="an_invitation_is_accepted_or_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.starts}"

    def waits_at(self, now: datetime) -> bool:
        """Return whether it may still be accepted."""
        return self.accepted_at is None and self.withdrawn_at is None and now < self.expires_at
