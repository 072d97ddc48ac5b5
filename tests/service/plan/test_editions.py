"""Editions, exports, the timeline, public fields; next steps of findings; plans read from documents."""

import csv
import json
from datetime import date
from io import StringIO

import pytest
from django.test import Client

from evenhand_service.common.templating.dates import day
from evenhand_service.common.who import acting_as
from evenhand_service.monitoring.models import ActionSeed, Explanation, FindingThread
from evenhand_service.plan import taking
from evenhand_service.plan.enums import OriginKind
from evenhand_service.plan.limits import limits
from evenhand_service.plan.models import Action, Indicator, PublishedEdition
from evenhand_service.plan.operations import actions, editions, recommendations
from evenhand_service.plan.operations.actions import Answers
from evenhand_service.plan.operations.faults import ChangedMeanwhile, NotAllowed
from evenhand_service.plan.operations.indicators import fix_protocol
from evenhand_service.plan.operations.states import close_action
from evenhand_service.plan.queries import snapshot
from evenhand_service.plan.queries.snapshot import rows_of
from tests.service.builders import as_builder
from tests.service.builders_accounts import log_in, make_area
from tests.service.builders_plan import NOW, TODAY, Planned, make_planned
from tests.service.builders_releases import make_release
from tests.service.files_sent import whole

pytestmark = pytest.mark.django_db


def edition(planned: Planned, as_at: date = TODAY) -> None:
    with acting_as(planned.analyst.pk):
        rows = rows_of(planned.analyst, planned.plan)
        editions.take_edition(plan=planned.plan, person=planned.analyst, rows=rows, as_at_date=as_at, now=NOW)


def page(client: Client, where: str) -> str:
    answer = client.get(where)
    assert answer.status_code == 200, (where, answer.status_code)
    return answer.content.decode()


def test_two_editions_compare_as_a_table(client: Client, planned: Planned) -> None:
    slips = planned.add("1/4", when_text="March 2007", leads=[Answers(name="A")])
    gone = planned.add("1/5", wording="Closed with a word")
    planned.add("1/7", wording="Stays", depends_on=["9/9"])
    edition(planned)
    with acting_as(planned.analyst.pk):
        actions.change_action(
            action=slips, person=planned.analyst, version=1, leads=[Answers(name="B")], now=NOW,
            changes={"when_text": "July 2007", "wording": "Ask in which language <b>letters</b> come"},
        )  # fmt: skip
        close_action(
            action=gone,
            person=planned.lead,
            version=1,
            closing_note="No money",
            lang="",
            today=TODAY,
            now=NOW,
        )
    planned.add("2/1", wording="New one")
    edition(planned)
    log_in(client, planned.panel)
    shown = page(client, f"/plans/{planned.plan.pk}/editions/compare/")
    for words in (
        "Later by 122 days",
        "No money",
        "New one",
        "9/9",
        "<ins>",
        "&lt;",
        "1 action has another lead",
    ):
        assert words in shown, words
    assert "<b>" not in shown
    assert "edition 1” to “" in shown
    with as_builder():
        type(planned.plan.editions.get(number=1)).objects.filter(number=1).update(
            title="Draft", note="Before the panel"
        )
    named = page(client, f"/plans/{planned.plan.pk}/editions/compare/")
    assert f"{day(TODAY)}: Draft · Before the panel" in named
    assert "Closed with a word" in page(client, f"/plans/{planned.plan.pk}/editions/1/")
    assert (
        page(client, f"/plans/{planned.plan.pk}/editions/compare/?from=1&to=1").count("No row was added") == 1
    )


def test_a_row_that_came_back_under_another_reference_is_suggested(client: Client, planned: Planned) -> None:
    planned.add("1/4", wording="Ask each provider in which languages its letters go out")
    with acting_as(planned.analyst.pk):
        rows = rows_of(planned.analyst, planned.plan)
        for number, reference in enumerate(("1/4", "3/2")):
            frozen = [{**one, "reference": reference, "id": str(number)} for one in rows]
            editions.take_edition(
                plan=planned.plan, person=planned.analyst, rows=frozen, as_at_date=TODAY, now=NOW
            )
    log_in(client, planned.panel)
    shown = page(client, f"/plans/{planned.plan.pk}/editions/compare/")
    assert "1/4 and 3/2: may be the same action under another reference." in shown


def test_an_edition_is_taken_in_the_browser_by_who_may(client: Client, planned: Planned) -> None:
    planned.add("1/4")
    where, told = f"/plans/{planned.plan.pk}/editions/", {"as_at_date": "2026-11-20", "title": "v2"}
    log_in(client, planned.panel)
    assert client.post(where, told).status_code == 403
    assert "Two editions are needed" in page(client, f"{where}compare/")
    log_in(client, planned.analyst)
    assert client.post(where, told).status_code == 302
    assert "v2" in page(client, where)
    assert client.get(f"{where}7/").status_code == 404


def test_anybody_reads_the_fields_that_were_chosen(client: Client, planned: Planned) -> None:
    planned.add("1/4", wording="Public words", leads=[Answers(name="Canary Person", agency="The Quay")])
    edition(planned)
    log_in(client, planned.lead)
    where = f"/plans/{planned.plan.pk}/editions/1/publish/"
    assert client.post(where, {"fields_chosen": ["reference"]}).status_code == 422
    assert client.post(where, {"fields_chosen": ["reference", "action", "agency"]}).status_code == 302
    with as_builder():
        out = PublishedEdition.objects.get()
    anybody = Client()
    shown = page(anybody, f"/public-plans/{out.pk}/")
    assert "Public words" in shown
    assert "The Quay" in shown
    assert "Canary" not in shown
    assert 'href="/public-plans/"' in page(anybody, "/services/")
    assert f'href="/public-plans/{out.pk}/"' in page(anybody, "/public-plans/")
    assert f"http://testserver/public-plans/{out.pk}/" in page(anybody, "/sitemap.xml")
    assert page(client, "/public-plans/").count('aria-current="page"') == 1
    assert client.post(where, {"withdraw": "yes"}).status_code == 302
    assert anybody.get(f"/public-plans/{out.pk}/").status_code == 404
    for one in (anybody, client):
        assert "No plan has been published yet." in page(one, "/public-plans/")


def test_a_plan_is_taken_away_as_files(client: Client, planned: Planned) -> None:
    planned.add("1/4", wording="=1+1", when_text="March 2007", leads=[Answers(name="Jo", agency="The Quay")])
    log_in(client, planned.panel)
    here = f"/plans/{planned.plan.pk}/plan."
    assert "'=1+1" in whole(client.get(f"{here}csv"))
    told = json.loads(whole(client.get(f"{here}json")))
    assert told["title"] == planned.plan.title
    assert told["rows"][0]["latest"] == "2007-03-31"
    assert client.get(f"{here}ods").content[:2] == b"PK"
    assert client.get(f"{here}exe").status_code == 404


def test_files_have_every_row_over_several_parts_and_say_where_a_spreadsheet_ends(
    client: Client, planned: Planned, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = {**limits(), "rows_at_once": 2, "spreadsheet_rows": 4}
    monkeypatch.setattr(taking, "limits", lambda: few)
    monkeypatch.setattr(snapshot, "limits", lambda: few)
    for number in range(5):
        planned.add(f"1/{number}", wording=f"Do {number}")
    log_in(client, planned.panel)
    here = f"/plans/{planned.plan.pk}/plan."
    rows = list(csv.reader(StringIO(whole(client.get(f"{here}csv")))))
    assert [one[3] for one in rows[1:]] == [f"Do {number}" for number in range(5)]
    told = json.loads(whole(client.get(f"{here}json")))
    assert [one["reference"] for one in told["rows"]] == [f"1/{number}" for number in range(5)]
    refused = client.get(f"{here}ods")
    assert refused.status_code == 413
    assert "has 5 rows" in refused.content.decode()
    assert f'href="{here}csv"' in refused.content.decode()


def test_a_file_is_read_in_the_name_of_who_asked_after_the_request_is_over(
    client: Client, planned: Planned
) -> None:
    planned.add("1/1", wording="Canary wording")
    log_in(client, planned.panel)
    answer = client.get(f"/plans/{planned.plan.pk}/plan.csv")
    with acting_as(None):
        assert not Action.objects.exists()
        assert "Canary wording" in whole(answer)
        assert not Action.objects.exists()


def test_the_timeline_draws_each_stage(client: Client, planned: Planned) -> None:
    log_in(client, planned.panel)
    where = f"/plans/{planned.plan.pk}/timeline/"
    assert "No action of this plan has a date" in page(client, where)
    planned.add("1/5", when_text="March 2007 – First Stage  July 2007 – Second Stage")
    assert page(client, where).count('height="18"') == 2


def test_a_next_step_of_a_finding_is_taken_up_with_all_it_brings(client: Client) -> None:
    area = make_area("Riverside")
    release = make_release(area)
    planned = make_planned(area=area)
    with as_builder():
        thread = FindingThread.objects.get(area=area)
        seed = ActionSeed.objects.create(
            thread=thread, area=area, wording="A worker in the suite", lang="en", indicator="share", group=thread.group,
            baseline=0.29, baseline_lower=0.21, baseline_upper=0.37, baseline_kind="shrunken", units="share",
            period=release.period, lead_name=planned.provider.name, due_date=date(2027, 3, 31), made_by=planned.lead,
            made_by_name="Lee", made_at=NOW,
        )  # fmt: skip
    log_in(client, planned.analyst)
    listed = f"/plans/{planned.plan.pk}/next-steps/"
    assert "29 of every 100" in page(client, listed)
    told = {"theme": str(planned.theme.pk), "reference": "2/6"}
    assert client.post(f"{listed}{seed.pk}/", told).status_code == 302
    assert client.post(f"{listed}{seed.pk}/", told | {"reference": "2/7"}).status_code == 422
    with as_builder():
        action = Action.objects.get(seed=seed)
        moved = Indicator.objects.get(action=action)
    assert (action.origin, action.due_by, action.stage) == (
        OriginKind.FINDING,
        date(2027, 3, 31),
        thread.stage,
    )
    assert (moved.same, moved.baseline, moved.baseline_kind) == (thread.same, 0.29, "shrunken")
    shown = page(client, f"/actions/{action.pk}/")
    assert "It came from a finding" in shown
    assert "29 of every 100" in shown
    log_in(client, planned.manager)
    assert "Add to the log" in page(
        client, f"/actions/{action.pk}/"
    )  # it is the provider's to say how it goes
    log_in(client, planned.analyst)
    assert "A worker in the suite" not in page(client, listed)
    with acting_as(planned.analyst.pk):
        assert len(fix_protocol(indicator=moved, protocol={"outcome": "started"}, now=NOW)) == 64
        with pytest.raises(ChangedMeanwhile):
            fix_protocol(indicator=moved, protocol={"outcome": "other"}, now=NOW)


def test_testing_what_might_explain_a_finding_is_an_action(client: Client) -> None:
    area = make_area("Riverside")
    make_release(area)
    planned = make_planned(area=area)
    with as_builder():
        thread = FindingThread.objects.get(area=area)
        why = Explanation.objects.create(
            thread=thread, area=area, kind="community", words="Letters come in English", lang="en",
            made_by_name="x", made_at=NOW,
        )  # fmt: skip
    log_in(client, planned.analyst)
    assert "Letters come in English" in page(client, f"/plans/{planned.plan.pk}/next-steps/")
    where = f"/plans/{planned.plan.pk}/actions/new/?explanation="
    assert client.get(f"{where}nonsense").status_code == 404
    assert "Letters come in English" in page(client, f"{where}{why.pk}")
    told = {"wording": "Ask ten people about letters", "theme": str(planned.theme.pk)}
    assert client.post(f"{where}{why.pk}", told).status_code == 302
    with as_builder():
        action = Action.objects.get()
    assert (action.explanation_id, action.thread_id, action.stage) == (why.pk, thread.pk, thread.stage)
    assert "Letters come in English" in page(client, f"/actions/{action.pk}/")
    assert "Letters come in English" not in page(client, f"/plans/{planned.plan.pk}/next-steps/")
    finding = page(client, f"/findings/{thread.pk}/")
    assert "Ask ten people about letters" in finding


def test_recommendations_are_answered_merged_and_answered_by_actions(planned: Planned) -> None:
    action = planned.add("1/4")
    with acting_as(planned.analyst.pk):
        first, second = (
            recommendations.add_recommendation(
                area=planned.area, person=planned.analyst, source_kind="committee", source_title="Drugs policy",
                text=f"Do this {number}", paragraph="7", now=NOW,
            )
            for number in (1, 2)
        )  # fmt: skip
        answer = {
            "person": planned.analyst,
            "version": 1,
            "words": "Yes",
            "lang": "en",
            "responded_date": TODAY,
        }
        recommendations.respond(recommendation=first, response="in_part", **answer)
        with pytest.raises(ChangedMeanwhile):
            recommendations.respond(recommendation=first, response="rejected", **answer)
        with pytest.raises(NotAllowed):
            recommendations.respond(recommendation=second, response="no_reply", **answer)
        recommendations.merge(recommendation=second, into=first)
        with pytest.raises(NotAllowed):
            recommendations.merge(recommendation=first, into=first)
        made = recommendations.answer_with(
            recommendation=first, action=action, person=planned.analyst, now=NOW
        )
        again = recommendations.answer_with(
            recommendation=first, action=action, person=planned.analyst, now=NOW
        )
        assert made.pk == again.pk
        second.refresh_from_db()
        assert second.same_as_id == first.pk
