"""Pages of the plan: what a table, an action and its forms show, to whom, and how often the database is asked."""

from typing import Any

import pytest
from django.test import Client

from evenhand_service.common.who import acting_as
from evenhand_service.plan.enums import Part
from evenhand_service.plan.models import Action, Plan, Progress
from evenhand_service.plan.operations import log, states
from evenhand_service.plan.operations.actions import Answers
from tests.service.builders import as_builder
from tests.service.builders_accounts import log_in, make_area, make_person
from tests.service.builders_plan import NOW, Planned

pytestmark = pytest.mark.django_db


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return answer.content.decode()


def address(planned: Planned) -> str:
    return f"/plans/{planned.plan.pk}/"


def fields(planned: Planned, action: Action | None = None, **given: Any) -> dict[str, Any]:
    told = {"wording": "Ask people", "reference": "2/9", "theme": str(planned.theme.pk), "aim": "", "when_text": "",
            "leads": "", "deputies": "", "confirmer": "", "depends_on": "", "lang": "en"}  # fmt: skip
    return told | {"version": action.version if action else ""} | given


def test_the_table_says_who_when_and_where_it_stands(client: Client, planned: Planned) -> None:
    planned.add("1/4", when_text="February 2007", leads=[Answers(name="Pamela S", agency="Home Office")])
    planned.add("1/6", when_text="Dependant on 1/4", theme=planned.supporting)
    log_in(client, planned.panel)
    page = text(client, f"{address(planned)}?on=2007-04-01")
    for words in (
        "February 2007",
        "Pamela S (Home Office)",
        "Overdue",
        "Waits for 1/4",
        "an inference",
        "supports the others",
    ):
        assert words in page, words
    assert "edit=" not in page
    assert "As it stood or will stand on 1 April 2007" in page


def test_filters_stand_in_the_address_without_a_name(client: Client, planned: Planned) -> None:
    planned.add("1/4", wording="First", when_text="February 2007", leads=[Answers(name="Pamela Canary")])
    planned.add("2/1", wording="Second", when_text="May 2007", stage="started", characteristic="ethnicity")
    log_in(client, planned.panel)
    page = text(client, f"{address(planned)}?on=2007-04-01&standing=overdue")
    assert "First" in page
    assert "Second" not in page
    assert "Second" in text(client, f"{address(planned)}?characteristic=ethnicity&stage=started")
    with as_builder():
        lead = Action.objects.get(reference="1/4").leads.get()
    found = text(client, f"{address(planned)}?lead={lead.pk}")
    assert "First" in found
    assert "Second" not in found
    assert "lead=Pamela" not in found
    assert "No action fits" in text(client, f"{address(planned)}?q=nothing-like-it")
    assert text(client, f"{address(planned)}?lead=x&on=never&standing=nonsense&page=99")


def test_a_row_opens_in_place_and_is_saved(client: Client, planned: Planned) -> None:
    action = planned.add("1/4")
    log_in(client, planned.analyst)
    page = text(client, f"{address(planned)}?edit={action.pk}")
    assert f'id="row-{action.pk}"' in page
    assert "Save this row" in page
    sent = fields(
        planned,
        action,
        wording="Better words",
        reference="1/4",
        back="table",
        leads="All of the panel\nThe Quay of Riverside",
    )
    answer = client.post(f"/actions/{action.pk}/edit/", sent)
    assert (answer.status_code, answer["Location"]) == (302, f"{address(planned)}#row-{action.pk}")
    with as_builder():
        assert Action.objects.get(pk=action.pk).wording == "Better words"
        first, second = action.leads.all()
        assert (first.is_collective, second.organisation_id) == (True, planned.provider.pk)


def test_a_name_as_somebody_has_it_here_is_tied_to_them(client: Client, planned: Planned) -> None:
    log_in(client, planned.lead)
    where = f"{address(planned)}actions/new/"
    assert (
        client.post(
            where, fields(planned, leads="Ann Analyst\nNobody Here", confirmer="Lee Lead")
        ).status_code
        == 302
    )
    with as_builder():
        leads = {one.name: one.user_id for one in Action.objects.get().leads.all()}
    assert leads == {"Ann Analyst": planned.analyst.pk, "Nobody Here": None, "Lee Lead": planned.lead.pk}


def test_whoever_comes_second_sees_both_texts_and_keeps_theirs(client: Client, planned: Planned) -> None:
    leads = [Answers(name="Jo"), Answers(name="Kim")]
    action = planned.add("1/4", leads=leads)
    log_in(client, planned.analyst)
    told = {"reference": "1/4", "leads": "Jo\r\nKim"}  # a browser ends lines so
    client.post(f"/actions/{action.pk}/edit/", fields(planned, action, wording="From the first", **told))
    answer = client.post(
        f"/actions/{action.pk}/edit/", fields(planned, action, wording="From the second", **told)
    )
    page = answer.content.decode()
    assert page.count('<tr role="row">') == 2  # the heading, and the one field that differs
    assert answer.status_code == 409
    assert page.count("From the first") == 1
    assert page.count("From the second") == 2  # beside the other, and in the form
    assert 'name="version" value="2"' in page
    answer = client.post(
        f"/actions/{action.pk}/edit/", fields(planned, action, wording="Both", reference="1/4", version=2)
    )
    assert answer.status_code == 302


def test_what_cannot_be_saved_stays_typed(client: Client, planned: Planned) -> None:
    planned.add("1/4")
    log_in(client, planned.analyst)
    where = f"{address(planned)}actions/new/"
    answer = client.post(where, fields(planned, reference="1/4", wording="Typed words"))
    assert answer.status_code == 422
    assert "Typed words" in answer.content.decode()
    answer = client.post(where, fields(planned, leads="Jo", confirmer="Jo"))
    assert "does not confirm it" in answer.content.decode()


def test_the_life_of_an_action_in_the_browser(client: Client, planned: Planned) -> None:
    action = planned.add("1/5", leads=[planned.by_provider()])
    planned.add("1/6", when_text="Dependant on 1/5")
    here = f"/actions/{action.pk}/"
    log_in(client, planned.manager)
    assert client.post(f"{here}progress/", {"words": "Half of it", "lang": "en"}).status_code == 302
    assert client.post(f"{here}progress/", {"words": " ", "lang": "en"}).status_code == 422
    said = {"words": "All of it", "lang": "en", "version": 1, "day": "2026-11-20"}
    assert client.post(f"{here}step/complete/", said).status_code == 302
    assert client.get(f"{here}step/confirm/").status_code == 403
    assert client.get(f"{here}step/nonsense/").status_code == 404
    log_in(client, planned.lead)
    assert "Complete, not yet confirmed" in text(client, here)
    assert (
        client.post(f"{here}step/confirm/", {"words": "Seen", "lang": "en", "version": 2}).status_code == 302
    )
    page = text(client, here)
    for words in ("Half of it", "All of it", "Completion confirmed", "Lee Lead", "Done"):
        assert words in page, words
    with as_builder():
        other = Action.objects.get(reference="1/6")
    assert "It waited for 1/5." in text(client, f"/actions/{other.pk}/")


def test_a_named_person_confirms(client: Client, planned: Planned) -> None:
    action = planned.add("1/5", leads=[Answers(name="Pat", user=planned.panel, part=Part.CONFIRMER)])
    log_in(client, planned.analyst)
    client.post(f"/actions/{action.pk}/step/complete/", {"words": "x", "version": 1, "day": "2026-11-20"})
    log_in(client, planned.panel)
    assert client.post(f"/actions/{action.pk}/step/confirm/", {"words": "y", "version": 2}).status_code == 302
    with as_builder():
        assert Action.objects.get(pk=action.pk).confirmed_by_id == planned.panel.pk


@pytest.mark.parametrize(
    ("role", "status"),
    [("panel-member", 403), ("provider-manager", 403), ("analyst", 200), ("partnership-lead", 200)],
)
def test_who_may_write_the_plan(client: Client, planned: Planned, role: str, status: int) -> None:
    action = planned.add("1/5")
    log_in(client, make_person(role, area=planned.area))
    for where in (
        f"/plans/{planned.plan.pk}/actions/new/",
        f"/actions/{action.pk}/edit/",
        f"/plans/{planned.plan.pk}/details/",
    ):
        assert client.get(where).status_code == status, where


def test_another_area_is_not_there(client: Client, planned: Planned) -> None:
    action = planned.add("1/5", wording="Canary words")
    log_in(client, make_person("partnership-lead", area=make_area("Elsewhere")))
    for where in (address(planned), f"/actions/{action.pk}/", f"/actions/{action.pk}/edit/"):
        assert "Canary" not in text(client, where, 404)
    assert "Canary" not in text(client, "/actions/")
    assert planned.plan.title not in text(client, "/plans/")


def test_a_plan_is_begun_with_themes_and_carried_into_the_next_year(client: Client, planned: Planned) -> None:
    log_in(client, planned.lead)
    new = {"title": "Cynllun", "financial_year": "2026/28", "lang": "cy"}
    where = f"/areas/{planned.area.code}/plans/new/"
    assert client.post(where, new).status_code == 422
    assert client.post(where, new | {"financial_year": "2026/27"}).status_code == 302
    answer = client.post(
        f"{address(planned)}themes/new/",
        {"title": "Workforce", "reference": "1", "aims": "i) Reflect people\nii) Know more"},
    )
    assert answer.status_code == 302
    planned.add("2/1", wording="Carried", when_text="May 2027")
    planned.add("2/2", when_text="Dependant on 2/1")
    scope = {"reviewed_date": "2026-12-31", "words": "Fewer, better", "lang": "en", "makes_next": "on"}
    assert client.post(f"{address(planned)}scope/", scope).status_code == 302
    again = client.post(f"{address(planned)}scope/", scope)
    assert again.status_code == 422
    assert "was begun from this one already" in again.content.decode()
    with as_builder():
        made = Plan.objects.get(follows=planned.plan)
        assert made.financial_year == "2027/28"
        assert [one.reference for one in made.actions.all()] == ["2/1", "2/2"]
        waits = made.actions.get(reference="2/2").waits_for.get()
        assert waits.on == made.actions.get(reference="2/1")
        assert made.themes.get(title="Workforce").aims.count() == 2
    assert "Carried" in text(client, f"/plans/{made.pk}/")


def test_evidence_by_link_and_file(client: Client, planned: Planned) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    action = planned.add("1/5")
    log_in(client, planned.analyst)
    where = f"/actions/{action.pk}/evidence/"
    told = {"title": "Report", "owner_name": "The Quay", "lang": "en"}
    assert client.post(f"{where}new/", told).status_code == 422
    assert client.post(f"{where}new/", told | {"address": "https://example.org/report"}).status_code == 302
    file = SimpleUploadedFile("someone.pdf", b"%PDF-1.7 x", content_type="application/pdf")
    assert client.post(f"{where}new/", told | {"file": file}).status_code == 302
    with as_builder():
        held = action.evidence.get(kind="file")
    taken = client.get(f"{where}{held.pk}/")
    assert taken.content == b"%PDF-1.7 x"
    assert "attachment" in taken["Content-Disposition"]
    assert "someone" not in taken["Content-Disposition"]
    log_in(client, planned.lead)
    client.post(f"{where}{held.pk}/decide/", {"accepted": "yes"})
    assert "Accepted" in text(client, f"/actions/{action.pk}/")


def test_how_often_the_database_is_asked_does_not_grow(
    client: Client, planned: Planned, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def add(number: int) -> None:
        action = planned.add(
            f"{number}/1",
            when_text="March 2027 – first stage July 2027 – second stage",
            leads=[Answers(name=f"P{number}")],
        )
        with acting_as(planned.analyst.pk):
            log.log_progress(action=action, person=planned.analyst, words="On it", lang="en", now=NOW)

    log_in(client, planned.lead)
    add(1)
    counts = {}
    for where in (address(planned), "/actions/", "/plans/"):
        client.get(where)
        with CaptureQueriesContext(connection) as asked:
            client.get(where)
        counts[where] = len(asked)
    for number in (2, 3, 4):
        add(number)
    for where, number in counts.items():
        with django_assert_num_queries(number):
            client.get(where)
    assert max(counts.values()) < 30


def test_comments_and_their_hiding(client: Client, planned: Planned) -> None:
    action = planned.add("1/5")
    log_in(client, planned.panel)
    assert (
        client.post(f"/actions/{action.pk}/comments/", {"body": "Names somebody", "lang": "en"}).status_code
        == 302
    )
    with as_builder():
        held = action.comments.get()
    log_in(client, planned.lead)
    client.post(f"/actions/{action.pk}/comments/{held.pk}/hide/", {"because": "Names a person"})
    page = text(client, f"/actions/{action.pk}/")
    assert "Names a person" in page
    assert "Names somebody" not in page


def test_in_welsh(client: Client, planned: Planned) -> None:
    planned.add("1/4", when_text="February 2007")
    log_in(client, planned.panel)
    client.cookies["evenhand_language"] = "cy"
    answer = client.get(address(planned), headers={"accept-language": "cy"})
    assert 'lang="cy"' in answer.content.decode()
    with as_builder():
        assert Progress.objects.exists()


def test_actions_that_wait_in_a_circle_or_for_what_was_closed_are_told(
    client: Client, planned: Planned
) -> None:
    planned.add("1/1", depends_on=["1/2"])
    planned.add("1/2", depends_on=["1/1"])
    log_in(client, planned.panel)
    page = text(client, address(planned))
    assert "1/1 and 1/2 wait for each other in a circle." in page
    assert "What waits without an end" not in text(client, f"{address(planned)}?q=nothing-like-it")


def test_actions_of_many_areas_are_found_by_the_body_that_leads_and_by_mine(
    client: Client, planned: Planned
) -> None:
    from tests.service.builders_plan import make_planned

    other = make_planned("Elsewhere")
    planned.add("1/1", wording="By the Quay", leads=[planned.by_provider()])
    planned.add("1/2", wording="By the lead", leads=[Answers(name="Lee", user=planned.lead)])
    other.add("1/1", wording="In another place", leads=[Answers(agency="Council")])
    viewer = make_person("partnership-lead", area=planned.area)
    make_person_also(viewer, other)
    log_in(client, viewer)
    page = text(client, "/actions/")
    for words in ("Body that leads", "I lead it, or deputise", "In another place"):
        assert words in page, words
    found = text(client, "/actions/?body=quay")
    assert "By the Quay" in found
    assert "In another place" not in found
    log_in(client, planned.lead)
    found = text(client, "/actions/?mine=on")
    assert "By the lead" in found
    assert "By the Quay" not in found


def make_person_also(person: Any, other: Planned) -> None:
    """Let somebody lead in another partnership as well."""
    from evenhand_service.accounts.models import Membership

    with as_builder():
        held = Membership.objects.get(user=person)
        held.pk, held.area, held.organisation = None, other.area, other.partnership
        held.save(force_insert=True)


def test_its_pages_are_marked_as_plans_wherever_they_lie(client: Client, planned: Planned) -> None:
    log_in(client, planned.lead)
    for where in (
        "/actions/",
        f"/areas/{planned.area.code}/recommendations/",
        f"/areas/{planned.area.code}/loops/",
    ):
        page = text(client, where)
        _before, _marked, after = page.partition('aria-current="true"')
        assert after, where
        assert "Plans" in after[:200], where
    assert "/meetings/diary/" in text(client, "/me")


def test_the_look_at_the_scope_asks_something_of_every_action(client: Client, planned: Planned) -> None:
    planned.add("1/4", wording="Late", when_text="February 2007")
    planned.add("1/6", wording="Waits", when_text="Dependant on 1/4")
    with acting_as(planned.analyst.pk):
        closed = planned.add("1/7", wording="Not wanted any more")
        states.close_action(
            action=closed,
            person=planned.analyst,
            version=1,
            closing_note="x",
            lang="",
            today=NOW.date(),
            now=NOW,
        )
    log_in(client, planned.lead)
    page = text(client, f"{address(planned)}scope/")
    for words in (
        "is it still wanted, what stands in the way",
        "It waits: what would free it",
        "Nobody leads it: who will?",
        "No action has the number 1/5: what became of it?",
    ):
        assert words in page, words
    assert "Not wanted any more" not in page
    with as_builder():
        waits = Action.objects.get(reference="1/6")
        late = Action.objects.get(reference="1/4")
    page = text(client, f"/actions/{waits.pk}/")
    assert f'href="/actions/{late.pk}/">1/4</a>' in page


def test_a_day_beyond_all_plans_counts_as_not_asked(client: Client, planned: Planned) -> None:
    planned.add("1/5", when_text="May 2027")
    log_in(client, planned.analyst)
    for here in (address(planned), f"{address(planned)}timeline/", "/actions/"):
        assert client.get(f"{here}?on=9999-12-31").status_code == 200
