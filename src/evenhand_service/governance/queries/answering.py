"""What a person answers for: actions that name them, those of their organisation, and those that name nobody here."""

from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from evenhand_service.governance.models import Seat
from evenhand_service.governance.queries.matters import open_actions
from evenhand_service.plan.enums import Part
from evenhand_service.plan.models import Action, Lead


def answered_by(user: Any) -> QuerySet[Action]:
    """Return the open actions that a person answers for.

    Theirs by name; their organisation's where nobody is named with an account; and where neither a person nor a body
    known here leads, those of whoever writes the plan, so that none is nobody's. Source: F1, F4.
    """
    leads = Lead.objects.filter(action=OuterRef("pk")).exclude(part=Part.CONFIRMER)
    known = Exists(leads.filter(user__isnull=False))
    bodies = Exists(leads.filter(organisation__isnull=False))
    mine = Exists(Lead.objects.filter(action=OuterRef("pk"), user=user))
    ours = Exists(leads.filter(organisation_id__in=_organisations(user)))
    nobodys = Q(area_id__in=_areas(user))
    return open_actions(user).filter(Q(mine) | (~Q(known) & Q(ours)) | (~Q(known) & ~Q(bodies) & nobodys))


def _organisations(user: Any) -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT h.organisation_id FROM access.held(%s, 'log-progress') h", [user.pk])
        return [row[0] for row in cursor.fetchall()]


def _areas(user: Any) -> list[UUID]:
    """Where the person writes the plan."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT unnest(access.areas(%s, 'edit-plan'))", [user.pk])
        return [row[0] for row in cursor.fetchall()]


def groups_sat_in(user: Any) -> QuerySet[Seat]:
    """Return the seats that a person holds and has not given up."""
    return Seat.objects.visible_to(user).filter(user=user, ends=None)
