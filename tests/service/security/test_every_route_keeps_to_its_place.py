"""Every address, as every role of this partnership, asked for what belongs to another: nothing is told, nothing changes.

Made from the addresses there are: one that takes a new kind of name fails here until it says what that name stands for.
Asked three times: as it is; with every filter of the program taken away, so that the database's walls stand alone; and
with the walls taken away, so that the filters do.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from evenhand_service.accounts.queries import permissions_of
from evenhand_service.common.walls import WalledQuerySet
from evenhand_service.plan.loops.statement import _composed
from tests.service.builders import as_builder
from tests.service.builders_accounts import log_in
from tests.service.builders_publication import program_of
from tests.service.security.elsewhere import CANARY, Elsewhere, everything, make_elsewhere, make_here

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

NAMES = {
    "code": "area",
    "release": "draft",
    "release_id": "draft",
    "figure_id": "figure",
    "thread": "thread",
    "comment": "comment",
    "explanation": "explanation",
    "seed": "seed",
    "load": "load",
    "load_id": "load",
    "run": "run",
    "run_id": "run",
    "finding_id": "finding",
    "person_id": "person",
    "membership_id": "membership",
    "invitation_id": "invitation",
    "token_id": "token",
    "form_id": "form",
    "service_id": "service",
    "organisation_id": "organisation",
    "published": "published_edition",
    "contract_id": "contract",
    "review_id": "contract_review",
    "evaluation_id": "evaluation",
    "treatment_plan_id": "treatment_plan",
    "specification_id": "specification",
    "support_id": "support",
    "practice_id": "practice",
    "published_id": "public_practice",
    "bulletin_id": "bulletin",
    "place": "area",
}
"""Which thing of the other partnership stands for a name in an address."""
OF_PK = {
    "agreements": "agreement",
    "purposes": "purpose",
    "services": "service",
    "certificates": "certificate",
}
OF_PK |= {"organisations": "organisation"}
PLAIN = {"language": "en", "kind": "csv", "form": "csv", "number": "1", "programme": "arrest-to-treatment"}
PLAIN |= {"step": "complete", "verb": "offer"}
PLAIN |= {"secret": "x", "uidb36": "1", "key": "set-password", "signed": "x", "index": "1"}
PUBLIC_BY_NAME = (
    "partnership/areas/",
    "partnership/organisations/",
    "api/v1/areas",
    "api/v1/organisations",
    "partnership/purposes/templates/",
)
"""Areas and organisations are public by name; what hangs on them is not, and the canary is looked for all the same."""
LOGGING_IN = ("account/",)
"""Pages of one's own log-in take no other person's names; ACCOUNTS' own tests try their tokens."""
STRONG = ("partnership-lead", "analyst", "data-protection-officer", "regional-viewer")


def routes() -> Iterator[str]:
    """Every address as the program holds it."""

    def walk(resolver: URLResolver, before: str) -> Iterator[str]:
        for one in resolver.url_patterns:
            here = before + str(one.pattern)
            if isinstance(one, URLPattern):
                yield here
            else:
                yield from walk(one, here)

    yield from dict.fromkeys(walk(get_resolver(), ""))


def plain_routes() -> list[str]:
    return [one for one in routes() if not one.startswith(("^", *LOGGING_IN)) and "(?P" not in one]


def name_of(route: str, place: str) -> str:
    """Which thing a name in an address stands for."""
    name = place.rpartition(":")[2]
    if name == "pk":
        return next(thing for part, thing in OF_PK.items() if f"/{part}/" in route)
    return NAMES.get(name, name)


def address(route: str, elsewhere: Elsewhere) -> str:
    """Fill in an address with names of the other partnership."""

    def value(found: re.Match[str]) -> str:
        name = found[1].rpartition(":")[2]
        if name in PLAIN:
            return PLAIN[name]
        if name in ("slug", "figure", "area", "name"):
            return _word(route, name, elsewhere)
        thing = elsewhere.things[name_of(route, found[1])]
        return str(thing.code if name == "code" else thing.pk)

    return "/" + re.sub(r"<([^>]+)>", value, route)


def _word(route: str, name: str, elsewhere: Elsewhere) -> str:
    """Names that are words: of a chart, of a file, of a section, of a release."""
    things = elsewhere.things
    if name == "area":
        return str(things["area"].code).lower()
    if name == "figure" or (name == "slug" and "<uuid:release>" in route) or "/figures/" in route:
        return str(things["figure"].slug)
    if name == "slug":
        return str(things["draft"].slug)
    return "population" if "/needs/" in route else "measures.csv"


def takes_names(route: str) -> bool:
    """Whether a name in the address stands for something of the other partnership."""
    return any(one.rpartition(":")[2] not in PLAIN for one in re.findall(r"<([^>]+)>", route))


@contextmanager
def no_filters(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every filter of the program forgotten: what keeps people apart is the database alone."""
    with monkeypatch.context() as patch:
        patch.setattr(WalledQuerySet, "visible_to", _all)
        patch.setattr(WalledQuerySet, "for_change", _all)
        # A statement that is composed once would keep the filters of the test before, or lose them for the test after.
        _composed.cache_clear()
        yield
    _composed.cache_clear()


def _all(rows: WalledQuerySet[Any], user: Any) -> WalledQuerySet[Any]:
    """Every row, by a condition that always holds: a statement that goes on with AND stays one."""
    return rows.filter(pk__isnull=False)


def told(client: Client, method: str, where: str) -> tuple[int, str]:
    """Ask, and return the status and everything that came back, headers too."""
    response = client.get(where) if method == "get" else client.post(where, {})
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return response.status_code, str(response.headers) + body.decode("utf-8", "replace")


def faults(
    answer: tuple[int, str], where: str, route: str, elsewhere: Elsewhere, *, named: bool
) -> list[str]:
    """What an answer tells that it may not."""
    status, text = answer
    text = text.replace(where, "")  # what was asked for may be said again
    found = [f"{status} with a canary"] if CANARY.lower() in text.lower() else []
    leaked = sorted(one for one in elsewhere.identifiers if one in text and one not in where)
    found += [f"{status} with an identifier"] if leaked else []
    if named and status < 300 and not route.startswith(PUBLIC_BY_NAME):
        found.append(f"{status} for what is another's")
    if status >= 500:
        found.append(f"{status}")
    return found


@pytest.fixture
def places() -> tuple[dict[str, Any], Elsewhere]:
    return make_here(), make_elsewhere()


def ask_all(
    people: dict[str, Any], elsewhere: Elsewhere, *, methods: tuple[str, ...], roles: tuple[str, ...] = ()
) -> list[str]:
    found = []
    for role, person in people.items():
        if roles and role not in roles:
            continue
        pages, program = log_in(Client(raise_request_exception=False), person), None
        for route in plain_routes():
            client = pages
            if route.startswith("api/"):
                client = program = program or _program(person)
            where = address(route, elsewhere)
            for method in methods:
                if method == "post" and not takes_names(route):
                    continue
                answer = told(client, method, where)
                bad = faults(answer, where, route, elsewhere, named=takes_names(route))
                found += [f"{role} {method} {route}: {one}" for one in bad]
    return found


def _program(person: Any) -> Client:
    """A program with the person's token; of those who may have none, one without."""
    client = program_of(person) if "use-api" in permissions_of(person) else Client()
    client.raise_request_exception = False
    return client


def test_every_name_in_an_address_stands_for_something(places: tuple[dict[str, Any], Elsewhere]) -> None:
    _, elsewhere = places
    for route in plain_routes():
        assert "<" not in address(route, elsewhere), route


def test_no_role_is_told_or_changes_anything_of_another_place(
    places: tuple[dict[str, Any], Elsewhere],
) -> None:
    people, elsewhere = places
    before = everything()
    assert ask_all(people, elsewhere, methods=("get", "post")) == []
    after = everything()
    assert {name for name in before if before[name] != after[name]} <= {
        "accounts.ApiToken",
        "publication.Asking",
        "common.SharedValue",
    }


def test_the_database_alone_keeps_them_apart(
    places: tuple[dict[str, Any], Elsewhere], monkeypatch: pytest.MonkeyPatch
) -> None:
    people, elsewhere = places
    before = everything()
    with no_filters(monkeypatch):
        assert ask_all(people, elsewhere, methods=("get", "post"), roles=STRONG) == []
    after = everything()
    assert {name for name in before if before[name] != after[name]} <= {
        "accounts.ApiToken",
        "publication.Asking",
        "common.SharedValue",
    }


def test_the_program_alone_keeps_them_apart(places: tuple[dict[str, Any], Elsewhere]) -> None:
    people, elsewhere = places
    with as_builder():
        assert ask_all(people, elsewhere, methods=("get",), roles=STRONG[:3:2]) == []


def test_this_test_sees_a_leak(
    places: tuple[dict[str, Any], Elsewhere], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With both taken away, it must find the other partnership's things: else it looks at nothing."""
    people, elsewhere = places
    with no_filters(monkeypatch), as_builder():
        found = ask_all(people, elsewhere, methods=("get",), roles=("partnership-lead",))
    assert len([one for one in found if "another's" in one]) > 15
    assert len([one for one in found if "canary" in one]) > 8
