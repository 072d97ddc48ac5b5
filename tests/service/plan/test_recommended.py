"""Recommendations read from documents: with or without a plan, confirmed one by one or many at once, nothing twice."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from evenhand_service.common.who import acting_as
from evenhand_service.plan.enums import Response, RowState, SourceKind
from evenhand_service.plan.models import Action, Document, Recommendation
from evenhand_service.plan.operations.faults import ChangedMeanwhile
from evenhand_service.plan.operations.recommended import confirm_recommendation
from evenhand_service.plan.presenters.recommended import given
from evenhand_service.plan.tasks import read_document
from tests.service.builders import as_builder
from tests.service.builders_accounts import log_in
from tests.service.builders_plan import Planned
from tests.service.plan.test_reading import TABLE

pytestmark = pytest.mark.django_db

ASKED = """# Report

## Recommendations

1. The Board should publish counts of each group. (Paragraph 10)

Response: Accepted in part. Counts are published yearly.

2. Services should record the first language of people who come. (Paragraph 24)
"""
# A report whose lines were lost, as that of the ten projects: its headings and bullets are all that cuts it.
PROJECTS = (
    "People were asked what they know and what they would like to be different. "
    * 35
    + "North West: DIP Area: Boldham Host group: The Meeting House (TMH) TMH is a group of neighbours. "
    "Summary of research recommendations \u2022 The council should pay interpreters. \u2022 Services should open late. "
    "Solutions and outcomes \u2022 Two interpreters are paid now. Research focus Something else."
)
SOURCE = {"kind": SourceKind.COMMITTEE, "title": "A report", "published": "2026-01-05", "lang": "en"}


def take_in(client: Client, planned: Planned, text: str, at: str = "") -> Document:
    where = at or f"/areas/{planned.plan.area.code}/documents/"
    answer = client.post(where, {"file": SimpleUploadedFile("x.md", text.encode())})
    assert answer.status_code == 302, answer.content.decode()
    key = answer["Location"].rstrip("/").rpartition("/")[2]
    read_document.call(key, str(planned.analyst.pk))
    with as_builder():
        return Document.objects.get(pk=key)


def keys_of(document: Document) -> list[str]:
    with as_builder():
        return [str(one.pk) for one in document.recommended.all()]


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_a_document_without_a_plan_gives_recommendations(client: Client, planned: Planned) -> None:
    log_in(client, planned.analyst)
    document = take_in(client, planned, ASKED)
    here = f"/plan-documents/{document.pk}/"
    assert document.plan_id is None
    assert "2 recommendations were found." in shown(client, here)
    first, second = keys_of(document)
    beside = shown(client, f"{here}recommendations/{first}/")
    assert "Response: Accepted in part." in beside
    assert "Say whose they are" in beside
    # Without a source nothing can be confirmed: the browser is led to where it is said.
    assert client.post(f"{here}recommendations/confirm/", {"rows": [first]})["Location"].endswith("source/")
    with as_builder():
        assert not Recommendation.objects.exists()
    assert client.post(f"{here}source/", {"kind": "committee"}).status_code == 422
    assert client.post(f"{here}source/", SOURCE).status_code == 302
    answer = client.post(f"{here}recommendations/confirm/", {"rows": [first, "nonsense"]})
    assert answer.status_code == 302
    mended = {
        "text": "Services should record languages.",
        "number": "2",
        "response": "no_reply",
        "paragraph": "24",
    }
    assert client.post(f"{here}recommendations/{second}/", mended | {"text": ""}).status_code == 422
    assert client.post(f"{here}recommendations/{second}/", mended).status_code == 302
    with as_builder():
        one, other = Recommendation.objects.order_by("number")
        assert (one.source_kind, one.source_title, one.number, one.paragraph) == (
            "committee",
            "A report",
            "1",
            "10",
        )
        assert (one.response, one.lang) == (Response.IN_PART, "en")
        assert "published yearly" in one.response_words
        assert one.reply_due_date is not None
        assert other.text == "Services should record languages."
        assert other.proposed_as.get().verbatim.startswith("2. Services should record the first language")
        assert not Action.objects.exists()
    assert "its own words" in shown(client, f"/recommendations/{one.pk}/")


def test_a_document_may_hold_both_and_rows_ask_for_a_plan(client: Client, planned: Planned) -> None:
    log_in(client, planned.analyst)
    document = take_in(client, planned, TABLE + "\n" + ASKED)
    here = f"/plan-documents/{document.pk}/"
    page = shown(client, here)
    for words in ("2 recommendations were found.", "Which plan its rows go into", planned.plan.title):
        assert words in page, words
    with as_builder():
        rows = [str(one.pk) for one in document.rows.all()]
    refused = client.post(f"{here}confirm/", {"rows": rows})
    assert refused.status_code == 422
    assert "Say first which plan" in refused.content.decode()
    assert client.post(f"{here}plan/", {"plan": "nonsense"}).status_code == 422
    assert client.post(f"{here}plan/", {"plan": str(planned.plan.pk)}).status_code == 302
    assert client.post(f"{here}confirm/", {"rows": rows}).status_code == 302
    with as_builder():
        assert Action.objects.filter(plan=planned.plan).count() == 2


REPLIES = """| No | Recommendation | Accepted? | Action | Owner | By when |
|---|---|---|---|---|---|
| 1 | Publish the waits. | Yes | Publish each quarter | Ann Field | June 2026 |
| 2 | Fund a clinic. | No | | | |
"""


@pytest.mark.parametrize("first", ["rows", "recommendations"])
def test_a_table_of_replies_says_which_action_answers_what(
    client: Client, planned: Planned, first: str
) -> None:
    log_in(client, planned.analyst)
    document = take_in(client, planned, REPLIES)
    here = f"/plan-documents/{document.pk}/"
    client.post(f"{here}plan/", {"plan": str(planned.plan.pk)})
    client.post(f"{here}source/", SOURCE)
    with as_builder():
        rows = [str(one.pk) for one in document.rows.all()]
    steps = [("rows", f"{here}confirm/", rows)]
    steps.append(("recommendations", f"{here}recommendations/confirm/", keys_of(document)))
    for _, where, keys in sorted(steps, key=lambda one: one[0] != first):
        assert client.post(where, {"rows": keys}).status_code == 302
    with as_builder():
        told = [
            (one.number, one.response, [each.action.wording for each in one.answers.all()])
            for one in Recommendation.objects.order_by("number")
        ]
    assert told == [
        ("1", Response.ACCEPTED, ["Publish each quarter"]),
        ("2", Response.REJECTED, []),
    ]


def test_a_project_comes_along_with_its_region_and_outcomes(client: Client, planned: Planned) -> None:
    log_in(client, planned.analyst)
    document = take_in(client, planned, PROJECTS)
    here = f"/plan-documents/{document.pk}/"
    client.post(f"{here}source/", SOURCE | {"kind": SourceKind.COMMUNITY_PROJECT})
    page = shown(client, f"{here}recommendations/")
    for words in ("North West: Boldham", "The Meeting House (TMH)"):
        assert words in page, words
    client.post(f"{here}recommendations/confirm/", {"rows": keys_of(document)})
    with as_builder():
        made = list(Recommendation.objects.all())
        assert [one.theme for one in made] == ["North West: Boldham"] * 2
        assert made[0].outcomes == [{"text": "Two interpreters are paid now.", "of": "project", "lang": "en"}]


def test_many_are_left_out_with_a_reason_and_wait_again(client: Client, planned: Planned) -> None:
    log_in(client, planned.analyst)
    document = take_in(client, planned, ASKED)
    here = f"/plan-documents/{document.pk}/recommendations/"
    keys = keys_of(document)
    client.post(f"{here}confirm/", {"rows": keys, "skip": "yes", "because": "Not ours"})
    with as_builder():
        assert set(document.recommended.values_list("state", "skipped_because")) == {("skipped", "Not ours")}
    assert shown(client, here).count("Let it wait again") == 2
    client.post(f"{here}{keys[0]}/back/")
    with as_builder():
        assert document.recommended.filter(state=RowState.WAITING).count() == 1
        assert not Recommendation.objects.exists()


def test_confirmed_twice_or_read_twice_it_stands_once(client: Client, planned: Planned) -> None:
    log_in(client, planned.analyst)
    documents = [take_in(client, planned, ASKED) for _ in range(2)]
    for document in documents:
        here = f"/plan-documents/{document.pk}/"
        client.post(f"{here}source/", SOURCE)
        client.post(f"{here}recommendations/confirm/", {"rows": keys_of(document)})
        told = client.post(f"{here}recommendations/confirm/", {"rows": keys_of(document)})
        assert told.status_code == 422
    with as_builder():
        assert Recommendation.objects.count() == 2
        held = {one.recommendation_id for document in documents for one in document.recommended.all()}
        assert len(held) == 2


def test_two_people_at_the_same_time_make_one_and_the_second_is_told(
    client: Client, planned: Planned
) -> None:
    log_in(client, planned.analyst)
    document = take_in(client, planned, ASKED)
    client.post(f"/plan-documents/{document.pk}/source/", SOURCE)
    with acting_as(planned.analyst.pk):
        both = [document.recommended.select_related("document").first() for _ in range(2)]
        document.refresh_from_db()
    told: dict[str, Any] = given(both[0], document) | {"outcomes": []}
    with acting_as(planned.analyst.pk):
        confirm_recommendation(proposed=both[0], person=planned.analyst, told=told, now=timezone.now())
    with acting_as(planned.lead.pk), pytest.raises(ChangedMeanwhile):
        confirm_recommendation(proposed=both[1], person=planned.lead, told=told, now=timezone.now())
    with as_builder():
        assert Recommendation.objects.count() == 1


def test_what_reads_alike_stands_beside(client: Client, planned: Planned) -> None:
    log_in(client, planned.analyst)
    for text, title in ((ASKED, "First report"), (ASKED.replace("# Report", "# Other"), "Second report")):
        document = take_in(client, planned, text)
        here = f"/plan-documents/{document.pk}/"
        client.post(f"{here}source/", SOURCE | {"title": title})
        keys = keys_of(document)
        page = shown(client, f"{here}recommendations/{keys[0]}/")
        assert ("may ask for the same" in page) == (title == "Second report")
        client.post(f"{here}recommendations/confirm/", {"rows": keys})
    with as_builder():
        assert Recommendation.objects.count() == 4


def test_the_page_asks_as_often_for_three_as_for_one(client: Client, planned: Planned) -> None:
    log_in(client, planned.analyst)
    one = take_in(client, planned, ASKED.split("2. Services")[0])
    three = take_in(client, planned, ASKED + "\n3. The Board should listen. (Paragraph 30)\n")
    counted = []
    for document in (one, three):
        address = f"/plan-documents/{document.pk}/recommendations/"
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        counted.append(len(asked))
    assert counted[0] == counted[1]


def test_who_may_not_change_plans_meets_no_document(client: Client, planned: Planned) -> None:
    log_in(client, planned.analyst)
    document = take_in(client, planned, ASKED)
    client.logout()
    for address in ("", "source/", "recommendations/", f"recommendations/{keys_of(document)[0]}/"):
        answer = client.get(f"/plan-documents/{document.pk}/{address}")
        assert answer.status_code == 302
        assert "/plan-documents/" in answer["Location"]  # to logging in, and back from there
