"""Milestones that people set on the way of an action, beside the stages that its date names."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from evenhand_service.plan.enums import ProgressKind
from evenhand_service.plan.models import Action, Milestone
from evenhand_service.plan.operations import when as dates
from evenhand_service.plan.operations.log import note
from evenhand_service.plan.operations.plans import next_place


def add_milestone(
    *, action: Action, person: Any, wording: str, when_text: str, lang: str, now: datetime
) -> Milestone:
    """Set a milestone; its date is read like an action's, and moves none of the action's own. Source: F1."""
    with transaction.atomic():
        milestone = Milestone.objects.create(
            action=action,
            area_id=action.area_id,
            position=next_place(action.milestones),
            **_fields(wording, when_text, lang or action.lang, now),
        )
        _note(milestone, person, now, before="")
    return milestone


def change_milestone(
    *, milestone: Milestone, person: Any, wording: str, when_text: str, lang: str, now: datetime
) -> None:
    """Change a milestone that somebody set; the log has its words from before."""
    before = " ".join(one for one in (milestone.wording, milestone.when_text) if one)
    with transaction.atomic():
        for name, value in _fields(wording, when_text, lang or milestone.lang, now).items():
            setattr(milestone, name, value)
        milestone.save()
        _note(milestone, person, now, before=before)


def _fields(wording: str, when_text: str, lang: str, now: datetime) -> dict[str, Any]:
    read = dates.fields_of(dates.read(when_text, written_on=localdate(now)))
    told = {"wording": wording, "lang": lang, "when_text": read["when_text"], "kind": read["when_kind"]}
    return told | {"earliest": read["earliest"], "latest": read["latest"]}


def _note(milestone: Milestone, person: Any, now: datetime, *, before: str) -> None:
    after = " ".join(one for one in (milestone.wording, milestone.when_text) if one)
    details = {"milestone_set": [before, after]}
    note(action=milestone.action, person=person, kind=ProgressKind.CHANGED, details=details, now=now)
