"""A plan whose year is over ends: it stays to be read, its actions count no more, and it can be opened again."""

import pytest
from django.test import Client

from evenhand_service.plan.models import Plan
from tests.service.builders import as_builder
from tests.service.builders_accounts import log_in
from tests.service.builders_plan import Planned

pytestmark = pytest.mark.django_db


def end(client: Client, planned: Planned) -> str:
    """Where a plan ends, for somebody who may."""
    log_in(client, planned.analyst)
    return f"/plans/{planned.plan.pk}/end/"


def test_an_ended_plan_stays_and_its_actions_count_no_more(client: Client, planned: Planned) -> None:
    planned.add("1/5", when_text="March 2025")
    here = end(client, planned)
    assert "1 action is still open. It stays as it is" in client.get(here).content.decode()
    assert planned.plan.title in client.get("/plans/").content.decode()
    assert "1/5" in client.get("/actions/").content.decode()
    assert client.post(here, {"version": planned.plan.version}).status_code == 302
    page = client.get(f"/plans/{planned.plan.pk}/").content.decode()
    assert "This plan ended on" in page
    assert "1/5" in page
    assert "· ended" in client.get("/plans/").content.decode()
    listed = client.get("/actions/").content.decode()
    assert "1/5" not in listed
    assert f"/areas/{planned.area.code}/" not in listed.partition("<main")[2]


def test_it_can_be_opened_again(client: Client, planned: Planned) -> None:
    planned.add("1/5")
    here = end(client, planned)
    client.post(here, {"version": planned.plan.version})
    assert "Its open actions count again" in client.get(here).content.decode()
    client.post(here, {"version": planned.plan.version + 1})
    with as_builder():
        assert Plan.objects.get(pk=planned.plan.pk).closed_at is None
    assert "1/5" in client.get("/actions/").content.decode()


def test_two_who_end_it_at_once_are_told(client: Client, planned: Planned) -> None:
    here = end(client, planned)
    answer = client.post(here, {"version": planned.plan.version + 3})
    assert answer.status_code == 422
    assert "Somebody else changed this plan meanwhile" in answer.content.decode()
    with as_builder():
        assert Plan.objects.get(pk=planned.plan.pk).closed_at is None


def test_nobody_ends_what_they_may_not_write(client: Client, planned: Planned) -> None:
    log_in(client, planned.panel)
    here = f"/plans/{planned.plan.pk}/end/"
    assert client.get(here).status_code == 403
    assert client.post(here, {"version": 1}).status_code == 403


def test_an_area_counts_and_offers_its_own_alone(client: Client, planned: Planned) -> None:
    planned.add("1/5", when_text="March 2025")
    log_in(client, planned.analyst)
    for address in ("/actions/", f"/areas/{planned.area.code}/actions/"):
        page = client.get(address).content.decode()
        assert "1 action." in page
        assert "Overdue" in page
