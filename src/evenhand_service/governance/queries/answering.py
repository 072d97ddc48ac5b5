"""What a person answers for: actions that name them, those of their organisation, and those that name nobody here."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from evenhand_service.governance.models import Meeting, Seat
from evenhand_service.governance.queries.matters import open_actions
from evenhand_service.plan.enums import Part
from evenhand_service.plan.models import Action, Lead


def answered_by(user: Any, among: QuerySet[Action] | None = None) -> QuerySet[Action]:
    """Return the actions that a person answers for: the open ones, or those among others.

    Theirs by name; their organisation's where nobody is named with an account; and where neither a person nor a body
    known here leads, those of whoever writes the plan, so that none is nobody's. Source: F1, F4.
    """
    leads = Lead.objects.filter(action=OuterRef("pk")).exclude(part=Part.CONFIRMER)
    known = Exists(leads.filter(user__isnull=False))
    bodies = Exists(leads.filter(organisation__isnull=False))
    mine = Exists(Lead.objects.filter(action=OuterRef("pk"), user=user))
    ours = Exists(leads.filter(organisation_id__in=_organisations(user)))
    nobodys = Q(area_id__in=_areas(user))
    rows = open_actions(user) if among is None else among
    return rows.filter(Q(mine) | (~Q(known) & Q(ours)) | (~Q(known) & ~Q(bodies) & nobodys))


def _organisations(user: Any) -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT h.organisation_id FROM access.held(%s, 'log-progress') h", [user.pk])
        return [row[0] for row in cursor.fetchall()]


def _areas(user: Any) -> list[UUID]:
    """Where the person writes the plan."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT unnest(access.areas(%s, 'edit-plan'))", [user.pk])
        return [row[0] for row in cursor.fetchall()]


def groups_sat_in(user: Any, today: date) -> QuerySet[Seat]:
    """Return the seats that a person holds today or is to hold: one that ends later is held until then."""
    return Seat.objects.visible_to(user).filter(Q(ends=None) | Q(ends__gte=today), user=user)


def meetings_sat_in(user: Any, today: date) -> QuerySet[Meeting]:
    """Return the meetings of a person's groups that lie within the days of their seat."""
    held = groups_sat_in(user, today).filter(group=OuterRef("group"), starts__lte=OuterRef("starts_at__date"))
    within = held.filter(Q(ends=None) | Q(ends__gte=OuterRef("starts_at__date")))
    return Meeting.objects.visible_to(user).filter(Exists(within))
