"""What is allowed with an action, and which of its dates counts next: pure, asked by pages, operations and tests alike."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from evenhand_service.plan.enums import ActionStatus, Part


def leads_it(leads: Iterable[Any], person: UUID | None) -> bool:
    """Return whether somebody is among those who lead an action or deputise."""
    return person is not None and any(
        one.user_id == person and one.part in (Part.LEAD, Part.DEPUTY) for one in leads
    )


def why_not_complete(action: Any) -> Any:
    """Return why an action cannot be said to be complete; '' where it can."""
    return "" if action.status == ActionStatus.OPEN else _("This action is no longer open.")


def why_not_confirm(action: Any, leads: Iterable[Any], person: UUID, *, said_by: UUID | None) -> Any:
    """Return why somebody cannot confirm that an action is complete; '' where they can.

    Whoever leads it, or said that it is complete, does not confirm it. Source: F1.
    """
    if action.status != ActionStatus.COMPLETE:
        return _("Nobody has said yet that this action is complete.")
    if action.confirmed_at:
        return _("Its completion was confirmed already.")
    if leads_it(leads, person):
        return _("Somebody else has to confirm it: you lead this action.")
    if said_by == person:
        return _("Somebody else has to confirm it: you said that it is complete.")
    return ""


def why_not_close(action: Any) -> Any:
    """Return why an action cannot be closed without completion; '' where it can."""
    return "" if action.status == ActionStatus.OPEN else _("This action is no longer open.")


def why_not_reopen(action: Any) -> Any:
    """Return why an action cannot be opened again; '' where it can."""
    return _("This action is open.") if action.status == ActionStatus.OPEN else ""


def why_not_decide(evidence: Any, person: UUID) -> Any:
    """Return why somebody cannot say whether evidence is accepted: whoever gave it does not."""
    return _("Somebody else looks at evidence that you gave.") if evidence.given_by_id == person else ""


def next_due(
    stages: Sequence[Any], earliest: date | None, latest: date | None
) -> tuple[date | None, date | None]:
    """Return the first and last day of the date that counts next: of the first open stage, else the action's own.

    Where every stage was reached, none counts any more: what is left is to say that the action is complete.
    """
    if not stages:
        return earliest, latest
    still = [one for one in stages if one.done_date is None and one.latest is not None]
    if not still:
        return None, None
    first = min(still, key=lambda one: (one.latest, one.position))
    return first.earliest, first.latest


def financial_year_of(day: date) -> str:
    """Return the financial year of a day as plans write it: 2006/07 is 1 April 2006 to 31 March 2007."""
    first = day.year if (day.month, day.day) >= (4, 1) else day.year - 1
    return f"{first}/{(first + 1) % 100:02}"


def following_year(year: str) -> str:
    """Return the financial year after one."""
    first = int(year[:4]) + 1
    return f"{first}/{(first + 1) % 100:02}"
