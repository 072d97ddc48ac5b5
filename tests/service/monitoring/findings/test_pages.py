"""The list of findings and the page of one, as people with different roles see them."""

from typing import Any

import pytest
from django.test import Client

from evenhand_service.monitoring.enums import ReleaseState
from evenhand_service.monitoring.models import FindingThread
from tests.service.builders import as_builder
from tests.service.builders_accounts import log_in, make_area, make_person
from tests.service.builders_releases import make_release

pytestmark = pytest.mark.django_db
SAID = "Bangladeshi people started treatment"


def thread_of(area: Any) -> FindingThread:
    with as_builder():
        return FindingThread.objects.filter(area=area).order_by("same").first()


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, response.content.decode()[:2000]
    return response.content.decode()


def test_the_list_begins_with_what_matters_most(client: Client) -> None:
    area = make_area("Riverside")
    make_release(area)
    log_in(client, make_person("panel-member", area=area))
    text = page(client, f"/areas/{area.code}/findings/")
    assert (
        text.index("What matters most")
        < text.index("about 29 started treatment")
        < text.index("Narrow the list")
    )
    assert SAID in page(client, "/findings/")


def test_a_finding_says_everything_that_belongs_to_it_in_order(client: Client) -> None:
    area = make_area("Riverside")
    make_release(area)
    log_in(client, make_person("panel-member", area=area))
    text = page(client, f"/findings/{thread_of(area).pk}/")
    parts = ("How many people", "How sure we are", "What it may not mean", "Was it there before?</h2>")
    parts += (
        "What others did about the like",
        'id="explain"',
        'id="actions"',
        'id="comments"',
        "The evidence",
    )
    places = [text.index(one) for one in parts]
    assert places == sorted(places)
    assert "33 to 72 people" in text


def test_what_is_of_another_area_is_not_there_and_says_nothing(client: Client) -> None:
    area, elsewhere = make_area("Riverside"), make_area("Elsewhere")
    make_release(area)
    log_in(client, make_person("partnership-lead", area=elsewhere))
    for address in (f"/areas/{area.code}/findings/", f"/findings/{thread_of(area).pk}/"):
        text = page(client, address, 404)
        assert SAID not in text
        assert "Riverside" not in text
    assert SAID not in page(client, "/findings/")


def test_a_draft_makes_no_finding_known_to_those_who_may_not_see_drafts(client: Client) -> None:
    area = make_area("Riverside")
    make_release(area, state=ReleaseState.DRAFT)
    log_in(client, make_person("panel-member", area=area))
    page(client, f"/findings/{thread_of(area).pk}/", 404)
    assert "There is no approved release yet" in page(client, f"/areas/{area.code}/findings/")
    log_in(client, make_person("analyst", area=area))
    assert "draft, not yet approved" in page(client, f"/findings/{thread_of(area).pk}/")
