"""Lists about plans that may be long are in pages, so that nothing of them is left out unsaid."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.test import Client

from evenhand_service.common.who import acting_as
from evenhand_service.monitoring.models import ActionSeed, Explanation, FindingThread
from evenhand_service.plan.limits import limits
from evenhand_service.plan.operations import editions
from evenhand_service.plan.queries.snapshot import rows_of
from evenhand_service.plan.views import public, seeds, table
from tests.service.builders import as_builder
from tests.service.builders_accounts import log_in, make_area
from tests.service.builders_plan import NOW, TODAY, Planned, make_planned
from tests.service.builders_releases import make_release

pytestmark = pytest.mark.django_db


def text(client: Client, where: str) -> str:
    answer = client.get(where)
    assert answer.status_code == 200, where
    return answer.content.decode()


def take(planned: Planned) -> None:
    with acting_as(planned.analyst.pk):
        rows = rows_of(planned.analyst, planned.plan)
        editions.take_edition(plan=planned.plan, person=planned.analyst, rows=rows, as_at_date=TODAY, now=NOW)


def test_the_list_of_published_plans_is_in_pages_and_in_welsh(
    client: Client, planned: Planned, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(public, "limits", lambda: {**limits(), "list_size": 1})
    planned.add("1/4", wording="Public words")
    made = []
    for at in (NOW, NOW + timedelta(days=1)):
        take(planned)
        with as_builder():
            newest = planned.plan.editions.order_by("-number").first()
            made.append(
                editions.publish_edition(edition=newest, person=planned.lead, fields=["action"], now=at)
            )
    first, second = (text(client, f"/public-plans/?page={number}") for number in (1, 2))
    assert str(made[1].pk) in first
    assert str(made[0].pk) not in first
    assert str(made[0].pk) in second
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "cy"
    assert "Cynlluniau cyhoeddedig" in text(client, "/public-plans/")


def test_next_steps_and_what_nobody_tested_are_in_pages(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seeds, "limits", lambda: {**limits(), "list_size": 1})
    area = make_area("Riverside")
    make_release(area)
    planned = make_planned(area=area)
    with as_builder():
        thread = FindingThread.objects.get(area=area)
        for number in (1, 2):
            Explanation.objects.create(
                thread=thread, area=area, kind="community", words=f"Why {number}", lang="en",
                made_by_name="x", made_at=NOW + timedelta(days=number),
            )  # fmt: skip
            ActionSeed.objects.create(
                thread=thread, area=area, wording=f"Step {number}", lang="en", indicator="share", group=thread.group,
                baseline=0.29, baseline_lower=0.21, baseline_upper=0.37, baseline_kind="shrunken", units="share",
                period="2026-Q1", lead_name="L", due_date=date(2027, 3, 31), made_by=planned.lead,
                made_by_name="Lee", made_at=NOW + timedelta(days=number),
            )  # fmt: skip
    log_in(client, planned.analyst)
    where = f"/plans/{planned.plan.pk}/next-steps/"
    shown = [text(client, where + query) for query in ("", "?page=2", "?page=2&untested=2")]
    found = [[word for word in ("Step 1", "Step 2", "Why 1", "Why 2") if word in one] for one in shown]
    assert found == [["Step 2", "Why 2"], ["Step 1", "Why 2"], ["Step 1", "Why 1"]]
    assert 'aria-label="Pages of what nobody has tested"' in shown[0]


def test_areas_to_begin_a_plan_for_are_in_pages(
    client: Client, planned: Planned, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table, "limits", lambda: {**limits(), "list_size": 1})
    within = [make_area(f"Ward {number}", parent=planned.area) for number in (1, 2)]
    log_in(client, planned.lead)
    shown = [text(client, f"/plans/?areas={number}") for number in (1, 2, 3)]
    for one in (planned.area, *within):
        assert sum(f"A new plan for {one.name}<" in shown_one for shown_one in shown) == 1
