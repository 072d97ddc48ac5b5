"""Which plans and actions a person may open; what they may not see is not there."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404

from evenhand_service.accounts.models import Membership
from evenhand_service.plan.models import Action, Plan


def plan_for(user: Any, plan_id: UUID) -> Plan:
    """Return a plan; raises Http404 for one that the person may not see."""
    found = Plan.objects.visible_to(user).select_related("area").filter(pk=plan_id).first()
    if found is None:
        raise Http404
    return found


def action_for(user: Any, action_id: UUID) -> Action:
    """Return an action with its plan; raises Http404 for one that the person may not see."""
    rows = Action.objects.visible_to(user).select_related("plan__area", "theme", "aim")
    found = rows.filter(pk=action_id).first()
    if found is None:
        raise Http404
    return found


def may_change(user: Any, action: Action) -> bool:
    """Return whether the person may say how the action goes: as its lead, or since they may write the plan."""
    return Action.objects.for_change(user).filter(pk=action.pk).exists()


def people_of(user: Any, area_id: UUID, *, today: date) -> list[Any]:
    """Return the people with a running role in an area whom the person may see there, and the person."""
    rows = Membership.objects.visible_to(user).filter(area_id=area_id, starts__lte=today)
    rows = rows.exclude(ends__lt=today).select_related("user")
    return list(({one.user_id: one.user for one in rows} | {user.pk: user}).values())
