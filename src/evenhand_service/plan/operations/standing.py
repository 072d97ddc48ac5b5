"""Keeps the date that counts next beside an action, whenever its dates or stages change."""

from evenhand_service.plan.models import Action, Milestone
from evenhand_service.plan.rules import next_due


def restand(action: Action) -> None:
    """Write the date that counts next; stages are read anew."""
    stages = list(Milestone.objects.filter(action=action, is_stage=True))
    action.due_from, action.due_by = next_due(stages, action.earliest, action.latest)
    Action.objects.filter(pk=action.pk).update(due_from=action.due_from, due_by=action.due_by)
