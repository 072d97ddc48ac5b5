"""Pieces of pages over releases: drawn once for all who see them; never of what may change, is exact, or was withdrawn."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from evenhand_service.common.drawn_once import DRAWN_ONCE
from evenhand_service.common.remembered import REMEMBERED
from evenhand_service.monitoring.enums import ReleaseState
from evenhand_service.monitoring.models import Release
from tests.service.builders import as_builder
from tests.service.builders_accounts import log_in, make_area, make_person
from tests.service.builders_releases import make_release
from tests.service.monitoring.findings.conftest import make_place

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_is_remembered(tmp_path: Path) -> Any:
    REMEMBERED.forget()
    DRAWN_ONCE.begin(tmp_path / "pieces.sqlite")
    yield
    DRAWN_ONCE.end()
    REMEMBERED.forget()


def _told_between_processes() -> str:
    assert DRAWN_ONCE.file is not None
    opened = sqlite3.connect(DRAWN_ONCE.file)
    told = "\n".join(text for (text,) in opened.execute("SELECT text FROM pieces"))
    opened.close()
    return told


def _pages(place: Any) -> list[str]:
    code = place.area.code
    return [
        f"/areas/{code}/",
        f"/areas/{code}/explore/",
        f"/areas/{code}/explore/?view=characteristics",
        f"/areas/{code}/explore/?view=areas",
        f"/areas/{code}/releases/",
        f"/areas/{code}/findings/",
        "/findings/?characteristic=ethnicity",
        place.address,
    ]


def _seen(client: Client, address: str) -> str:
    page = client.get(address).content.decode()
    # The token against forgery differs from page to page.
    return "\n".join(line for line in page.splitlines() if "csrfmiddlewaretoken" not in line)


def test_a_page_made_from_memory_is_the_page_that_was_made_and_asks_the_database_less(client: Client) -> None:
    place = make_place()
    log_in(client, place.person("panel-member"))
    for address in _pages(place):
        REMEMBERED.forget()
        with CaptureQueriesContext(connection) as first:
            made = _seen(client, address)
        with CaptureQueriesContext(connection) as again:
            assert _seen(client, address) == made, address
        assert len(again) < len(first), address


def test_what_another_process_drew_is_not_drawn_again(client: Client) -> None:
    place = make_place()
    log_in(client, place.person("panel-member"))
    for address in _pages(place):
        REMEMBERED.forget()
        made = _seen(client, address)
        told = _told_between_processes()
        REMEMBERED.forget()
        assert _seen(client, address) == made, address
        assert _told_between_processes() == told, address
    assert "about 29 started treatment" in _told_between_processes()


def test_what_one_person_was_shown_is_not_shown_to_somebody_who_may_not_see_it(client: Client) -> None:
    place, elsewhere = make_place(), make_place("Hillside")
    log_in(client, place.person("panel-member"))
    for address in _pages(place):
        assert client.get(address).status_code == 200
    log_in(client, elsewhere.person("panel-member"))
    for address in _pages(place):
        if place.area.code in address or address == place.address:
            assert client.get(address).status_code == 404, address
        else:
            assert place.address not in client.get(address).content.decode(), address


def test_a_release_that_is_withdrawn_is_gone_from_every_page_at_once(client: Client) -> None:
    place = make_place()
    log_in(client, place.person("panel-member"))
    for address in _pages(place):
        client.get(address)
    with as_builder():
        Release.objects.filter(pk=place.release.pk).update(
            state=ReleaseState.WITHDRAWN, withdrawn_at=now(), withdrawn_because="A file was wrong"
        )
    for address in _pages(place):
        page = client.get(address).content.decode()
        assert "about 29 started treatment" not in page, address


def test_a_note_of_the_community_stands_on_the_page_as_soon_as_it_is_written(client: Client) -> None:
    area = make_area("Riverside")
    release = make_release(area, names_groups=True)
    log_in(client, make_person("panel-member", area=area))
    assert "We waited for months" not in _seen(client, f"/areas/{area.code}/")
    with as_builder():
        Release.objects.filter(pk=release.pk).update(community_note="We waited for months")
    assert "We waited for months" in _seen(client, f"/areas/{area.code}/")


def test_drafts_and_what_is_about_people_are_never_remembered(client: Client) -> None:
    area = make_area("Riverside")
    make_release(area, state=ReleaseState.DRAFT)
    person = make_person("analyst", area=area, name="Quillfeather Planted")
    log_in(client, person)
    for address in (f"/areas/{area.code}/", f"/areas/{area.code}/explore/", f"/areas/{area.code}/releases/"):
        assert client.get(address).status_code == 200
    for address in (
        f"/areas/{area.code}/findings/?q=Quillfeather",
        "/findings/?q=Quillfeather",
        "/areas/?q=Quillfeather",
    ):
        client.get(address)
    held = repr(REMEMBERED.values()) + repr(REMEMBERED.keys()) + _told_between_processes()
    assert "Quillfeather" not in held
    assert "about 29 started treatment" not in held
