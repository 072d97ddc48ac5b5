"""The needs assessment: words version upon version, live tables, agreed in somebody's name, two writers at once."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from evenhand_service.common.who import acting_as
from evenhand_service.monitoring.models import NeedsAgreement, NeedsText, Release
from evenhand_service.monitoring.needs import operations
from evenhand_service.monitoring.needs.presenters import _LIVE
from evenhand_service.monitoring.needs.rules import AGREED, DRAFT, EMPTY, seal, state_of
from evenhand_service.monitoring.needs.sections import sections
from tests.service.builders import as_builder
from tests.service.builders_accounts import log_in, make_area, make_person
from tests.service.monitoring.findings.conftest import NOW, Place, make_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(db: None) -> Place:
    """Riverside with its release."""
    return make_place()


def write(
    place: Place, person: Any, body: str, *, section: str = "population", based_on: int = 0
) -> NeedsText:
    told = {"area": place.area, "section": section, "lang": "en", "now": NOW}
    with acting_as(person.pk):
        return operations.write_section(person=person, body=body, based_on=based_on, **told)


@pytest.mark.parametrize(
    ("versions", "agreed", "state"),
    [
        ({}, None, EMPTY),
        ({"plan": 1}, None, DRAFT),
        ({"plan": 1}, {"plan": 1}, AGREED),
        ({"plan": 2}, {"plan": 1}, DRAFT),
        ({"plan": 1, "need": 1}, {"plan": 1}, DRAFT),
    ],
)
def test_states(versions: dict[str, int], agreed: dict[str, int] | None, state: str) -> None:
    assert state_of(versions, agreed) == state


def test_what_is_sealed_changes_with_every_version_and_with_the_release(place: Place) -> None:
    seals = {
        seal({"a": 1}, None),
        seal({"a": 2}, None),
        seal({"a": 1}, place.release.pk),
        seal({"b": 1}, None),
    }
    assert len(seals) == 4
    assert seal({"a": 1, "b": 2}, None) == seal({"b": 2, "a": 1}, None)


def test_sections_are_whole_and_what_stands_beside_them_is_known() -> None:
    assert [one.id for one in sections()] == ["population", "need", "met", "not-held", "communities", "plan"]
    for one in sections():
        assert all((one.title, one.title_cy, one.guide, one.guide_cy, one.live)), one.id
        assert set(one.live) <= set(_LIVE), one.id


def test_the_page_stands_before_anybody_wrote_and_follows_the_newest_release(
    client: Client, place: Place
) -> None:
    log_in(client, place.person("panel-member"))
    text = client.get(f"/areas/{place.area.code}/needs/").content.decode()
    assert "Not begun" in text
    assert "about 22 of every 100 people found in need" in text
    assert "these files do not hold it" in text
    assert "Not yet asked" in text
    assert "Write the text" not in text


@pytest.mark.parametrize(
    ("role", "edits", "agrees"),
    [("partnership-lead", 200, 200), ("analyst", 200, 403), ("panel-member", 403, 403)],
)
def test_who_may_write_and_who_may_agree(
    client: Client, place: Place, role: str, edits: int, agrees: int
) -> None:
    log_in(client, place.person(role))
    assert client.get(f"/areas/{place.area.code}/needs/plan/edit/").status_code == edits
    assert client.get(f"/areas/{place.area.code}/needs/agree/").status_code == agrees
    assert client.get(f"/areas/{place.area.code}/needs/nothing/edit/").status_code in {403, 404}


def test_of_another_area_there_is_no_such_page(client: Client, place: Place) -> None:
    write(place, place.person("analyst"), "Our words")
    log_in(client, make_person("partnership-lead", area=make_area("Elsewhere")))
    for address in ("", "plan/edit/", "population/versions/", "agree/", "agreed/1/"):
        answer = client.get(f"/areas/{place.area.code}/needs/{address}")
        assert answer.status_code == 404
        assert "Our words" not in answer.content.decode()
    answer = client.post(f"/areas/{place.area.code}/needs/plan/edit/", {"body": "x", "version": 0})
    assert answer.status_code == 404


def test_the_database_keeps_the_walls_and_no_version_is_changed(place: Place) -> None:
    held = write(place, place.person("analyst"), "Our words")
    panel, outside = place.person("panel-member"), make_person("analyst", area=make_area("Elsewhere"))
    with acting_as(outside.pk):
        assert not NeedsText.objects.filter(pk=held.pk).exists()
    with pytest.raises(DatabaseError), acting_as(panel.pk), transaction.atomic():
        operations.write_section(
            area=place.area, section="plan", person=panel, based_on=0, body="x", lang="", now=NOW
        )
    with pytest.raises(DatabaseError), acting_as(held.written_by_id), transaction.atomic():
        NeedsText.objects.filter(pk=held.pk).update(body="changed")


def test_two_writers_at_once_are_told_and_lose_nothing(client: Client, place: Place) -> None:
    first, second = place.person("analyst", name="Ann First"), place.person("partnership-lead")
    write(place, first, "What we both read")
    log_in(client, second)
    address = f"/areas/{place.area.code}/needs/population/edit/"
    assert 'name="version" value="1"' in client.get(address).content.decode()
    write(place, first, "Ann was quicker", based_on=1)
    answer = client.post(address, {"body": "Mine, typed for an hour", "lang": "en", "version": 1})
    text = answer.content.decode()
    assert answer.status_code == 422
    for said in ("Saved meanwhile by Ann First", "Ann was quicker", "Mine, typed for an hour"):
        assert said in text
    assert 'name="version" value="2"' in text
    assert client.post(address, {"body": "Both together", "lang": "en", "version": 2}).status_code == 302
    with as_builder():
        rows = list(
            NeedsText.objects.filter(area=place.area).order_by("version").values_list("body", flat=True)
        )
    assert rows == ["What we both read", "Ann was quicker", "Both together"]
    text = client.get(f"/areas/{place.area.code}/needs/population/versions/").content.decode()
    assert text.index("Both together") < text.index("Ann was quicker") < text.index("What we both read")


def test_what_was_agreed_stays_as_it_was(client: Client, place: Place) -> None:
    lead = place.person("partnership-lead", name="Alex Lead")
    write(place, lead, "As it was")
    log_in(client, lead)
    page = f"/areas/{place.area.code}/needs/"
    seen = seal({"population": 1}, place.release.pk)
    assert seen in client.get(f"{page}agree/").content.decode()
    assert (
        client.post(f"{page}agree/", {"seen": seal({"population": 2}, place.release.pk)}).status_code == 422
    )
    assert "Agreed by Alex Lead" in client.post(f"{page}agree/", {"seen": seen}, follow=True).content.decode()
    assert "Agreed" in client.get(page).content.decode()
    write(place, lead, "As it became", based_on=1)
    now, then = client.get(page).content.decode(), client.get(f"{page}agreed/1/").content.decode()
    assert "What stands here has changed since it was last agreed" in now
    assert ("As it became" in now, "As it became" in then, "As it was" in then) == (True, False, True)
    with as_builder():
        made = NeedsAgreement.objects.get()
        assert (made.number, made.release_id, made.versions) == (1, place.release.pk, {"population": 1})
        Release.objects.filter(pk=place.release.pk).update(state="withdrawn", withdrawn_at=NOW)
    log_in(client, place.person("panel-member"))
    then = client.get(f"{page}agreed/1/").content.decode()
    assert "As it was" in then
    assert "was withdrawn since" in then
    assert "of every 100" not in then


def test_text_in_another_language_has_its_direction(client: Client, place: Place) -> None:
    lead = place.person("partnership-lead")
    log_in(client, lead)
    told = {"body": "نص", "lang": "ar", "version": 0}
    answer = client.post(f"/areas/{place.area.code}/needs/communities/edit/", told, follow=True)
    assert ' lang="ar" dir="rtl"' in answer.content.decode()


def test_the_page_asks_as_often_for_one_text_as_for_all(client: Client, place: Place) -> None:
    lead = place.person("partnership-lead")
    log_in(client, lead)
    write(place, lead, "x")
    counts = []
    for _ in range(2):
        client.get(f"/areas/{place.area.code}/needs/")
        with CaptureQueriesContext(connection) as held:
            client.get(f"/areas/{place.area.code}/needs/")
        counts.append(len(held))
        if len(counts) == 1:
            for one in sections()[1:]:
                write(place, lead, "x", section=one.id)
    assert counts[0] == counts[1] <= 25
