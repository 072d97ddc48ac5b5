"""Comments, explanations and next steps: who may, what is kept, and what two people at once are told."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from evenhand_service.common.audit.models import AuditEntry
from evenhand_service.common.remembered import REMEMBERED
from evenhand_service.common.who import acting_as
from evenhand_service.monitoring.enums import ReleaseState
from evenhand_service.monitoring.findings import operations
from evenhand_service.monitoring.findings.baseline import Baseline
from evenhand_service.monitoring.models import ActionSeed, Comment, Explanation, Release
from tests.service.builders import as_builder
from tests.service.builders_accounts import log_in, make_area, make_person
from tests.service.builders_releases import make_release
from tests.service.monitoring.findings.conftest import NOW, Place

pytestmark = pytest.mark.django_db
BASELINE = Baseline(
    value=0.3, lower=0.2, upper=0.4, kind="own", units="share", period="2024-04-01/2026-03-31"
)
STEP = {"wording": "A worker in the suite", "lead_name": "Jo", "due_date": "2027-03-31", "lang": "en"}


def comment(place: Place, author: Any, body: str = "Seen in 2024 too") -> Comment:
    with acting_as(author.pk):
        return operations.add_comment(thread=place.thread, author=author, body=body, lang="en", now=NOW)


def test_a_comment_stands_with_its_language_and_direction(client: Client, place: Place) -> None:
    log_in(client, place.person("panel-member", name="Sam Panel"))
    answer = client.post(
        f"{place.address}comments/", {"body": "خط انگریزی میں آیا", "lang": "ur"}, follow=True
    )
    text = answer.content.decode()
    assert ' lang="ur" dir="rtl"' in text
    assert "Sam Panel" in text


def test_an_empty_comment_is_told_and_nothing_is_kept(client: Client, place: Place) -> None:
    log_in(client, place.person("panel-member"))
    answer = client.post(f"{place.address}comments/", {"body": " ", "lang": "en"})
    assert answer.status_code == 422
    assert "There is a problem" in answer.content.decode()
    with as_builder():
        assert not Comment.objects.exists()


@pytest.mark.parametrize(("role", "status"), [("panel-member", 302), ("data-protection-officer", 403)])
def test_who_may_comment(client: Client, place: Place, role: str, status: int) -> None:
    log_in(client, place.person(role))
    assert client.post(f"{place.address}comments/", {"body": "x", "lang": "en"}).status_code == status


def test_from_another_area_nothing_is_written_and_nothing_is_told(client: Client, place: Place) -> None:
    log_in(client, make_person("partnership-lead", area=make_area("Elsewhere")))
    for address, told in (
        ("comments/", {"body": "x"}),
        ("explanations/new/", {"words": "x", "kind": "audit"}),
        ("action/", STEP),
    ):
        answer = client.post(place.address + address, told)
        assert answer.status_code == 404
        assert "Bangladeshi" not in answer.content.decode()
    with as_builder():
        assert not Comment.objects.exists()
        assert not Explanation.objects.exists()
        assert not ActionSeed.objects.exists()


def test_the_database_keeps_the_walls_where_a_filter_is_forgotten(place: Place) -> None:
    author, other = place.person("panel-member"), place.person("panel-member")
    outside = make_person("partnership-lead", area=make_area("Elsewhere"))
    held = comment(place, author)
    with acting_as(outside.pk):
        assert not Comment.objects.filter(pk=held.pk).exists()
    with acting_as(other.pk):
        assert Comment.objects.filter(pk=held.pk).update(body="not mine") == 0
    with pytest.raises(DatabaseError), acting_as(other.pk), transaction.atomic():
        operations.add_comment(thread=place.thread, author=author, body="in another's name", lang="", now=NOW)


def test_one_changes_ones_own_comment_for_a_while(place: Place) -> None:
    author, other = place.person("panel-member"), place.person("analyst")
    held = comment(place, author)
    change = {"version": 1, "body": "better", "lang": "en"}
    with acting_as(author.pk):
        operations.edit_comment(comment=held, author=author, now=NOW + timedelta(minutes=29), **change)
        with pytest.raises(operations.ChangedMeanwhile):
            operations.edit_comment(comment=held, author=author, now=NOW + timedelta(minutes=29), **change)
        with pytest.raises(operations.NotAllowed, match="new comment"):
            operations.edit_comment(comment=held, author=author, now=NOW + timedelta(minutes=31), **change)
    with acting_as(other.pk), pytest.raises(operations.NotAllowed):
        operations.edit_comment(comment=held, author=other, now=NOW, **change)
    with as_builder():
        assert Comment.objects.get(pk=held.pk).body == "better"


def test_a_lead_hides_a_comment_with_a_reason_that_the_log_tells(client: Client, place: Place) -> None:
    held = comment(place, place.person("panel-member"), "names somebody")
    log_in(client, place.person("analyst"))
    assert client.post(f"{place.address}comments/{held.pk}/hide/", {"because": "x"}).status_code == 403
    log_in(client, place.person("partnership-lead"))
    assert client.post(f"{place.address}comments/{held.pk}/hide/", {"because": ""}).status_code == 422
    answer = client.post(
        f"{place.address}comments/{held.pk}/hide/", {"because": "Names a person"}, follow=True
    )
    text = answer.content.decode()
    assert "Names a person" in text
    assert "names somebody" not in text
    with as_builder():
        entry = AuditEntry.objects.filter(subject="monitoring.comment", action="update").last()
        assert entry.told["hidden_because"][1] == "Names a person"
        assert "body" not in entry.told
        assert Comment.objects.get(pk=held.pk).body == "names somebody"


def test_an_explanation_begins_from_a_question_and_is_open_until_tested(client: Client, place: Place) -> None:
    log_in(client, place.person("analyst"))
    page = client.get(f"{place.address}explanations/new/?question=letters-language").content.decode()
    assert "In which language do letters and calls" in page
    told = {
        "words": "Letters come in English",
        "kind": "community",
        "lang": "en",
        "question": "letters-language",
    }
    answer = client.post(f"{place.address}explanations/new/", told, follow=True)
    assert "Open" in answer.content.decode()
    with as_builder():
        held = Explanation.objects.get()
    found = f"{place.address}explanations/{held.pk}/found/"
    assert client.post(found, {"result": "fits", "found": "", "version": 1}).status_code == 422
    first = client.post(found, {"result": "fits", "found": "21 of 31 said so", "version": 1}, follow=True)
    assert "21 of 31 said so" in first.content.decode()
    again = client.post(found, {"result": "not", "found": "Nobody said so", "version": 1})
    assert again.status_code == 422
    assert "Somebody else wrote what was found meanwhile" in again.content.decode()
    assert "Nobody said so" in again.content.decode()


def test_a_panel_member_may_ask_and_not_answer(client: Client, place: Place) -> None:
    log_in(client, place.person("panel-member"))
    told = {"words": "Who is there on Fridays?", "kind": "service", "lang": "en"}
    assert client.post(f"{place.address}explanations/new/", told).status_code == 302
    with as_builder():
        held = Explanation.objects.get()
    assert client.get(f"{place.address}explanations/{held.pk}/found/").status_code == 403
    assert client.get(f"{place.address}action/").status_code == 403


def test_a_next_step_says_where_it_starts_from_and_why_nothing_was_tested(
    client: Client, place: Place
) -> None:
    log_in(client, place.person("provider-manager"))
    page = client.get(f"{place.address}action/").content.decode()
    assert "30 of every 100 (21 to 40)" in page
    refused = client.post(f"{place.address}action/", STEP)
    assert refused.status_code == 422
    assert "Why nothing was put to the test first" in refused.content.decode()
    answer = client.post(
        f"{place.address}action/", {**STEP, "untested_because": "The need is plain"}, follow=True
    )
    assert "The need is plain" in answer.content.decode()
    with as_builder():
        made = ActionSeed.objects.get()
    assert (made.baseline, made.baseline_lower, made.baseline_upper) == (0.30, 0.21, 0.40)
    assert (made.baseline_kind, made.units, made.group) == ("shrunken", "share", "ASIAN_BANGLADESHI")
    assert made.indicator == "difference|arrest-to-treatment|started"
    assert (made.area_id, made.due_date) == (place.area.pk, date(2027, 3, 31))


def test_after_an_explanation_no_reason_is_asked_for(client: Client, place: Place) -> None:
    lead = place.person("partnership-lead")
    log_in(client, lead)
    client.post(f"{place.address}explanations/new/", {"words": "Hours", "kind": "service", "lang": "en"})
    assert "Why nothing was put to the test" not in client.get(f"{place.address}action/").content.decode()
    assert client.post(f"{place.address}action/", STEP).status_code == 302


def test_what_was_done_elsewhere_is_seen_by_those_who_may_see_there(client: Client, place: Place) -> None:
    from tests.service.monitoring.findings.conftest import make_place

    other = make_place("Upper Valley")
    reader = place.person("panel-member")
    log_in(client, reader)
    assert "Nobody yet: no other area" in client.get(place.address).content.decode()
    from tests.service.builders_accounts import give_role

    give_role(reader, "panel-member", area=other.area)
    assert "Nobody has done anything about it yet" in client.get(place.address).content.decode()
    doer = other.person("partnership-lead")
    told = {**STEP, "wording": "An evening clinic", "untested_because": "-"}
    log_in(Client(), doer).post(f"{other.address}action/", told)
    assert "An evening clinic" in client.get(place.address).content.decode()


def note(client: Client, place: Place, **more: str) -> Any:
    told = {"body": "Twelve women were asked at the hub: evenings do not work.", "lang": "en", **more}
    return client.post(f"{place.address}comments/", told, follow=True)


def test_who_holds_the_permission_writes_what_people_of_the_group_say(client: Client, place: Place) -> None:
    log_in(client, place.person("panel-member"))
    before = client.get(place.address).content.decode()
    assert "What people of the group say" in before
    assert "Not yet asked." in before
    assert "for_community" not in before
    note(client, place, for_community="on")
    with as_builder():
        assert not Comment.objects.get().for_community, "a panel member comments, and speaks for nobody else"
        Comment.objects.all().delete()
    log_in(client, place.person("community-researcher", name="Rhian Researcher"))
    text = note(client, place, for_community="on").content.decode()
    said = text.split("What people of the group say")[1].split("What might explain it")[0]
    assert "evenings do not work" in said
    assert "Rhian Researcher" in said
    assert "Not yet asked." not in said


def test_the_database_keeps_notes_for_communities_to_them(place: Place) -> None:
    panel = place.person("panel-member")
    with pytest.raises(DatabaseError), acting_as(panel.pk), transaction.atomic():
        operations.add_comment(
            thread=place.thread, author=panel, body="x", lang="en", for_community=True, now=NOW
        )


def test_who_approves_a_release_finds_the_note_written_down(client: Client, place: Place) -> None:
    researcher = place.person("community-researcher", name="Rhian Researcher")
    with acting_as(researcher.pk):
        operations.add_comment(
            thread=place.thread, author=researcher, body="Ask the hub", lang="en", for_community=True, now=NOW
        )
    comment(place, researcher, "no note")
    draft = make_release(place.area, state=ReleaseState.DRAFT)
    log_in(client, place.person("partnership-lead"))
    page = client.get(f"/drafts/{draft.pk}/approve/").content.decode()
    assert "Ask the hub\n(Rhian Researcher, 20 November 2026)" in page
    assert "no note" not in page


def test_a_note_after_approval_stands_on_the_first_page_beside_what_was_approved(
    client: Client, place: Place
) -> None:
    lead, researcher = place.person("partnership-lead"), place.person("community-researcher", name="Rhian")
    with as_builder():
        Release.objects.filter(area=place.area).update(
            names_groups=True, approved_at=NOW - timedelta(days=2), community_note="Said before"
        )
    log_in(client, lead)
    address = f"/areas/{place.area.code}/"
    assert "after this release was approved" not in client.get(address).content.decode()
    for when, body in ((NOW - timedelta(days=1), "Said first"), (NOW, "Said last")):
        with acting_as(researcher.pk):
            operations.add_comment(
                thread=place.thread, author=researcher, body=body, lang="en", for_community=True, now=when
            )
    page = client.get(address).content.decode()
    assert "Written down on 20 November 2026, after this release was approved:" in page
    assert "Said before" in page
    assert "Said last" in page
    assert "Said first" not in page
    with as_builder():
        Comment.objects.filter(body="Said last").update(hidden_at=NOW, hidden_because="It named somebody")
    page = client.get(address).content.decode()
    assert "Said last" not in page
    assert "Said first" in page
    assert "Said first" not in repr(REMEMBERED.values()), "what a person wrote is never remembered"


CHANGED = {
    "wording": "A worker each evening",
    "lead_name": "Sam",
    "due_date_day": "1",
    "due_date_month": "5",
    "due_date_year": "2027",
    "lang": "en",
    "version": "1",
}


def step(place: Place, person: Any, **told: Any) -> ActionSeed:
    given = {
        "wording": "A worker in the suite",
        "lang": "en",
        "lead_name": "Jo",
        "due_date": date(2027, 3, 31),
    }
    given |= {"untested_because": "-", "baseline": BASELINE, "now": NOW, **told}
    with acting_as(person.pk):
        return operations.make_action(thread=place.thread, person=person, **given)


def test_who_made_a_next_step_changes_it_and_what_it_said_stays(client: Client, place: Place) -> None:
    analyst = place.person("analyst")
    held = step(place, analyst)
    log_in(client, analyst)
    assert f"{place.address}action/{held.pk}/change/" in client.get(place.address).content.decode()
    text = client.post(f"{place.address}action/{held.pk}/change/", CHANGED, follow=True).content.decode()
    assert "A worker each evening" in text
    assert "What it said before" in text
    assert "A worker in the suite" in text
    with as_builder():
        now_ = ActionSeed.objects.get()
    assert (now_.version, now_.lead_name, now_.due_date) == (2, "Sam", date(2027, 5, 1))
    assert [(one["wording"], one["lead_name"]) for one in now_.earlier] == [("A worker in the suite", "Jo")]
    again = client.post(f"{place.address}action/{held.pk}/change/", CHANGED | {"wording": "Too late"})
    assert again.status_code == 422
    assert "changed in another window" in again.content.decode()


def test_a_step_that_was_withdrawn_stays_to_be_read_and_counts_no_longer(
    client: Client, place: Place
) -> None:
    analyst = place.person("analyst")
    held = step(place, analyst)
    log_in(client, analyst)
    address = f"{place.address}action/{held.pk}/withdraw/"
    assert client.post(address, {"because": " ", "version": "1"}).status_code == 422
    text = client.post(
        address, {"because": "The hub took it on", "version": "1"}, follow=True
    ).content.decode()
    assert "The hub took it on" in text
    assert "A worker in the suite" in text
    first = client.get(f"/areas/{place.area.code}/").content.decode()
    assert "A worker in the suite" not in first
    assert "None yet" in client.get("/findings/").content.decode()
    assert (
        "can no longer be changed" in client.get(f"{place.address}action/{held.pk}/change/").content.decode()
    )


def test_nobody_changes_the_step_of_somebody_else(client: Client, place: Place) -> None:
    held = step(place, place.person("analyst"))
    for role, status in (("partnership-lead", 403), ("panel-member", 403)):
        log_in(client, place.person(role))
        assert client.post(f"{place.address}action/{held.pk}/change/", CHANGED).status_code == status
        assert f"action/{held.pk}/" not in client.get(place.address).content.decode()
    with as_builder():
        assert ActionSeed.objects.get().version == 1
