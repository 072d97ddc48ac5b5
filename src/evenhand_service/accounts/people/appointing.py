"""Appointing: a role given by the keeper of the installation, to the first people and to those who oversee others."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from evenhand_service.accounts.models import Membership, User
from evenhand_service.accounts.roles import roles
from evenhand_service.accounts.rules import RoleBeyondOnesOwn, WrongSide, fits

KEEPER = "keeper"


def appoint(
    *, email: str, name: str, role: str, organisation: Any, area: Any, today: date, now: datetime
) -> tuple[User, bool]:
    """Give somebody a role as the keeper; return them, and whether they are new. Raises: PeopleRefused.

    Somebody new has no password: whoever appoints them hands over a link with which they choose one.
    """
    wanted = roles().get(role)
    if wanted is None:
        raise RoleBeyondOnesOwn
    if not fits(wanted, is_justice=organisation.is_justice):
        raise WrongSide
    with transaction.atomic(using=KEEPER):
        person = User.objects.using(KEEPER).filter(email__iexact=email).first()
        is_new = person is None
        if person is None:
            person = User.objects.db_manager(KEEPER).create_user(email.lower(), name=name, joined_at=now)
            person.emailaddress_set.using(KEEPER).create(
                user=person, email=person.email, verified=True, primary=True
            )
        Membership.objects.using(KEEPER).create(
            user=person, role=role, organisation=organisation, area=area, starts=today, given_at=now
        )
    return person, is_new
