"""Invitations hold a name and an e-mail address: they go once they wait for nobody. The log keeps who invited somebody."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evenhand_service.accounts.models import Invitation
from evenhand_service.organisations.retention.plan import KEEPER
from evenhand_service.organisations.retention.rules import Line, is_due
from evenhand_service.organisations.retention.sources import DaysOf


class OldInvitations:
    """What the housekeeper removes of invitations: each a while after it was accepted, withdrawn or ran out. Source: J2."""

    kind = "invitation"

    def lines(self, *, today: date, days_of: DaysOf) -> list[Line]:
        """Return what would go: one line for each invitation."""
        return [self._line(one, why) for one, why in _due(today, days_of)]

    def remove(self, *, today: date, days_of: DaysOf) -> list[Line]:
        """Remove it, and return what went. Run twice, the second finds nothing."""
        gone = []
        with transaction.atomic(using=KEEPER):
            for one, why in list(_due(today, days_of)):
                gone.append(self._line(one, why))
                one.delete(using=KEEPER)
        return gone

    def _line(self, one: Invitation, why: str) -> Line:
        return Line(area_id=str(one.area_id), kind=self.kind, number=1, why=why)


def _due(today: date, days_of: DaysOf) -> Iterator[tuple[Any, str]]:
    """Yield each invitation whose time is over, and why."""
    for one in Invitation.objects.using(KEEPER).order_by("invited_at", "id"):
        over, why = _over(one)
        if is_due(timezone.localdate(over), days_of(str(one.area_id)), today):
            yield one, why


def _over(one: Invitation) -> tuple[datetime, str]:
    """When an invitation ceased to wait for somebody, or will."""
    if one.accepted_at:
        return one.accepted_at, _("It was accepted.")
    if one.withdrawn_at:
        return one.withdrawn_at, _("It was withdrawn.")
    return one.expires_at, _("It ran out.")
