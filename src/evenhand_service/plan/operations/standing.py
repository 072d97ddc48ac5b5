"""Keeps the date that counts next beside an action, whenever its dates or milestones change."""

from evenhand_service.plan.models import Action, Milestone
from evenhand_service.plan.rules import next_due


def restand(action: Action) -> None:
    """Write the date that counts next; milestones are read anew."""
    milestones = Milestone.objects.filter(action=action)
    action.due_from, action.due_by = next_due(milestones, action.earliest, action.latest)
    Action.objects.filter(pk=action.pk).update(due_from=action.due_from, due_by=action.due_by)
