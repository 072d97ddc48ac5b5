"""Keeping a form, finding it again, letting it go."""

from datetime import datetime
from typing import Any
from uuid import UUID

from evenhand_service.common.kept.browser import Browser
from evenhand_service.common.kept.models import KeptForm
from evenhand_service.common.kept.rules import keeping_rule
from evenhand_service.common.kept.sealing import NotOpened, Typed, browser_mark, seal, unseal
from evenhand_service.common.who import acting_as


def keep_form(*, browser: Browser, typed: Typed, now: datetime) -> KeptForm:
    """Keep a form in the name of who was last logged in with this browser; what is too old or too many goes."""
    rule = keeping_rule()
    with acting_as(browser.person):
        mine = KeptForm.objects.filter(person_id=browser.person)
        mine.filter(expires_at__lte=now).delete()
        stay = mine.order_by("-kept_at").values("id")[: rule.most_forms - 1]
        mine.exclude(id__in=[one["id"] for one in stay]).delete()
        return KeptForm.objects.create(
            person_id=browser.person,
            browser=browser_mark(browser.key),
            sealed=seal(typed, key=browser.key),
            kept_at=now,
            expires_at=now + rule.lasts,
        )


def find_form(*, form_id: UUID, user: Any, browser: Browser | None, now: datetime) -> Typed | None:
    """Return what a person typed in this browser, None where there is nothing of theirs to find."""
    if browser is None:
        return None
    waiting = KeptForm.objects.visible_to(user).filter(person_id=user.pk, expires_at__gt=now)
    row = waiting.filter(id=form_id, browser=browser_mark(browser.key)).first()
    try:
        return unseal(row.sealed, key=browser.key) if row else None
    except NotOpened:
        return None


def let_go(*, form_id: UUID, user: Any) -> None:
    """Remove a kept form: it was sent, or thrown away."""
    KeptForm.objects.for_change(user).filter(id=form_id, person_id=user.pk).delete()


def remove_expired(*, now: datetime, using: str = "keeper") -> int:
    """Remove every form whose time is over; the housekeeping calls it. Return how many there were."""
    return KeptForm.objects.using(using).filter(expires_at__lte=now).delete()[0]
