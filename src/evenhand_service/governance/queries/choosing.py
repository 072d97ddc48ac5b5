"""What may be picked in forms: areas, groups above, people with accounts, actions, places in a plan."""

from typing import Any
from uuid import UUID

from django.db import connection

from evenhand_service.accounts.models import Membership
from evenhand_service.governance.models import Group
from evenhand_service.governance.queries.matters import open_actions, title_of
from evenhand_service.organisations.models import Area
from evenhand_service.plan.models import Theme

Choices = list[tuple[str, str]]
_LONG = 90


def areas_to_run(user: Any) -> Choices:
    """Return the areas in which a person runs meetings."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT unnest(access.areas(%s, 'run-meetings'))", [user.pk])
        ids = [row[0] for row in cursor.fetchall()]
    return [(str(one.pk), one.name) for one in Area.objects.filter(pk__in=ids)]


def groups_above(user: Any, group: Group | None = None) -> Choices:
    """Return the groups that one may report to."""
    rows = Group.objects.visible_to(user).filter(closed_date=None).select_related("area")
    rows = rows.exclude(pk=group.pk) if group else rows
    return [(str(one.pk), f"{one.name} ({one.area.name})") for one in rows]


def people_of(user: Any, area: UUID) -> Choices:
    """Return people who hold a role in an area, as far as the person may see who does."""
    rows = Membership.objects.visible_to(user).filter(area_id=area, user__is_active=True)
    named = rows.values_list("user_id", "user__name").distinct().order_by("user__name")
    return [(str(key), name) for key, name in named]


def actions_of(user: Any, area: UUID) -> Choices:
    """Return the open actions of an area."""
    rows = open_actions(user).filter(area_id=area).order_by("plan", "position")
    return [(str(one.pk), _short(title_of(one))) for one in rows]


def themes_of(user: Any, area: UUID) -> Choices:
    """Return the themes and workstreams of an area's running plans."""
    rows = Theme.objects.for_change(user).filter(area_id=area, plan__closed_at=None).select_related("plan")
    return [
        (str(one.pk), _short(f"{one.plan.financial_year}: {one.reference} {one.title}"))
        for one in rows.order_by("-plan__financial_year", "plan", "position")
    ]


def _short(text: str) -> str:
    return text if len(text) <= _LONG else f"{text[: _LONG - 1]}…"
