"""Steps of an action's life: said to be complete, confirmed or not, closed, opened again; what waited goes on."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from evenhand_service.plan import rules
from evenhand_service.plan.enums import ActionStatus, LinkKind, ProgressKind
from evenhand_service.plan.models import Action, Dependency, Milestone, Progress
from evenhand_service.plan.operations.faults import ChangedMeanwhile, NotAllowed
from evenhand_service.plan.operations.log import note
from evenhand_service.plan.operations.standing import restand


def say_complete(
    *, action: Action, person: Any, version: int, words: str, lang: str, completed_date: date, now: datetime
) -> None:
    """Say that an action is complete; it counts once somebody else confirmed it."""
    _refuse(rules.why_not_complete(action))
    if completed_date > localdate(now):
        raise NotAllowed(_("The day lies ahead. Say that it is complete once it is."))
    with transaction.atomic():
        _move(action, person, version, now, status=ActionStatus.COMPLETE, completed_date=completed_date)
        note(action=action, person=person, kind=ProgressKind.COMPLETE, words=words, lang=lang, now=now)


def confirm_completion(
    *, action: Action, person: Any, version: int, words: str, lang: str, now: datetime
) -> list[Action]:
    """Confirm in one's own name that an action is complete; return the actions that waited for it and go on."""
    _refuse(rules.why_not_confirm(action, action.leads.all(), person.pk, said_by=_said_by(action)))
    with transaction.atomic():
        _move(
            action, person, version, now, confirmed_by=person, confirmed_by_name=person.name, confirmed_at=now
        )
        note(action=action, person=person, kind=ProgressKind.CONFIRMED, words=words, lang=lang, now=now)
        freed = _freed_by(action)
        for one in freed:
            note(
                action=one,
                person=person,
                kind=ProgressKind.UNBLOCKED,
                details={"by": action.reference or str(action.pk)},
                now=now,
            )
    return freed


def return_completion(
    *, action: Action, person: Any, version: int, words: str, lang: str, now: datetime
) -> None:
    """Say that an action is not complete yet, and why; it is open again."""
    _refuse(rules.why_not_confirm(action, action.leads.all(), person.pk, said_by=_said_by(action)))
    with transaction.atomic():
        _move(action, person, version, now, status=ActionStatus.OPEN, completed_date=None)
        note(action=action, person=person, kind=ProgressKind.RETURNED, words=words, lang=lang, now=now)


def close_action(
    *, action: Action, person: Any, version: int, closing_note: str, lang: str, today: date, now: datetime
) -> None:
    """Close an action that is not going to be completed, with a note that says why. Source: F3."""
    _refuse(rules.why_not_close(action))
    with transaction.atomic():
        _move(
            action,
            person,
            version,
            now,
            status=ActionStatus.CLOSED,
            completed_date=today,
            closing_note=closing_note,
        )
        note(action=action, person=person, kind=ProgressKind.CLOSED, words=closing_note, lang=lang, now=now)


def reopen_action(*, action: Action, person: Any, version: int, words: str, lang: str, now: datetime) -> None:
    """Open an action again that was complete or closed; what was said of it stays in the log."""
    _refuse(rules.why_not_reopen(action))
    blank = {"completed_date": None, "confirmed_at": None, "confirmed_by": None, "confirmed_by_name": ""}
    with transaction.atomic():
        _move(action, person, version, now, status=ActionStatus.OPEN, closing_note="", **blank)
        note(action=action, person=person, kind=ProgressKind.REOPENED, words=words, lang=lang, now=now)


def reach_milestone(*, milestone: Milestone, person: Any, done_date: date | None, now: datetime) -> None:
    """Say that a milestone was reached, or that it was not after all (None)."""
    with transaction.atomic():
        milestone.done_date = done_date
        milestone.save(update_fields=["done_date"])
        restand(milestone.action)
        details = {"milestone": milestone.wording, "done": done_date.isoformat() if done_date else None}
        note(action=milestone.action, person=person, kind=ProgressKind.CHANGED, details=details, now=now)


def settle_dependency(*, dependency: Dependency, person: Any, words: str, now: datetime) -> None:
    """Say why an action waits no longer for something, where no completion would tell: it dangles, or was closed."""
    rows = Dependency.objects.filter(pk=dependency.pk, settled_at=None)
    with transaction.atomic():
        if not rows.update(settled_at=now, settled_note=words):
            raise ChangedMeanwhile(_("Somebody else settled this meanwhile."))
        note(
            action=dependency.action,
            person=person,
            kind=ProgressKind.UNBLOCKED,
            words=words,
            details={"by": dependency.on.reference if dependency.on else dependency.on_text},
            now=now,
        )


def _refuse(why: Any) -> None:
    if why:
        raise NotAllowed(why)


def _move(action: Action, person: Any, version: int, now: datetime, **fields: Any) -> None:
    rows = Action.objects.filter(pk=action.pk, version=version)
    if not rows.update(**fields, version=version + 1, changed_by_name=person.name, changed_at=now):
        raise ChangedMeanwhile(
            _("Somebody else changed this action meanwhile. Nothing was overwritten."),
            Action.objects.filter(pk=action.pk).first(),
        )
    action.refresh_from_db()


def _said_by(action: Action) -> Any:
    rows = Progress.objects.filter(action=action, kind=ProgressKind.COMPLETE).order_by("-made_at")
    return rows.values_list("author_id", flat=True).first()


def _freed_by(action: Action) -> list[Action]:
    """Open actions that waited for this one and now wait for nothing."""
    waiting = Action.objects.filter(
        waits_for__on=action,
        waits_for__kind=LinkKind.DEPENDS,
        waits_for__settled_at=None,
        status=ActionStatus.OPEN,
    )
    still = Dependency.objects.filter(action__in=waiting, kind=LinkKind.DEPENDS, settled_at=None).exclude(
        on__confirmed_at__isnull=False
    )
    return list(waiting.exclude(pk__in=still.values("action_id")).distinct())


def review_action(
    *,
    action: Action,
    person: Any,
    reviewed_date: date,
    next_date: date | None,
    words: str,
    lang: str,
    now: datetime,
) -> None:
    """Say that an action was looked at, and when it is next; a review moves no deadline."""
    with transaction.atomic():
        Action.objects.filter(pk=action.pk).update(reviewed_date=reviewed_date, review_date=next_date)
        details = {
            "reviewed_date": reviewed_date.isoformat(),
            "review_date": next_date.isoformat() if next_date else None,
        }
        note(
            action=action,
            person=person,
            kind=ProgressKind.REVIEWED,
            words=words,
            lang=lang,
            details=details,
            now=now,
        )
