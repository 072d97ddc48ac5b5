"""Writes of the library: entries and their words, approval by somebody else, publication by field, bulletins."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from evenhand_service.commissioning.enums import PracticeState
from evenhand_service.commissioning.library.publishing import ALWAYS, FIELDS, body_of
from evenhand_service.commissioning.machines import BULLETIN, PRACTICE
from evenhand_service.commissioning.models import (
    Bulletin,
    Inspired,
    Practice,
    PracticeWords,
    PublishedPractice,
)
from evenhand_service.commissioning.moves import move
from evenhand_service.commissioning.refusals import ChangedMeanwhile, NotYours, Refused
from evenhand_service.commissioning.rules import why_not_approve
from evenhand_service.organisations.models import Area
from evenhand_service.plan.models import Action

_CHANGEABLE = ("stage", "characteristic", "group", "done_from", "thread", "action", "evidence_address")
_CHANGEABLE += ("contact_name", "contact_email", "organisation")


def _check_area(area: Any, given: Mapping[str, Any]) -> None:
    for name in ("thread", "action"):
        one = given.get(name)
        if one is not None and one.area_id != getattr(area, "pk", area):
            raise Refused(_("Finding and action are those of the entry's own area."))


def write_practice(
    *, area: Area, person: Any, language: str, words: Mapping[str, str], now: datetime, **given: Any
) -> Practice:
    """Begin an entry with its words in one language; `given` are its fields. Source: F8, D12."""
    _check_area(area, given)
    with transaction.atomic():
        made = Practice.objects.create(
            area=area, author=person, author_name=person.name, made_at=now, **given
        )
        write_words(practice=made, language=language, words=words)
    return made


def change_practice(*, practice: Practice, version: int, **changes: Any) -> None:
    """Change a draft's fields, unless somebody did meanwhile."""
    if set(changes) - set(_CHANGEABLE):
        raise TypeError(f"An entry has no changeable {sorted(changes)}.")
    _check_draft(practice)
    _check_area(practice.area_id, changes)
    rows = Practice.objects.filter(pk=practice.pk, version=version, state=PracticeState.DRAFT)
    if not rows.update(**changes, version=version + 1):
        raise ChangedMeanwhile


def _check_draft(practice: Practice) -> None:
    if practice.state != PracticeState.DRAFT:
        raise Refused(
            _("An entry that waits or was approved stays as it is."),
            mend=_("Have it given back, then change it."),
        )


def write_words(*, practice: Practice, language: str, words: Mapping[str, str]) -> PracticeWords:
    """Write an entry's words in one language, in place of those it had in it."""
    _check_draft(practice)
    return PracticeWords.objects.update_or_create(
        practice=practice, language=language, defaults={"area_id": practice.area_id, **words}
    )[0]


def take_step(*, practice: Practice, person: Any, verb: str, now: datetime, because: str = "") -> None:
    """Offer, approve, give back, take out or open an entry again. Whoever wrote it does not approve it.

    What is taken out is no longer public either.
    """
    if verb == "approve" and why_not_approve(practice, person.pk):
        raise Refused(_("Somebody else approves an entry that you wrote."))
    if verb == "submit" and practice.author_id != person.pk:
        raise NotYours
    changes: dict[str, Any] = {"because": because}
    if verb == "approve":
        changes |= {"approved_by_name": person.name, "approved_at": now}
    with transaction.atomic():
        move(practice, PRACTICE, verb, person=person, **changes)
        if verb == "withdraw":
            withdraw_publication(practice=practice, now=now)


def publish_practice(
    *, practice: Practice, person: Any, fields: Sequence[str], now: datetime
) -> PublishedPractice:
    """Let everybody read the chosen fields of an approved entry, in place of what they read until now. Source: F8."""
    if practice.state != PracticeState.APPROVED:
        raise Refused(_("An entry is approved before it is made public."))
    unknown = set(fields) - set(FIELDS)
    if unknown:
        raise TypeError(f"An entry has no field {sorted(unknown)}.")
    chosen = [one for one in FIELDS if one in {*fields, *ALWAYS}]
    with transaction.atomic():
        withdraw_publication(practice=practice, now=now)
        return PublishedPractice.objects.create(
            practice=practice,
            area_id=practice.area_id,
            fields=chosen,
            body=body_of(practice, list(practice.words.all()), chosen),
            stage=practice.stage,
            characteristic=practice.characteristic,
            published_by_name=person.name,
            published_at=now,
        )


def say_what_it_inspired(*, practice: Practice, action: Action, person: Any, now: datetime) -> Inspired:
    """Say that an action was inspired by an approved entry, of this place or another. Source: F8."""
    if practice.state != PracticeState.APPROVED:
        raise Refused(_("An entry is approved before others build on it."))
    if practice.action_id == action.pk:
        raise Refused(_("This is the action that the entry tells of."))
    try:
        with transaction.atomic():
            return Inspired.objects.create(
                practice=practice,
                action=action,
                area_id=action.area_id,
                made_by=person,
                made_by_name=person.name,
                made_at=now,
            )
    except IntegrityError as fault:
        raise Refused(_("This action is linked already.")) from fault


def take_link_back(*, links: Iterable[Inspired]) -> None:
    """Take links back that were a mistake; the log keeps that they were there."""
    for one in links:
        one.delete()


def withdraw_publication(*, practice: Practice, now: datetime) -> bool:
    """Take an entry off the public pages; returns whether it was there."""
    rows = PublishedPractice.objects.filter(practice=practice, withdrawn_at=None)
    return bool(rows.update(withdrawn_at=now))


def make_bulletin(
    *,
    area: Area,
    person: Any,
    first_day: date,
    last_day: date,
    introduction: str,
    lang: str,
    body: Mapping[str, Any],
    now: datetime,
) -> Bulletin:
    """Put a bulletin together of what was new between two days, as it stands now. Source: F8."""
    if last_day < first_day:
        raise Refused(_("The last day is before the first."))
    return Bulletin.objects.create(
        area=area,
        first_day=first_day,
        last_day=last_day,
        introduction=introduction,
        lang=lang,
        body=dict(body),
        made_by=person,
        made_by_name=person.name,
        made_at=now,
    )


def issue_bulletin(*, bulletin: Bulletin, person: Any, now: datetime) -> None:
    """Send a bulletin out: from here on everybody may read it."""
    move(bulletin, BULLETIN, "issue", person=person, issued_at=now)


def withdraw_bulletin(*, bulletin: Bulletin, person: Any) -> None:
    """Take a bulletin back: nobody but those who make bulletins reads it any more."""
    move(bulletin, BULLETIN, "withdraw", person=person)
