"""What a person may do, and where: asked of the same functions that the database's policies use."""

from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection

from evenhand_service.accounts.models import Membership
from evenhand_service.common.composed import Asking, Composed
from evenhand_service.common.who import HELD


def may(user: Any, permission: str, *, area: UUID | str | None = None) -> bool:
    """Return whether a person may do something in an area, or anywhere where none is named."""
    if not getattr(user, "is_authenticated", False):
        return False
    with connection.cursor() as cursor:
        if area is None:
            cursor.execute("SELECT access.anywhere(%s, %s)", [user.pk, permission])
        else:
            cursor.execute("SELECT %s = ANY (access.areas(%s, %s))", [area, user.pk, permission])
        return bool(cursor.fetchone()[0])


def permissions_in(user: Any, area: UUID) -> frozenset[str]:
    """Return everything that a person may do in an area: one query, by the walls' own functions."""
    if not getattr(user, "is_authenticated", False):
        return frozenset()
    with connection.cursor() as cursor:
        cursor.execute("SELECT access.permissions_in(%s, %s)", [user.pk, area])
        return frozenset(cursor.fetchone()[0])


def permissions_of(user: Any) -> frozenset[str]:
    """Return everything that a person may do somewhere, for menus; one query a request."""
    if not getattr(user, "is_authenticated", False):
        return frozenset()
    held: frozenset[str] | None = getattr(user, HELD, None)
    if held is None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT access.permissions(%s)", [user.pk])
            held = frozenset(cursor.fetchone()[0])
        setattr(user, HELD, held)
    return held


def running_memberships(user: Any, *, today: Any) -> list[Membership]:
    """Return the roles that a person holds today, with organisation and area."""
    return [one for one in _begun().rows(user=user.pk, today=today) if one.runs_on(today)]


@cache
def _begun() -> Composed:
    return Composed(
        lambda user, today: (
            Membership.objects.visible_to(Asking(user))
            .filter(user_id=user, starts__lte=today)
            .select_related("organisation", "area")
            .order_by("area__name", "role")
        ),
        user=UUID,
        today=date,
    )
