"""Writes of groups: made and changed; seats given, ended, and their holders forgotten."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from evenhand_service.governance.enums import MeetingState
from evenhand_service.governance.models import Group, Meeting, Raised, Seat
from evenhand_service.governance.operations.presence import count_presence, count_seats
from evenhand_service.organisations.models import Area
from evenhand_service.plan.operations.faults import ChangedMeanwhile, NotAllowed

NOBODY = "–"
"""Stands where a name was taken out."""


def make_group(*, area: Area, person: Any, name: str, kind: str, now: datetime, **given: Any) -> Group:
    """Make a group of an area; `given` is lang, purpose, reports_to. Source: D12."""
    return Group.objects.create(
        area=area,
        name=name,
        kind=kind,
        made_by=person,
        made_by_name=person.name,
        made_at=now,
        **given,
    )


def change_group(*, group: Group, version: int, changes: dict[str, Any]) -> None:
    """Change a group's own fields, unless somebody did meanwhile; no group reports to itself through others."""
    above, passed = changes.get("reports_to"), {group.pk}
    while above is not None:
        if above.pk in passed:
            raise NotAllowed(_("Then the group would report to itself. Pick another."))
        passed.add(above.pk)
        above = Group.objects.filter(pk=above.reports_to_id).first()
    if not Group.objects.filter(pk=group.pk, version=version).update(**changes, version=version + 1):
        raise ChangedMeanwhile(_("Somebody else changed this group meanwhile. Nothing was overwritten."))


def give_seat(
    *,
    group: Group,
    name: str,
    capacity: str,
    part: str,
    starts: date,
    today: date,
    user: Any = None,
    shown_as: str = "",
    agency: str = "",
    may_show_capacity: bool = False,
) -> Seat:
    """Give somebody a seat, with or without an account. Source: D15."""
    try:
        with transaction.atomic():
            seat = Seat.objects.create(
                group=group,
                area_id=group.area_id,
                user=user,
                name=name,
                shown_as=shown_as or name,
                agency=agency,
                capacity=capacity,
                may_show_capacity=may_show_capacity,
                part=part,
                starts=starts,
            )
            count_seats(group=group, today=today)
    except IntegrityError as fault:
        raise NotAllowed(_("This person has a seat in this group already.")) from fault
    return seat


def change_seat(*, seat: Seat, today: date, changes: dict[str, Any]) -> None:
    """Change a seat; with `ends` it is over from the day after, and stays in what was."""
    try:
        with transaction.atomic():
            Seat.objects.filter(pk=seat.pk).update(**changes)
            count_seats(group=seat.group, today=today)
    except IntegrityError as fault:
        raise NotAllowed(_("This person has a seat in this group already.")) from fault


def forget_holder(*, seat: Seat, today: date) -> None:
    """Take out who held a seat that is over, as they asked: presence stays counted, agreed minutes stay as agreed.

    Minutes that are still a draft name them no more.

    What they raised keeps its capacity and is nobody's from then on. Source: UK GDPR articles 9 and 17.
    """
    if seat.ends is None or seat.ends > today:
        raise NotAllowed(_("The seat is still held. End it first, then take the name out."))
    with transaction.atomic():
        Seat.objects.filter(pk=seat.pk).update(
            name=NOBODY, shown_as=NOBODY, agency="", user=None, may_show_capacity=False
        )
        Raised.objects.filter(seat=seat).update(seat=None)
        for one in Meeting.objects.filter(attendance__seat=seat).exclude(state=MeetingState.AGREED):
            count_presence(one)
