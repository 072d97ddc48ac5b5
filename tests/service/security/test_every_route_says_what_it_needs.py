"""Every view says what it needs, and those who do not have it are kept out: nobody is let in by an oversight."""

import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from evenhand_service.accounts.roles import every_permission, roles
from tests.service.builders_accounts import log_in, make_area, make_organisation, make_person

KNOWN = {"nothing", "logged-in"}
LEADS_BACK = {"kept/<uuid:form_id>/throw-away": "/"}
"""Letting go of what waits in this browser: where nothing waits, the way back."""
VALUES = {"uuid": str(uuid4()), "int": "1", "slug": "x", "str": "x", "path": "x"}


def views() -> Iterator[tuple[str, Any]]:
    """Every page's address and view; the HTTP interface's operations have tokens and tests of their own."""

    def walk(resolver: URLResolver, before: str) -> Iterator[tuple[str, Any]]:
        for one in resolver.url_patterns:
            here = before + str(one.pattern)
            if isinstance(one, URLPattern):
                yield here, one.callback
            else:
                yield from walk(one, here)

    for route, view in walk(get_resolver(), ""):
        if not route.startswith(("api/", "^")) and "(?P" not in route:
            yield route, view


def address(route: str) -> str:
    """An address with names that stand for nothing."""
    return "/" + re.sub(r"<(?:(\w+):)?\w+>", lambda found: VALUES[found[1] or "str"], route)


def test_every_view_says_what_it_needs() -> None:
    said = {route: getattr(view, "needs", None) for route, view in views()}
    assert {route for route, needs in said.items() if needs not in KNOWN | every_permission()} == set()


@pytest.mark.django_db
def test_whoever_is_not_logged_in_is_sent_to_log_in(client: Client) -> None:
    for route, view in views():
        if view.needs == "nothing":
            continue
        answer = client.get(address(route))
        if answer.status_code == 405:
            answer = client.post(address(route))
        assert answer.status_code == 302, route
        assert (
            answer["Location"].startswith("/account/login/") or LEADS_BACK.get(route) == answer["Location"]
        ), route


@pytest.mark.django_db
@pytest.mark.slow
def test_a_role_without_the_permission_is_refused() -> None:
    area = make_area()
    organisation = make_organisation(area)
    asked = 0
    for role in roles().values():
        client = log_in(Client(), make_person(role.id, organisation, area))
        for route, view in views():
            if view.needs in KNOWN or view.needs in role.may:
                continue
            # A page that takes no form says so before it asks who sends one.
            assert client.get(address(route)).status_code in (403, 405), (role.id, route)
            assert client.post(address(route)).status_code in (403, 405), (role.id, route)
            asked += 1
    assert asked > 150
