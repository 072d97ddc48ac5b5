"""People for tests: made-up ones with a role in a place, and clients that are logged in as one of them."""

from datetime import date
from importlib import import_module
from itertools import count
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client
from django.utils import timezone

from evenhand_service.accounts.models import Membership, User
from evenhand_service.accounts.roles import roles
from evenhand_service.accounts.second_factor import remember_in
from evenhand_service.organisations.models import Area, Organisation
from tests.service.builders import as_builder

PASSWORD = "correct horse battery staple"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
LONG_AGO = date(2020, 1, 1)
_numbers = count(1)


def make_area(name: str = "Aberwen", *, code: str = "", parent: Area | None = None, **fields: Any) -> Area:
    """Return a new area, a partnership's unless told otherwise."""
    with as_builder():
        return Area.objects.create(
            code=code or f"X{next(_numbers):08}",
            name=name,
            parent=parent,
            **{"level": "partnership", "starts": LONG_AGO} | fields,
        )


def make_organisation(area: Area, name: str = "Aberwen Partnership", **fields: Any) -> Organisation:
    """Return a new organisation in an area."""
    with as_builder():
        return Organisation.objects.create(
            area=area, name=name, **{"kind": "partnership", "starts": LONG_AGO} | fields
        )


def make_person(
    role: str | None = "analyst",
    organisation: Organisation | None = None,
    area: Area | None = None,
    *,
    name: str = "",
    email: str = "",
    starts: date = LONG_AGO,
    ends: date | None = None,
    second_factor: bool | None = None,
    **fields: Any,
) -> User:
    """Return a new person with a password and a role; without a role, somebody who holds none.

    They have a second factor where the role needs one, unless `second_factor` says otherwise.
    """
    number = next(_numbers)
    with as_builder():
        person = User(
            email=email or f"person{number}@example.test", name=name or f"Person {number}", **fields
        )
        person.set_password(PASSWORD)
        person.save()
        person.emailaddress_set.create(email=person.email, verified=True, primary=True)
    if role is not None:
        give_role(person, role, organisation, area, starts=starts, ends=ends)
    if second_factor if second_factor is not None else role is not None and roles()[role].second_factor:
        enrol(person)
    return person


def give_role(
    person: User,
    role: str,
    organisation: Organisation | None = None,
    area: Area | None = None,
    *,
    starts: date = LONG_AGO,
    ends: date | None = None,
) -> Membership:
    """Give a person one more role; the place is new where none is named."""
    area = area or (organisation.area if organisation else make_area())
    organisation = organisation or make_organisation(area)
    with as_builder():
        return Membership.objects.create(
            user=person, role=role, organisation=organisation, area=area, starts=starts, ends=ends
        )


def enrol(person: User) -> list[str]:
    """Give a person an authenticator app (TOTP_SECRET) and recovery codes; return the codes."""
    with as_builder():
        TOTP.activate(person, TOTP_SECRET)
        return RecoveryCodes.activate(person).get_unused_codes()


def session_of(person: User, *, second_factor: bool = True) -> str:
    """Return the key of a new session of a person, as the cookie holds it: for browsers that tests drive."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "evenhand_service.accounts.entrance.backend.EntranceBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    if second_factor:
        if not Authenticator.objects.filter(user=person).exists():
            enrol(person)
        remember_in(session, person, now=timezone.now())
    session.save()
    return session.session_key


def log_in(client: Client, person: User, *, second_factor: bool = True) -> Client:
    """Log a client in as a person, with the second factor done unless told otherwise; return the client."""
    client.cookies[settings.SESSION_COOKIE_NAME] = session_of(person, second_factor=second_factor)
    return client
