"""Writes that change a next step, or withdraw it: what it said before stays with it. Source: C8, F5."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from evenhand_service.monitoring.findings.operations import ChangedMeanwhile, NotAllowed
from evenhand_service.monitoring.findings.rules import may_change_step
from evenhand_service.monitoring.models import ActionSeed


def change_action(
    *,
    step: ActionSeed,
    person: Any,
    version: int,
    wording: str,
    lang: str,
    lead_name: str,
    due_date: date,
    now: datetime,
) -> None:
    """Change one's own next step; where it starts from stays as it was. Raises: NotAllowed, ChangedMeanwhile."""
    _check(step, person)
    before = {
        "wording": step.wording,
        "lang": step.lang,
        "lead_name": step.lead_name,
        "due_date": step.due_date.isoformat(),
        "until": now.isoformat(timespec="seconds"),
    }
    told = {"wording": wording, "lang": lang, "lead_name": lead_name, "due_date": due_date}
    _write(step, version, **told, earlier=[*step.earlier, before], changed_at=now)


def withdraw_action(*, step: ActionSeed, person: Any, version: int, because: str, now: datetime) -> None:
    """Withdraw one's own next step with the reason; it stays to be read. Raises: NotAllowed, ChangedMeanwhile."""
    _check(step, person)
    _write(step, version, withdrawn_at=now, withdrawn_because=because)


def _check(step: ActionSeed, person: Any) -> None:
    if not may_change_step(step, person=person.pk):
        raise NotAllowed(
            _("This next step can no longer be changed here: it was withdrawn, or the plan has taken it up.")
        )


def _write(step: ActionSeed, version: int, **told: Any) -> None:
    rows = ActionSeed.objects.filter(pk=step.pk, version=version, withdrawn_at=None)
    if not rows.update(version=version + 1, **told):
        raise ChangedMeanwhile(
            _("This next step was changed in another window. Your text was not saved over it.")
        )
