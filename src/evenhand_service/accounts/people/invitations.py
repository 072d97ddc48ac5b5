"""Inviting and accepting: a role waits for an address, and is given in the inviter's name when it is accepted.

The link carries the ids of invitation and inviter, signed: no address, nothing that a table could leak.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core import signing
from django.db import transaction

from evenhand_service.accounts.limits import limits
from evenhand_service.accounts.models import Invitation, User
from evenhand_service.accounts.people.operations import give_role
from evenhand_service.accounts.people.queries import roles_over
from evenhand_service.accounts.rules import DaysTheWrongWayRound, NotWaiting, check_may_give
from evenhand_service.common.audit.operations import note
from evenhand_service.common.who import acting_as

_SALT = "evenhand.invitation"


@transaction.atomic
def invite_person(
    *,
    by: User,
    email: str,
    name: str,
    role: str,
    organisation: Any,
    area: Any,
    starts: date,
    ends: date | None,
    now: datetime,
) -> Invitation:
    """Keep an invitation; the same whether or not the address is known here. Raises: PeopleRefused.

    Earlier ones to the same address for the same place are withdrawn, so that one link at a time works.
    """
    check_may_give(
        roles_over(by, area=area.pk),
        role=role,
        giver=by.pk,
        receiver=by.pk if email.lower() == by.email.lower() else None,
        is_justice=organisation.is_justice,
    )
    if ends is not None and ends < starts:
        raise DaysTheWrongWayRound
    earlier = Invitation.objects.for_change(by).filter(
        email__iexact=email, organisation=organisation, area=area, accepted_at=None, withdrawn_at=None
    )
    earlier.update(withdrawn_at=now)
    return Invitation.objects.create(
        email=email.lower(),
        name=name,
        role=role,
        organisation=organisation,
        area=area,
        starts=starts,
        ends=ends,
        invited_by=by,
        invited_at=now,
        expires_at=now + limits().invitation,
    )


def sign(invitation: Invitation) -> str:
    """Return the part of the link that names an invitation."""
    return signing.dumps([invitation.pk.hex, invitation.invited_by_id.hex], salt=_SALT)


def read(signed: str, *, now: datetime) -> Invitation:
    """Return the invitation that a link names. Raises: NotWaiting, whatever is wrong with it."""
    try:
        invitation_id, inviter_id = (UUID(one) for one in signing.loads(signed, salt=_SALT))
    except (signing.BadSignature, ValueError, TypeError) as fault:
        raise NotWaiting from fault
    # Whoever opens the link is nobody yet: it is read in the name of the one who wrote it.
    with acting_as(inviter_id):
        rows = Invitation.objects.select_related("organisation", "area", "invited_by")
        found = rows.filter(pk=invitation_id, invited_by=inviter_id, invited_by__is_active=True).first()
    if found is None or not found.waits_at(now):
        raise NotWaiting
    return found


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, now: datetime) -> None:
    """Take an invitation back. Raises: NotWaiting."""
    if not invitation.waits_at(now):
        raise NotWaiting
    invitation.withdrawn_at = now
    invitation.save(update_fields=["withdrawn_at"])


@transaction.atomic
def accept_as_new(*, invitation: Invitation, name: str, password: str, language: str, now: datetime) -> User:
    """Enter somebody who was invited, with the role that waited. Raises: PeopleRefused if the inviter may no longer.

    The address is proved by the link that was sent to it.
    """
    person = User.objects.create_user(invitation.email, password, name=name, language=language, joined_at=now)
    person.emailaddress_set.create(email=person.email, verified=True, primary=True)
    _accept(invitation, person, now=now)
    return person


@transaction.atomic
def accept_as_known(*, invitation: Invitation, person: User, now: datetime) -> None:
    """Give somebody who has an account the role that waited. Raises: NotWaiting for anybody but the one invited."""
    if person.email.lower() != invitation.email.lower():
        raise NotWaiting
    _accept(invitation, person, now=now)


def _accept(invitation: Invitation, person: User, *, now: datetime) -> None:
    """In the inviter's name and by what they may do now: an invitation outlives nobody's right to give it."""
    with acting_as(invitation.invited_by_id):
        locked = Invitation.objects.select_for_update().filter(pk=invitation.pk).first()
        if locked is None or not locked.waits_at(now):
            raise NotWaiting
        give_role(
            by=invitation.invited_by,
            person=person,
            role=invitation.role,
            organisation=invitation.organisation,
            area=invitation.area,
            starts=invitation.starts,
            ends=invitation.ends,
            now=now,
        )
        locked.accepted_at = now
        locked.save(update_fields=["accepted_at"])
    with acting_as(person.pk):
        note(action="invitation-accepted", subject="accounts.user", row_id=str(person.pk))
