"""What a region comes to: plans, actions and figures added up, each number with the list that it counts."""

import csv
import re
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from evenhand.planning.effects import Verdict
from evenhand_service.monitoring.models import FindingThread
from evenhand_service.plan.models import Action
from tests.service.builders import as_builder
from tests.service.builders_accounts import log_in, make_area, make_person
from tests.service.builders_plan import Planned, make_planned
from tests.service.builders_releases import make_release
from tests.service.files_sent import whole
from tests.service.plan.loops.test_loops import figure

pytestmark = pytest.mark.django_db


@pytest.fixture
def region(db: None) -> tuple[Any, Planned, Planned]:
    """A nation with a region of two partnerships: one acted on a finding, the other did something nobody asked for."""
    nation, region = make_area("Nation", level="nation"), make_area("Region", level="region")
    first, second = make_planned(), make_planned("Hillside")
    with as_builder():
        type(region).objects.filter(pk=region.pk).update(parent=nation)
        type(region).objects.filter(pk__in=[first.area.pk, second.area.pk]).update(parent=region)
    release = make_release(first.area)
    with as_builder():
        thread = FindingThread.objects.filter(area=first.area).first()
    moved = first.add("2/1", thread=thread, stage="started", characteristic="ethnicity", origin="finding")
    figure(moved, release, Verdict.MOVED, direction="away")
    figure(second.add("2/1"), release, Verdict.DID_NOT)
    with as_builder():
        Action.objects.filter(pk=moved.pk).update(due_by=date(2020, 1, 1), when_kind="deadline")
    return nation, first, second


def numbers(page: str) -> list[tuple[int, str]]:
    """Every number of a page that leads to a list, with its address."""
    found = re.findall(r'<a class="govuk-link" href="(/areas/[^"]+/(?:actions|loops)/[^"]*)">(\d+)[< ]', page)
    return [(int(number), address.replace("&amp;", "&")) for address, number in found]


def test_each_number_is_that_of_the_list_it_leads_to(client: Client, region: Any) -> None:
    nation, first, _second = region
    log_in(client, make_person("regional-viewer", area=nation))
    page = client.get(f"/areas/{nation.code}/roll-up/").content.decode()
    assert "2 plans, 2 actions" in page
    assert "moved the other way" in page
    told = numbers(page)
    assert any("standing=overdue" in address and number == 1 for number, address in told)
    assert any(
        "stage=none-named&characteristic=none-named" in address and number == 1 for number, address in told
    )
    for number, address in told:
        context = client.get(address)
        assert context.status_code == 200
        shown = context.content.decode()
        rows = shown.split("<tbody")[-1].count("<tr ") if number else 0
        if "unasked" not in address:
            assert rows == number, address
    assert f"/areas/{first.area.code}/roll-up/" not in page  # the region stands between
    assert "Region" in page


def test_a_partnership_stands_by_itself_and_the_ways_lead_down(client: Client, region: Any) -> None:
    nation, first, second = region
    log_in(client, make_person("regional-viewer", area=nation))
    listed = client.get("/roll-up/").content.decode()
    for one in (nation, first.area, second.area):
        assert f"/areas/{one.code}/roll-up/" in listed
    page = client.get(f"/areas/{first.area.code}/roll-up/").content.decode()
    assert "1 plan, 1 action" in page
    assert first.plan.title in page
    assert "Area by area" not in page
    rows = list(csv.reader(StringIO(whole(client.get(f"/areas/{nation.code}/roll-up/roll-up.csv")))))
    assert rows[1][:4] == ["Region", "2", "2", "1"]


def test_nobody_adds_up_what_they_may_not_see(client: Client, region: Any) -> None:
    nation, first, second = region
    log_in(client, first.lead)
    assert client.get(f"/areas/{nation.code}/roll-up/").status_code == 404
    assert client.get(f"/areas/{second.area.code}/roll-up/").status_code == 404
    assert client.get(f"/areas/{second.area.code}/actions/").status_code == 404
    log_in(client, make_person(None))
    assert client.get(f"/areas/{first.area.code}/roll-up/").status_code == 403


def test_how_often_the_database_is_asked_does_not_grow(client: Client, region: Any) -> None:
    nation, first, _second = region
    log_in(client, make_person("regional-viewer", area=nation))

    def asked() -> int:
        where = f"/areas/{nation.code}/roll-up/"
        client.get(where)
        with CaptureQueriesContext(connection) as found:
            client.get(where)
        return len(found)

    before = asked()
    for number in range(3, 8):
        first.add(f"2/{number}", stage="started", characteristic="sex")
    third = make_planned("Lakeside")
    third.add("1/1")
    with as_builder():
        type(nation).objects.filter(pk=third.area.pk).update(parent=nation)
    assert asked() == before < 25
