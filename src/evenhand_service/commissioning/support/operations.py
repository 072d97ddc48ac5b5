"""Writes of support: a place is identified, helped and looked at again; every step adds to a history."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from evenhand_service.commissioning.enums import SupportKind, SupportState
from evenhand_service.commissioning.machines import SUPPORT
from evenhand_service.commissioning.models import Support, SupportEntry
from evenhand_service.commissioning.moves import move
from evenhand_service.commissioning.refusals import Refused
from evenhand_service.commissioning.support.queries import Outlying
from evenhand_service.monitoring.models import Release
from evenhand_service.organisations.models import Area, Organisation


def _note(support: Support, person: Any, kind: str, now: datetime, **given: Any) -> SupportEntry:
    return SupportEntry.objects.create(
        support=support,
        area_id=support.area_id,
        kind=kind,
        author=person,
        author_name=person.name,
        made_at=now,
        **given,
    )


def identify(
    *, found: Outlying, region: Area, person: Any, now: datetime, organisation: Organisation | None = None
) -> Support:
    """Write down that a place lies outside its limits, so that somebody offers it support. Source: A6."""
    if not found.fares_worse:
        raise Refused(_("It lies outside the limits on the side that is no worse, or no side is known."))
    try:
        with transaction.atomic():
            made = Support.objects.create(
                area=found.area,
                region=region,
                organisation=organisation,
                release=found.release,
                until=found.release.period_ends,
                stage=found.stage,
                place=found.area.name,
                words=dict(found.words),
                made_by=person,
                made_by_name=person.name,
                made_at=now,
            )
            _note(
                made,
                person,
                SupportKind.IDENTIFIED,
                now,
                release=found.release,
                until=found.release.period_ends,
                words=dict(found.words),
            )
    except IntegrityError as fault:
        raise Refused(_("This place was identified from this release already.")) from fault
    return made


def offer(*, support: Support, person: Any, wording: str, lang: str, by_whom: str, now: datetime) -> None:
    """Offer support: what, and by whom."""
    with transaction.atomic():
        move(support, SUPPORT, "offer", person=person)
        _note(support, person, SupportKind.OFFERED, now, wording=wording, lang=lang, by_whom=by_whom)


def accept(
    *, support: Support, person: Any, wording: str, lang: str, look_again_date: date, now: datetime
) -> None:
    """Accept support, and say when it is looked at again."""
    if look_again_date <= localdate(now):
        raise Refused(_("The day on which it is looked at again is still to come."))
    with transaction.atomic():
        move(support, SUPPORT, "accept", person=person, look_again_date=look_again_date)
        _note(support, person, SupportKind.ACCEPTED, now, wording=wording, lang=lang)


def decline(*, support: Support, person: Any, wording: str, lang: str, now: datetime) -> None:
    """Decline support, saying why."""
    with transaction.atomic():
        move(support, SUPPORT, "decline", person=person)
        _note(support, person, SupportKind.DECLINED, now, wording=wording, lang=lang)


def tell_what_was_tried(
    *, support: Support, person: Any, wording: str, lang: str, by_whom: str, now: datetime
) -> SupportEntry:
    """Say what was tried while the support runs."""
    if support.state != SupportState.ACCEPTED:
        raise Refused(_("What was tried is written down while the support runs."))
    return _note(support, person, SupportKind.TRIED, now, wording=wording, lang=lang, by_whom=by_whom)


def look_again(
    *,
    support: Support,
    person: Any,
    wording: str,
    lang: str,
    release: Release | None,
    words: Mapping[str, str],
    now: datetime,
) -> None:
    """Look at a place again, with what a later release says of it; none later is said as that."""
    with transaction.atomic():
        move(support, SUPPORT, "look-again", person=person)
        _note(
            support,
            person,
            SupportKind.LOOKED_AGAIN,
            now,
            wording=wording,
            lang=lang,
            release=release,
            until=release.period_ends if release else None,
            words=dict(words),
        )


def go_on(
    *, support: Support, person: Any, wording: str, lang: str, look_again_date: date, now: datetime
) -> None:
    """Go on with the support until another day."""
    if look_again_date <= localdate(now):
        raise Refused(_("The day on which it is looked at again is still to come."))
    with transaction.atomic():
        move(support, SUPPORT, "go-on", person=person, look_again_date=look_again_date)
        _note(support, person, SupportKind.GOES_ON, now, wording=wording, lang=lang)


def close(*, support: Support, person: Any, wording: str, lang: str, now: datetime) -> None:
    """Close a case of support, saying why."""
    with transaction.atomic():
        move(support, SUPPORT, "close", person=person)
        _note(support, person, SupportKind.CLOSED, now, wording=wording, lang=lang)
