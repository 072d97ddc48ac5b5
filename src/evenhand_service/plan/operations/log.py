"""Entries of the progress log: somebody's words, and what happened to an action."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from evenhand_service.plan.enums import ProgressKind
from evenhand_service.plan.models import Action, ActionComment, Progress
from evenhand_service.plan.operations.faults import ChangedMeanwhile


def note(
    *,
    action: Action,
    person: Any,
    kind: str,
    now: datetime,
    words: str = "",
    lang: str = "",
    details: dict[str, Any] | None = None,
    as_at_date: date | None = None,
) -> Progress:
    """Add an entry to an action's log; it is never changed."""
    return Progress.objects.create(
        action=action,
        area_id=action.area_id,
        kind=kind,
        words=words,
        lang=lang,
        details=details or {},
        as_at_date=as_at_date,
        author=person,
        author_name=person.name,
        made_at=now,
    )


def log_progress(
    *, action: Action, person: Any, words: str, lang: str, now: datetime, as_at_date: date | None = None
) -> Progress:
    """Say how an action goes. Source: F3; 001 3.10."""
    return note(
        action=action,
        person=person,
        kind=ProgressKind.WORDS,
        words=words,
        lang=lang,
        as_at_date=as_at_date,
        now=now,
    )


def comment(*, action: Action, person: Any, body: str, lang: str, now: datetime) -> ActionComment:
    """Say something of an action without answering for it."""
    return ActionComment.objects.create(
        action=action,
        area_id=action.area_id,
        body=body,
        lang=lang,
        author=person,
        author_name=person.name,
        made_at=now,
    )


def hide_comment(*, held: ActionComment, person: Any, because: str, now: datetime) -> None:
    """Take a comment out of sight; it stays on record with who hid it and why."""
    rows = ActionComment.objects.filter(pk=held.pk, hidden_at=None)
    if not rows.update(hidden_by=person, hidden_at=now, hidden_because=because):
        raise ChangedMeanwhile(_("This comment was hidden by somebody else meanwhile."))
