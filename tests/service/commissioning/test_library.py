"""The library: searched in both languages, approved by somebody else, public field by field, gathered in a bulletin."""

import re
from datetime import date
from email import message_from_bytes
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from evenhand_service.commissioning import words
from evenhand_service.commissioning.library import bulletins, operations, queries, views
from evenhand_service.commissioning.models import (
    Bulletin,
    Inspired,
    Practice,
    PracticeWords,
    PublishedPractice,
)
from evenhand_service.commissioning.refusals import NotYours, Refused
from evenhand_service.common.who import acting_as
from evenhand_service.organisations import answers
from tests.service.builders import as_builder
from tests.service.builders_accounts import log_in, make_area, make_person
from tests.service.builders_commissioning import NOW, Bought
from tests.service.builders_plan import make_planned

pytestmark = pytest.mark.django_db
WORDS = {
    "title": "Letters that people can read",
    "done": "Letters in six languages",
    "where": "Two clinics",
    "came_of_it": "More people came",
    "lessons": "Ask first",
}
WELSH = {**WORDS, "title": "Llythyrau y gall pobl eu darllen", "done": "Llythyrau mewn chwe iaith"}


def entry(bought: Bought, *, state: str = "approved") -> Practice:
    by = bought.commissioner
    with acting_as(by.pk):
        one = operations.write_practice(
            area=bought.area, person=by, language="en", words=WORDS, stage="started", characteristic="ethnicity",
            contact_name="Canary Contact", contact_email="canary@example.test", thread=bought.thread, now=NOW,
        )  # fmt: skip
        operations.write_words(practice=one, language="cy", words=WELSH)
        if state != "draft":
            operations.take_step(practice=one, person=by, verb="submit", now=NOW)
    if state == "approved":
        with acting_as(bought.lead.pk):
            operations.take_step(practice=one, person=bought.lead, verb="approve", now=NOW)
    return one


def published(bought: Bought, *fields: str) -> PublishedPractice:
    one = entry(bought)
    with acting_as(bought.lead.pk):
        return operations.publish_practice(practice=one, person=bought.lead, fields=fields, now=NOW)


def test_an_entry_is_found_by_words_of_either_language_step_and_characteristic(bought: Bought) -> None:
    entry(bought)
    reader = make_person("case-worker", area=make_area("Elsewhere"))
    with acting_as(reader.pk):
        assert queries.practices_for(reader, words="letters SIX").count() == 1
        assert queries.practices_for(reader, words="chwe iaith").count() == 1
        assert queries.practices_for(reader, words="letters seven").count() == 0
        assert queries.practices_for(reader, stage="started", characteristic="ethnicity").count() == 1
        assert queries.practices_for(reader, stage="tested").count() == 0


def test_a_draft_is_its_writers_alone_until_it_is_approved(bought: Bought) -> None:
    one = entry(bought, state="draft")
    for person in (bought.manager, make_person("panel-member", area=bought.area)):
        with acting_as(person.pk):
            assert not Practice.objects.exists()
            assert not PracticeWords.objects.exists()
    with acting_as(bought.lead.pk), pytest.raises(NotYours):
        operations.take_step(practice=one, person=bought.lead, verb="submit", now=NOW)


def test_whoever_wrote_an_entry_does_not_approve_it(bought: Bought) -> None:
    with acting_as(bought.lead.pk):
        one = operations.write_practice(
            area=bought.area, person=bought.lead, language="en", words=WORDS, now=NOW
        )
        operations.take_step(practice=one, person=bought.lead, verb="submit", now=NOW)
        with pytest.raises(Refused, match="Somebody else"):
            operations.take_step(practice=one, person=bought.lead, verb="approve", now=NOW)
        with pytest.raises(Refused, match="stays as it is"):
            operations.write_words(practice=one, language="en", words=WORDS)


def test_anybody_reads_the_chosen_fields_and_no_others(bought: Bought, client: Client) -> None:
    one = published(bought, "came_of_it")
    text = client.get(reverse("commissioning:show-public-practice", args=[one.pk])).content.decode()
    assert "Letters in six languages" in text
    assert "More people came" in text
    for hidden in ("Canary", "canary@", "Two clinics", "Ask first"):
        assert hidden not in text
        assert hidden not in str(one.body)
    with acting_as(None):
        assert PublishedPractice.objects.count() == 1
        assert not Practice.objects.exists()
    there = reverse("commissioning:list-public-practices")
    assert "1 found" in client.get(f"{there}?words=chwe").content.decode()
    # Words that were not published find nothing: the search does not tell what is hidden.
    assert "0 found" in client.get(f"{there}?words=clinics").content.decode()


def test_what_is_taken_out_is_public_no_more(bought: Bought, client: Client) -> None:
    one = published(bought)
    with acting_as(bought.lead.pk):
        operations.take_step(
            practice=one.practice, person=bought.lead, verb="withdraw", because="Out of date", now=NOW
        )
    assert client.get(reverse("commissioning:show-public-practice", args=[one.pk])).status_code == 404
    with acting_as(None):
        assert not PublishedPractice.objects.exists()


def make(bought: Bought) -> Bulletin:
    with acting_as(bought.lead.pk):
        days = (date(2026, 11, 1), date(2026, 11, 30))
        body = bulletins.content_of(queries.new_between(*days, bought.area))
        return operations.make_bulletin(
            area=bought.area, person=bought.lead, first_day=days[0], last_day=days[1],
            introduction="Dear all", lang="en", body=body, now=NOW,
        )  # fmt: skip


def test_a_bulletin_is_a_page_and_an_email_in_both_languages(bought: Bought, client: Client) -> None:
    one = published(bought, "came_of_it")
    entry(bought)  # approved, not public
    bulletin = make(bought)
    there = reverse("commissioning:show-bulletin", args=[bulletin.pk])
    assert client.get(there).status_code == 404
    with acting_as(bought.lead.pk):
        operations.issue_bulletin(bulletin=bulletin, person=bought.lead, now=NOW)
    text = client.get(there).content.decode()
    assert text.count("Letters that people can read") == 1
    mail = message_from_bytes(
        client.get(reverse("commissioning:take-bulletin", args=[bulletin.pk, "cy"])).content
    )
    parts: dict[str, Any] = {each.get_content_type(): each for each in mail.walk()}
    for kind in ("text/plain", "text/html"):
        said = parts[kind].get_payload(decode=True).decode()
        assert "Llythyrau y gall pobl eu darllen" in said
        assert f"http://testserver/good-practice/{one.pk}/" in said
    assert mail["To"] is None


def test_an_entry_leads_to_the_action_it_tells_of_and_to_those_it_inspired(
    bought: Bought, client: Client
) -> None:
    elsewhere = make_planned("Hillside")
    action = elsewhere.add("3/1")
    shared = entry(bought)
    log_in(client, elsewhere.lead)
    page = reverse("commissioning:show-practice", args=[shared.pk])
    there = reverse("commissioning:say-what-it-inspired", args=[shared.pk])
    assert there in client.get(page).content.decode()
    assert "Choose an action." in client.post(there, {"action": ""}).content.decode()
    assert client.post(there, {"action": str(action.pk)}).status_code == 302
    text = client.get(page).content.decode()
    assert "It inspired: 3/1" in text
    assert reverse("plan:show-action", args=[action.pk]) in text
    log_in(client, bought.lead)
    assert "3/1" not in client.get(page).content.decode(), "an action of a plan that this reader may not see"
    log_in(client, elsewhere.lead)
    with acting_as(elsewhere.lead.pk):
        link = Inspired.objects.get()
    client.post(there, {"take_back": [str(link.pk)]})
    assert "It inspired" not in client.get(page).content.decode()


def test_nobody_builds_on_an_entry_that_was_not_approved(bought: Bought) -> None:
    elsewhere = make_planned("Hillside")
    action, draft = elsewhere.add("3/1"), entry(bought, state="draft")
    with acting_as(elsewhere.lead.pk), pytest.raises(Refused, match="approved before"):
        operations.say_what_it_inspired(practice=draft, action=action, person=elsewhere.lead, now=NOW)


def test_the_search_offers_what_entries_are_about_in_the_readers_language(
    bought: Bought, client: Client
) -> None:
    published(bought, "where")
    there = reverse("commissioning:list-public-practices")
    text = client.get(there).content.decode()
    assert 'value="started"' in text
    assert 'value="drug_order"' not in text, "no entry is about that step"


def test_every_step_and_characteristic_that_can_be_chosen_has_welsh() -> None:
    for choices in (words.stage_choices, words.characteristic_choices):
        english = dict(choices())
        assert len(set(english.values())) == len(english), "two choices are called alike"
        with override("cy"):
            welsh = dict(choices())
        assert [text for code, text in welsh.items() if text == english[code]] == []


def test_an_entry_keeps_a_finding_that_no_newest_release_has(
    bought: Bought, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "findings_of_area", lambda _user, _area: [])
    words = {"title": "Letters", "done": "Asked", "came_of_it": "More came"}
    with acting_as(bought.lead.pk):
        entry = operations.write_practice(
            area=bought.area, person=bought.lead, language="en", words=words, thread=bought.thread, now=NOW
        )
    log_in(client, bought.lead)
    here = reverse("commissioning:change-practice", args=[entry.pk])
    held = str(bought.thread.pk)
    assert f'value="{held}" selected' in client.get(here).content.decode()
    assert client.post(here, {"version": 1, "finding": held, "group": "Everybody"}).status_code == 302
    with as_builder():
        entry.refresh_from_db()
        assert (entry.thread_id, entry.group) == (bought.thread.pk, "Everybody")


def test_every_bulletin_is_listed_page_by_page(
    bought: Bought, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "page_size", lambda: 1)
    published(bought, "came_of_it")
    made = [make(bought), make(bought)]
    with acting_as(bought.lead.pk):
        for one in made:
            operations.issue_bulletin(bulletin=one, person=bought.lead, now=NOW)
    pages = [client.get(f"/good-practice/?bulletins={number}").content.decode() for number in (1, 2)]
    addresses = [reverse("commissioning:show-bulletin", args=[one.pk]) for one in made]
    assert sorted(sum(address in shown for address in addresses) for shown in pages) == [1, 1]
    assert all(any(address in shown for shown in pages) for address in addresses)


def test_who_writes_words_second_reads_what_the_first_wrote(bought: Bought, client: Client) -> None:
    one = entry(bought, state="draft")
    log_in(client, bought.commissioner)
    where = reverse("commissioning:write-practice-words", args=[one.pk]) + "?language=cy"
    stood = re.search(r'name="stood" value="(\w+)"', client.get(where).content.decode())
    assert stood
    told = WELSH | {"language": "cy", "stood": stood[1]}
    assert client.post(where, told | {"title": "First"}).status_code == 302
    second = client.post(where, told | {"title": "Second"}).content.decode()
    assert "It says now: First" in second
    assert 'value="Second"' in second


def test_who_changes_an_entry_second_reads_it_beside_each_field_and_may_save_again(
    bought: Bought, client: Client
) -> None:
    one = entry(bought, state="draft")
    log_in(client, bought.commissioner)
    where = reverse("commissioning:change-practice", args=[one.pk])
    told = {"stage": "started", "characteristic": "ethnicity", "version": "1"}
    told |= {"contact_name": "A", "contact_email": "a@example.test"}
    assert client.post(where, told | {"group": "First"}).status_code == 302
    second = client.post(where, told | {"group": "Second"}).content.decode()
    assert "What it says now stands beside each field." in second
    assert "It says now: First" in second
    version = re.search(r'name="version" value="(\d+)"', second)
    assert version
    assert client.post(where, told | {"group": "Second", "version": version[1]}).status_code == 302
    with as_builder():
        one.refresh_from_db()
    assert one.group == "Second"
