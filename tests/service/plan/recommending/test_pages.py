"""Pages of recommendations: what they show to whom, what they change, how often they ask the database."""

import csv
import json
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from evenhand_service.common.who import acting_as
from evenhand_service.monitoring.models import FindingThread
from evenhand_service.plan.models import Action, Answer, KeptApart, Recommendation
from evenhand_service.plan.operations import recommendations
from tests.service.builders import as_builder
from tests.service.builders_accounts import log_in, make_area, make_person
from tests.service.builders_plan import NOW, Planned
from tests.service.builders_releases import make_release
from tests.service.files_sent import whole
from tests.service.plan.recommending.conftest import Recommends

pytestmark = pytest.mark.django_db


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return answer.content.decode()


def area(planned: Planned) -> str:
    return f"/areas/{planned.area.code}/recommendations/"


def here(one: Recommendation) -> str:
    return f"/recommendations/{one.pk}/"


def sent(client: Client, address: str, status: int = 302, **fields: Any) -> str:
    answer = client.post(address, fields)
    assert answer.status_code == status, (address, answer.status_code, answer.content.decode()[:2000])
    return answer.content.decode()


def again(one: Recommendation) -> Recommendation:
    with as_builder():
        return Recommendation.objects.get(pk=one.pk)


def typed(**given: Any) -> dict[str, Any]:
    return {
        "text": "Offer a woman worker",
        "lang": "en",
        "source_kind": "audit",
        "source_title": "Audit of cases",
        "published_date": "2026-03-01",
        "addressee_organisation": "",
        "ladder": "",
        "outcomes": "",
    } | given


def test_the_list_says_what_is_asked_of_whom_and_that_a_reply_is_overdue(
    client: Client, planned: Planned, recommends: Recommends
) -> None:
    recommends(paragraph="12", published_date=None)
    late = recommends("Publish the waiting times", addressee="The Quay")
    log_in(client, planned.panel)
    page = text(client, area(planned))
    for words in (
        "Ask in which language letters come",
        "para. 12",
        "Riverside Council",
        "Reply overdue",
        "The Quay",
    ):
        assert words in page, words
    assert "/recommendations/new/" not in page
    for asked, there in (
        ("late=on", late.text),
        ("q=waiting", late.text),
        (f"addressee={late.pk}", late.text),
    ):
        page = text(client, f"{area(planned)}?{asked}")
        assert there in page
        assert "Ask in which language" not in page, asked
    assert f'value="{late.pk}"' in text(client, area(planned))
    assert 'value="The Quay"' not in text(client, area(planned))
    assert late.text not in text(client, f"{area(planned)}?response=accepted")
    assert "Clear filters" in text(client, f"{area(planned)}?source_kind=audit")
    assert late.text in text(client, f"{area(planned)}?source_kind=nonsense")


def test_the_clock_goes_up_the_ladder_and_stops_at_the_reply(
    client: Client, planned: Planned, recommends: Recommends
) -> None:
    one = recommends()
    assert again(one).reply_due_date.isoformat() == "2026-07-10"  # six months: the ladder of public inquiries
    log_in(client, planned.analyst)
    page = text(client, here(one))
    for words in ("No reply came by 10 July 2026", "first letter", "Due now", "covid19.public-inquiry.uk"):
        assert words in page, words
    step = f"{here(one)}escalate/"
    assert "before what came first" in sent(client, step, 422, step="first_letter", day="2025-12-01")
    assert "still to come" in sent(client, step, 422, step="first_letter", day="2126-12-01")
    refused = sent(client, step, 422, step="first_letter", day="2026-07-10", words="Too early")
    assert "A reply had time until 10 July 2026: a step because none came is taken after that day." in refused
    assert "Too early" in refused
    sent(client, step, step="first_letter", day="2026-11-01", words="We wrote")
    assert again(one).reply_due_date.isoformat() == "2027-02-01"  # three months after the letter
    page = text(client, here(one))
    assert "We wrote" in page
    assert "1 February 2027" in page
    sent(client, step, 422, step="first_letter", day="2026-11-01")
    reply = f"{here(one)}reply/"
    sent(client, reply, 422, words="Nothing chosen")
    told = {
        "response": "in_part",
        "words": "Yes, from April",
        "lang": "en",
        "day": "2026-11-10",
        "version": 1,
    }
    sent(client, reply, **told)
    page = text(client, here(one))
    for words in ("Accepted in part", "Yes, from April", "10 November 2026"):
        assert words in page, words
    assert "escalate/" not in page
    assert client.get(step).status_code == 302
    assert "Yes, from April" in sent(client, reply, 409, **told | {"response": "rejected"})
    assert again(one).response == "in_part"


def test_one_is_written_by_hand_and_changed_by_those_who_saw_it(client: Client, planned: Planned) -> None:
    log_in(client, planned.analyst)
    sent(client, f"{area(planned)}new/", 422, **typed(text=" "))
    sent(client, f"{area(planned)}new/", **typed(outcomes="A worker was found\n\nShe stayed"))
    with as_builder():
        one = Recommendation.objects.get()
    assert [each["text"] for each in one.outcomes] == ["A worker was found", "She stayed"]
    edit = f"{here(one)}edit/"
    sent(client, edit, **typed(text="First", version=1))
    page = sent(client, edit, 409, **typed(text="Second", version=1))
    assert "First" in page
    assert "Second" in page
    assert again(one).text == "First"
    sent(client, edit, **typed(text="Both", version=2, ladder="future_deaths"))
    assert again(one).reply_due_date.isoformat() == "2026-04-26"  # 56 days after 1 March


def test_a_step_that_was_taken_holds_the_ladder_and_the_day(
    client: Client, planned: Planned, recommends: Recommends
) -> None:
    one = recommends()
    log_in(client, planned.analyst)
    sent(client, f"{here(one)}escalate/", step="second_letter", day="2026-11-01")
    sent(client, f"{here(one)}edit/", **typed(version=1, ladder="future_deaths", published_date="2020-01-01"))
    held = again(one)
    assert (held.ladder, held.published_date.isoformat()) == ("", "2026-01-10")
    assert held.text == "Offer a woman worker"


def test_it_is_answered_by_an_action_there_is_and_by_a_new_one(
    client: Client, planned: Planned, recommends: Recommends
) -> None:
    one, action = recommends(), planned.add("2/1", wording="Print letters in four languages")
    log_in(client, planned.analyst)
    sent(client, f"{here(one)}actions/", 422, action="")
    sent(client, f"{here(one)}actions/", action=str(action.pk))
    assert "Print letters in four languages" in text(client, here(one))
    assert "Print letters" not in text(client, f"{here(one)}actions/")
    new = {"wording": "Ask at the first contact", "theme": str(planned.theme.pk), "reference": "2/2",
           "leads": "Jo Price (The Quay of Riverside)", "when_text": "March 2027", "lang": "en"}  # fmt: skip
    sent(client, f"{here(one)}actions/new/", 422, **new | {"reference": "2/1"})
    with as_builder():
        assert Answer.objects.count() == 1
    sent(client, f"{here(one)}actions/new/", **new)
    with as_builder():
        made = Action.objects.get(reference="2/2")
        lead = made.leads.get()
    assert made.origin == "recommendation"
    assert (lead.name, lead.organisation_id) == ("Jo Price", planned.provider.pk)
    page = text(client, here(one))
    assert "Ask at the first contact" in page
    assert "Jo Price" in page
    assert one.text in text(client, f"/actions/{made.pk}/")
    assert one.text not in text(client, f"{area(planned)}?answered_by=none")


def test_the_sources_come_once_and_keep_what_people_did(client: Client, planned: Planned) -> None:
    log_in(client, planned.analyst)
    load = f"{area(planned)}load/"
    assert "0 of them here already" in text(client, load)
    sent(client, load, sources=["committee-2019", "areas-for-action", "ten-projects-2006"])
    with as_builder():
        number = Recommendation.objects.count()
        one = Recommendation.objects.get(source_kind="committee", number="4")
        projects = set(
            Recommendation.objects.filter(source_kind="community_project").values_list("theme", flat=True)
        )
    assert (number, len(projects)) == (85, 10)
    assert (one.paragraph, one.reply_due_date.isoformat()) == ("48", "2019-12-23")
    assert "(file" not in one.source_title
    told = {"response": "accepted", "words": "", "lang": "en", "version": 1}
    sent(client, f"{here(one)}reply/", **told)
    with as_builder():
        Recommendation.objects.filter(source_kind="committee", number="5").delete()
    sent(client, load, sources=["committee-2019", "ten-projects-2006"])
    with as_builder():
        assert Recommendation.objects.count() == 85
    assert again(one).response == "accepted"
    sent(client, load, 422, of="form")
    with as_builder():
        of_project = Recommendation.objects.filter(source_kind="community_project").first()
    assert "what came of the whole project" in text(client, here(of_project))


def suggested(client: Client, address: str, *pair: Recommendation) -> bool:
    """Whether two recommendations stand beside each other as a suggestion that waits for somebody."""
    forms = text(client, address).split('/decide/"')[1:]
    return any(all(f'value="{one.pk}"' in form.split("</form>")[0] for one in pair) for form in forms)


def test_people_merge_and_keep_apart_and_undo_both(client: Client, planned: Planned) -> None:
    log_in(client, planned.analyst)
    sent(client, f"{area(planned)}load/", sources=["ten-projects-2006"])
    alike, decide = f"{area(planned)}alike/", f"{area(planned)}alike/decide/"
    with as_builder():
        first = Recommendation.objects.get(number="Nottinghamshire County 3")
        second = Recommendation.objects.get(number="Trafford 5")
        third = Recommendation.objects.get(number="Hackney 2")
    assert suggested(client, alike, first, second)
    assert "words in both: offer, therapeutic, counselling" in text(client, alike)
    with as_builder():
        assert not Recommendation.objects.exclude(same_as=None).exists()
    sent(client, decide, first=str(first.pk), second=str(second.pk), decision="second")
    assert again(first).same_as_id == second.pk
    assert not suggested(client, alike, first, second)
    assert suggested(client, alike, second, third)
    assert "stands for both" in text(client, here(first))
    assert first.text in text(client, here(second))
    sent(client, decide, first=str(third.pk), second=str(second.pk), decision="apart")
    assert not suggested(client, alike, second, third)
    with as_builder():
        kept = KeptApart.objects.get()
    sent(client, f"{alike}again/", kept=str(kept.pk))
    assert suggested(client, alike, second, third)
    sent(client, f"{here(first)}part/")
    assert again(first).same_as_id is None
    assert suggested(client, alike, first, second)


def test_to_take_away(client: Client, planned: Planned, recommends: Recommends) -> None:
    one = recommends(
        "=SUM(A1) is no formula here", outcomes=[{"text": "It was done", "of": "", "lang": "en"}]
    )
    action = planned.add("2/1", wording="Do it")
    with acting_as(planned.analyst.pk):
        recommendations.answer_with(recommendation=one, action=action, person=planned.analyst, now=NOW)
    log_in(client, planned.panel)
    with acting_as(planned.analyst.pk):
        recommendations.escalate(
            recommendation=one,
            person=planned.analyst,
            step="second_letter",
            taken_date=date(2026, 3, 1),
            now=NOW,
        )
    rows = list(csv.reader(StringIO(whole(client.get(f"{area(planned)}recommendations.csv")))))
    assert rows[1][5] == "'=SUM(A1) is no formula here"
    assert "2/1 Do it" in rows[1]
    assert rows[1][13:15] == [
        "2026-03-01 a second letter that asks for the reply soon",
        "2026-03-01 second_letter",
    ]
    told = json.loads(whole(client.get(f"{area(planned)}recommendations.json")))["recommendations"][0]
    assert told["actions"][0]["reference"] == "2/1"
    assert (told["late"], told["outcomes"], told["response"]) == (True, ["It was done"], "no_reply")
    assert client.get(f"{area(planned)}recommendations.ods").content[:2] == b"PK"
    text(client, f"{area(planned)}recommendations.exe", 404)
    assert (
        json.loads(whole(client.get(f"{area(planned)}recommendations.json?q=nothing")))["recommendations"]
        == []
    )


def test_how_often_the_database_is_asked_does_not_grow(
    client: Client, planned: Planned, recommends: Recommends
) -> None:
    def add(number: int) -> Recommendation:
        one = recommends(f"Recommendation {number}", source_title=f"Source {number}")
        action = planned.add(f"{number}/1")
        with acting_as(planned.analyst.pk):
            recommendations.answer_with(recommendation=one, action=action, person=planned.analyst, now=NOW)
            recommendations.escalate(
                recommendation=one,
                person=planned.analyst,
                step="first_letter",
                taken_date=NOW.date(),
                now=NOW,
            )
        return one

    first = add(1)
    log_in(client, planned.panel)
    places = (area(planned), here(first), f"{area(planned)}alike/", f"{area(planned)}recommendations.json")

    def asked(where: str) -> int:
        client.get(where)
        with CaptureQueriesContext(connection) as found:
            client.get(where)
        return len(found)

    before = {where: asked(where) for where in places}
    second, third = add(2), add(3)
    with acting_as(planned.analyst.pk):
        for each in (second, third):
            recommendations.merge(recommendation=each, into=first)
    # Who says the same, and their actions with their leads, are asked for together once there are any.
    assert {where: asked(where) for where in places if where != here(first)} == {
        where: number for where, number in before.items() if where != here(first)
    }
    with_two = asked(here(first))
    fourth = add(4)
    with acting_as(planned.analyst.pk):
        recommendations.merge(recommendation=fourth, into=first)
    assert asked(here(first)) == with_two
    assert max(*before.values(), with_two) < 25


def test_who_may_do_what(client: Client, planned: Planned, recommends: Recommends) -> None:
    one = recommends()
    addressed = recommends("Train the team", addressee_organisation=planned.provider)
    for role, status in (("panel-member", 403), ("provider-manager", 403), ("partnership-lead", 200)):
        log_in(client, make_person(role, area=planned.area))
        text(client, here(one))
        for where in ("edit/", "reply/", "escalate/", "actions/", "actions/new/"):
            assert client.get(f"{here(one)}{where}").status_code == status, (role, where)
        for where in ("new/", "load/"):
            assert client.get(f"{area(planned)}{where}").status_code == status, (role, where)
    log_in(client, planned.manager)
    told = {"response": "accepted", "words": "We will", "lang": "en", "version": 1}
    sent(client, f"{here(addressed)}reply/", **told)
    assert again(addressed).responded_by_id == planned.manager.pk
    sent(client, f"{here(one)}reply/", 403, **told)


def test_another_area_is_not_there(client: Client, planned: Planned, recommends: Recommends) -> None:
    one, other = recommends("Canary words"), recommends("Canary song")
    log_in(client, make_person("partnership-lead", area=make_area("Elsewhere")))
    for where in (
        here(one),
        f"{here(one)}edit/",
        f"{here(one)}reply/",
        area(planned),
        f"{area(planned)}alike/",
    ):
        assert "Canary" not in text(client, where, 404)
    text(client, f"{area(planned)}recommendations.csv", 404)
    assert planned.area.name not in text(client, "/recommendations/")
    pair = {"first": str(one.pk), "second": str(other.pk), "decision": "first"}
    sent(client, f"{area(planned)}alike/decide/", 404, **pair)
    sent(client, f"{here(one)}part/", 404)
    with acting_as(None):
        assert not Recommendation.objects.exists()
        assert not KeptApart.objects.exists()


def test_two_of_another_area_are_not_decided_from_here(
    client: Client, planned: Planned, recommends: Recommends
) -> None:
    one = recommends()
    elsewhere = make_area("Elsewhere")
    person = make_person("partnership-lead", area=elsewhere)
    log_in(client, person)
    pair = {"first": str(one.pk), "second": str(one.pk), "decision": "apart"}
    sent(client, f"/areas/{elsewhere.code}/recommendations/alike/decide/", 404, **pair)
    log_in(client, planned.lead)
    sent(client, f"{area(planned)}alike/decide/", **pair)
    with as_builder():
        assert not KeptApart.objects.exists()


def test_a_finding_becomes_a_recommendation_that_leads_back_to_it(client: Client, planned: Planned) -> None:
    make_release(planned.area)
    with as_builder():
        thread = FindingThread.objects.filter(area=planned.area).first()
    assert thread is not None
    log_in(client, planned.analyst)
    where = f"/findings/{thread.pk}/recommend/"
    assert where in text(client, f"/findings/{thread.pk}/")
    sent(client, where, 422, text=" ")
    sent(client, where, text="Ask those who did not come back", addressee="The Quay", lang="en")
    with as_builder():
        one = Recommendation.objects.get()
    assert (one.source_kind, one.thread_id, one.lang) == ("finding", thread.pk, "en")
    assert one.reply_due_date is not None
    page = text(client, here(one))
    assert f"/findings/{thread.pk}/" in page
    # Its own words hold no figure: the release that has them may be withdrawn.
    assert not any(sign.isdigit() for sign in one.source_title)
    assert "Recommended already" in text(client, where)
    log_in(client, planned.manager)
    assert where not in text(client, f"/findings/{thread.pk}/")
    text(client, where, 403)
