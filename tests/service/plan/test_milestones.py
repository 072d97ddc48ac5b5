"""Milestones that people set on the way of an action, and forms that say what is missing."""

import pytest
from django.test import Client

from evenhand_service.plan.enums import Part
from evenhand_service.plan.models import Milestone
from evenhand_service.plan.operations.actions import Answers
from tests.service.builders import as_builder
from tests.service.builders_accounts import log_in
from tests.service.builders_plan import Planned

pytestmark = pytest.mark.django_db


def test_whoever_leads_sets_changes_and_reaches_a_milestone(client: Client, planned: Planned) -> None:
    leads = [Answers(name="Mo Manager", user=planned.manager, part=Part.LEAD)]
    action = planned.add("1/5", when_text="March 2027 – first stage July 2027 – second stage", leads=leads)
    here = f"/actions/{action.pk}/milestones/"
    log_in(client, planned.manager)
    assert client.post(f"{here}new/", {"wording": "", "when_text": "May 2027"}).status_code == 422
    assert client.post(f"{here}new/", {"wording": "Ask ten", "when_text": "spring 2027"}).status_code == 302
    with as_builder():
        made = action.milestones.get(is_stage=False)
        stage = action.milestones.filter(is_stage=True).first()
        assert (made.position, str(made.latest)) == (3, "2027-05-31")
        assert str(action.due_by) == "2027-03-31"
    assert client.get(f"{here}{stage.pk}/edit/").status_code == 404
    told = {"wording": "Ask twenty people", "when_text": "some day"}
    assert client.post(f"{here}{made.pk}/edit/", told).status_code == 302
    client.post(f"{here}{made.pk}/")
    shown = client.get(f"/actions/{action.pk}/").content.decode()
    for words in ("Ask ten spring 2027 → Ask twenty people some day", "no day could be read", "Reached on"):
        assert words in shown, words
    log_in(client, planned.panel)
    assert client.get(f"{here}new/").status_code == 403


def test_new_stages_leave_milestones_that_people_set(client: Client, planned: Planned) -> None:
    action = planned.add("1/5", when_text="March 2027 – first stage July 2027 – second stage")
    log_in(client, planned.analyst)
    client.post(f"/actions/{action.pk}/milestones/new/", {"wording": "Ask ten", "when_text": "May 2027"})
    told = {"wording": action.wording, "theme": str(planned.theme.pk), "when_text": "May 2028", "version": 1}
    assert client.post(f"/actions/{action.pk}/edit/", told | {"reference": "1/5"}).status_code == 302
    with as_builder():
        assert [one.wording for one in Milestone.objects.all()] == ["Ask ten"]


@pytest.mark.parametrize(
    ("where", "sent", "words"),
    [
        ("/plans/{plan}/actions/new/", {"theme": ""}, ("‘What is to be done’", "Choose one under")),
        ("/plans/{plan}/themes/new/", {}, ("‘Theme or workstream’",)),
        ("/actions/{action}/progress/", {}, ("‘How it goes’",)),
        ("/actions/{action}/step/close/", {}, ("‘Why it is not going to be completed’",)),
        ("/actions/{action}/evidence/new/", {}, ("‘What it is’", "‘Whose it is’")),
        ("/plans/{plan}/editions/", {}, ("Enter a day, a month and a year.",)),
    ],
)
def test_what_is_missing_is_named_with_what_to_do(
    client: Client, planned: Planned, where: str, sent: dict[str, str], words: tuple[str, ...]
) -> None:
    action = planned.add("1/5")
    log_in(client, planned.analyst)
    # A browser sends at least the field against forgery.
    answer = client.post(where.format(plan=planned.plan.pk, action=action.pk), sent | {"lang": "en"})
    told = answer.content.decode()
    assert answer.status_code == 422
    assert "This field is required" not in told
    for one in words:
        assert one in told, one


def test_what_is_too_long_is_said_and_not_cut(client: Client, planned: Planned) -> None:
    log_in(client, planned.analyst)
    where = f"/plans/{planned.plan.pk}/actions/new/"
    assert "maxlength" not in client.get(where).content.decode()
    words = "x" * 4001
    answer = client.post(where, {"wording": words, "theme": str(planned.theme.pk)})
    told = answer.content.decode()
    assert answer.status_code == 422
    assert words in told
    assert "at most 4000 characters (it has 4001)" in told
