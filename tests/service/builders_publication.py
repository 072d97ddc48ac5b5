"""Tokens and programs that ask with them, for tests of what is public and of the HTTP interface."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from evenhand_service.accounts.limits import limits
from evenhand_service.accounts.models import User
from evenhand_service.accounts.queries import permissions_of
from evenhand_service.accounts.tokens.operations import make_token
from evenhand_service.common.who import acting_as


def token_of(person: User, scopes: Iterable[str] | None = None) -> str:
    """Return a new token's secret: for all that the person may do by a program unless told otherwise."""
    with acting_as(person.pk):
        wanted = permissions_of(person) & set(limits().token_scopes) if scopes is None else scopes
        _, secret = make_token(
            by=person, name="test", scopes=wanted, lasts=timedelta(days=1), now=timezone.now()
        )
    return secret


def program_of(person: User, scopes: Iterable[str] | None = None) -> Client:
    """Return a client that asks with a person's token."""
    return Client(headers={"Authorization": f"Bearer {token_of(person, scopes)}"})


def items(client: Client, address: str, **asked: Any) -> list[dict[str, Any]]:
    """Return everything on the first page of a list."""
    response = client.get(f"/api/v1/{address}", asked)
    assert response.status_code == 200, response.content
    held: list[dict[str, Any]] = response.json()["items"]
    return held
