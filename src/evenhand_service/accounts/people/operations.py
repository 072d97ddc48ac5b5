"""What is done to people's roles: each in one transaction, allowed by the rules and by the walls."""

from datetime import date, datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from evenhand_service.accounts.models import Membership, User
from evenhand_service.accounts.people.queries import held_beyond, roles_over
from evenhand_service.accounts.rules import (
    DaysTheWrongWayRound,
    HoldsRolesElsewhere,
    OnesOwnRole,
    check_may_end,
    check_may_give,
)
from evenhand_service.common.audit.operations import note

_DAY = timedelta(days=1)


@transaction.atomic
def give_role(
    *,
    by: User,
    person: User,
    role: str,
    organisation: Any,
    area: Any,
    starts: date,
    ends: date | None,
    now: datetime,
) -> Membership:
    """Give a person a role in an organisation and area. Raises: PeopleRefused."""
    check_may_give(
        roles_over(by, area=area.pk),
        role=role,
        giver=by.pk,
        receiver=person.pk,
        is_justice=organisation.is_justice,
    )
    if ends is not None and ends < starts:
        raise DaysTheWrongWayRound
    return Membership.objects.create(
        user=person,
        role=role,
        organisation=organisation,
        area=area,
        starts=starts,
        ends=ends,
        given_by=by,
        given_at=now,
    )


@transaction.atomic
def end_role(*, by: User, membership: Membership, last_day: date | None, today: date) -> None:
    """End a role after a day, or at once: then yesterday was its last. Raises: PeopleRefused.

    A role that would end before it started never ran, and goes; the audit log keeps that it was given.
    """
    check_may_end(
        roles_over(by, area=membership.area_id),
        role=membership.role,
        giver=by.pk,
        holder=membership.user_id,
    )
    _end(membership, last_day=last_day, today=today)


def _end(membership: Membership, *, last_day: date | None, today: date) -> None:
    ends = last_day if last_day is not None else today - _DAY
    if ends < membership.starts:
        if last_day is not None:
            raise DaysTheWrongWayRound
        membership.delete()
        return
    membership.ends = ends
    membership.save(update_fields=["ends"])


@transaction.atomic
def deactivate(*, by: User, person: User, today: date) -> None:
    """Close somebody's access: roles end, sessions end, tokens stop. The account and its history stay.

    Raises: HoldsRolesElsewhere where some of their roles are managed by others, and PeopleRefused.
    """
    for membership in _whole_person(by, person, today=today):
        _end(membership, last_day=None, today=today)
    person.is_active = False
    person.save(update_fields=["is_active"])
    end_sessions(person=person)
    note(action="deactivated", subject="accounts.user", row_id=str(person.pk))


@transaction.atomic
def reopen(*, by: User, person: User, today: date) -> None:
    """Let somebody log in again; they hold no role until one is given. Raises: as deactivate."""
    _whole_person(by, person, today=today)
    person.is_active = True
    person.save(update_fields=["is_active"])
    note(action="reactivated", subject="accounts.user", row_id=str(person.pk))


@transaction.atomic
def remove_second_factors(*, by: User, person: User, today: date) -> None:
    """Take away the second factors of somebody who lost them; they set up new ones. Raises: as deactivate."""
    _whole_person(by, person, today=today)
    Authenticator.objects.filter(user=person).delete()
    end_sessions(person=person)
    note(action="second-factor-removed", subject="accounts.user", row_id=str(person.pk), reason="all")


def _whole_person(by: User, person: User, *, today: date) -> list[Membership]:
    """Return a person's running and coming roles, all of which `by` must be able to end."""
    if by.pk == person.pk:
        raise OnesOwnRole
    if held_beyond(by, person, today=today):
        raise HoldsRolesElsewhere
    held = [
        one
        for one in Membership.objects.for_change(by).filter(user=person)
        if one.ends is None or one.ends >= today
    ]
    for one in held:
        check_may_end(roles_over(by, area=one.area_id), role=one.role, giver=by.pk, holder=person.pk)
    return held


def end_sessions(*, person: User) -> None:
    """End every session of a person, wherever it is."""
    known = UserSession.objects.filter(user=person)
    Session.objects.filter(pk__in=known.values("session_key")).delete()
    known.delete()
