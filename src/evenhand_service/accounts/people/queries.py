"""Reads about people: who is where, who waits, what somebody may give in an area."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from evenhand_service.accounts.models import Invitation, Membership, User
from evenhand_service.accounts.roles import Role, roles
from evenhand_service.common.audit.models import AuditEntry
from evenhand_service.common.who import acting_as

Area: Any = Membership._meta.get_field("area").related_model
Organisation: Any = Membership._meta.get_field("organisation").related_model

_OVER = """
WITH RECURSIVE up(id, parent_id) AS (
    SELECT id, parent_id FROM organisations_area WHERE id = %s
    UNION SELECT a.id, a.parent_id FROM organisations_area a JOIN up ON a.id = up.parent_id
)
"""


def roles_over(user: Any, *, area: UUID) -> list[Role]:
    """Return the roles that a person holds today in an area or one that it lies within."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"{_OVER} SELECT DISTINCT m.role FROM accounts_membership m JOIN up ON up.id = m.area_id "
            "WHERE m.user_id = %s AND m.starts <= access.today() "
            "AND (m.ends IS NULL OR m.ends >= access.today())",
            [area, user.pk],
        )
        return [roles()[row[0]] for row in cursor.fetchall() if row[0] in roles()]


def managed_areas(user: Any) -> QuerySet[Any]:
    """Return the areas in which a person manages people."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT access.areas(%s, 'manage-people')", [user.pk])
        reached = cursor.fetchone()[0]
    return Area.objects.filter(pk__in=reached).order_by("name")


def managed_organisations(user: Any) -> QuerySet[Any]:
    """Return the organisations whose area a person manages, or that reach over it, as a police force does."""
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH RECURSIVE up(id, parent_id) AS (SELECT id, parent_id FROM organisations_area "
            "WHERE id = ANY (access.areas(%s, 'manage-people')) "
            "UNION SELECT a.id, a.parent_id FROM organisations_area a JOIN up ON a.id = up.parent_id) "
            "SELECT array_agg(id) FROM up",
            [user.pk],
        )
        reached = cursor.fetchone()[0] or []
    return Organisation.objects.filter(area_id__in=reached).order_by("name")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a list of people is narrowed to."""

    words: str = ""
    role: str = ""
    organisation: UUID | None = None
    area: UUID | None = None
    ended: bool = False


def memberships_seen(user: Any, asked: Asked, *, today: date) -> QuerySet[Membership]:
    """Return the memberships that somebody may see and asked for; running and coming ones unless they ask for ended."""
    found = Membership.objects.visible_to(user)
    running = Q(ends__isnull=True) | Q(ends__gte=today)
    found = found.filter(~running if asked.ended else running)
    for field in ("role", "organisation", "area"):
        if wanted := getattr(asked, field):
            found = found.filter(**{field: wanted})
    return found


def people_seen(user: Any, asked: Asked, *, today: date) -> QuerySet[User]:
    """Return the people behind those memberships, by name; those who are there through nobody's area are not listed."""
    found = User.objects.filter(pk__in=memberships_seen(user, asked, today=today).values("user_id"))
    if asked.words:
        found = found.filter(Q(name__icontains=asked.words) | Q(email__icontains=asked.words))
    return found.order_by("name", "pk")


def roles_of(user: Any, people: Iterable[User], asked: Asked, *, today: date) -> dict[UUID, list[Membership]]:
    """Return the memberships of some people that somebody may see; one query for all of them."""
    rows = memberships_seen(user, asked, today=today).filter(user__in=[one.pk for one in people])
    found: dict[UUID, list[Membership]] = {}
    for one in rows.select_related("organisation", "area").order_by("area__name", "role"):
        found.setdefault(one.user_id, []).append(one)
    return found


def person_seen(user: Any, person_id: UUID) -> User | None:
    """Return somebody of whom a membership may be seen, ended or not; None for others, as for those who are not there."""
    seen = Membership.objects.visible_to(user).filter(user=person_id).exists()
    return User.objects.filter(pk=person_id).first() if seen else None


def waiting_invitations(user: Any, *, now: datetime) -> QuerySet[Invitation]:
    """Return the invitations that wait, of the areas that somebody manages."""
    found = Invitation.objects.visible_to(user).filter(
        accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=now
    )
    return found.select_related("organisation", "area", "invited_by").order_by("-invited_at")


def held_beyond(user: Any, person: User, *, today: date) -> bool:
    """Return whether somebody holds running roles beyond those that another may change.

    Their roles are read in their own name, since the walls hide from a manager what lies outside the managed areas.
    """
    running = Q(user=person) & (Q(ends__isnull=True) | Q(ends__gte=today))
    with acting_as(person.pk):
        held = set(Membership.objects.visible_to(person).filter(running).values_list("pk", flat=True))
    return bool(held - set(Membership.objects.for_change(user).filter(running).values_list("pk", flat=True)))


def history_of(
    user: Any, person: User, *, memberships: Iterable[Membership], latest: int
) -> list[AuditEntry]:
    """Return what the audit log tells about an account, latest first, to those who may read the log; else nothing."""
    about = Q(subject="accounts.user", row_id=str(person.pk)) | Q(
        subject="accounts.membership", row_id__in=[str(one.pk) for one in memberships]
    )
    return list(AuditEntry.objects.visible_to(user).filter(about).order_by("-id")[:latest])
