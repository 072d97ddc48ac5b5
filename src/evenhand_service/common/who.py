"""Who is asking: the person's id goes into the database's transaction, where the walls read it.

It is set for one transaction at a time (SET LOCAL), so that a connection handed on carries nobody's name.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.http import HttpRequest, HttpResponse

_SETTING = "evenhand.user"
_SERVER_FAULT = 500
HELD = "held_permissions"
"""Under this name a request's person has what they may do somewhere (accounts/queries.py)."""


def name_person(user_id: UUID | str | None, *, using: str = DEFAULT_DB_ALIAS) -> None:
    """Say for the rest of the running transaction who is asking; None is anybody, who sees what is public."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [_SETTING, str(user_id or "")])


def name_request(user_id: UUID | None, request_id: str) -> frozenset[str]:
    """Say who is asking and which request is answered (there the two logs meet); return what the person may do somewhere.

    One question, since every page asks it.
    """
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(
            "SELECT access.permissions(%s::uuid), set_config(%s, %s, true), "
            "set_config('evenhand.request', %s, true)",
            [user_id, _SETTING, str(user_id or ""), request_id],
        )
        return frozenset(cursor.fetchone()[0])


def named_person(*, using: str = DEFAULT_DB_ALIAS) -> str:
    """Return the id of the person in whose name the running transaction asks; '' for anybody."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting(%s, true), '')", [_SETTING])
        return str(cursor.fetchone()[0])


@contextmanager
def acting_as(user_id: UUID | str | None, *, using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Open a transaction in a person's name; whoever was named before is named again afterwards."""
    with transaction.atomic(using=using):
        before = named_person(using=using)
        name_person(user_id, using=using)
        yield
        name_person(before, using=using)


class WhoMiddleware:
    """Open the request's transaction in the name of who is logged in; undo all of it where the server failed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with transaction.atomic():
            person = request.user.pk if request.user.is_authenticated else None
            held = name_request(person, getattr(request, "request_id", ""))
            if person:
                setattr(request.user, HELD, held)
            response = self.get_response(request)
            if response.status_code >= _SERVER_FAULT:
                transaction.set_rollback(True)
        return response
