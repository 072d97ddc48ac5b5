"""Two people change the same thing: who comes second reads what the first wrote, and loses nothing that was typed."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from evenhand_service.common.who import acting_as
from evenhand_service.organisations.agreements.operations import write_agreement
from evenhand_service.organisations.models import (
    Agreement,
    Area,
    Organisation,
    Purpose,
    RetentionPeriod,
    Service,
)
from tests.service.builders import as_builder
from tests.service.builders_organisations import make_service
from tests.service.organisations.browsing import client_of, day, officer_of
from tests.service.organisations.stores import Place

pytestmark = pytest.mark.django_db

QUICKER = "Somebody else changed this since you opened the page. Nothing of theirs was overwritten."


@pytest.fixture
def place() -> Place:
    return Place()


def opened(client: Client, where: str) -> dict[str, str]:
    """What a form carries that somebody opens."""
    found = re.search(
        r'name="stood"[^>]*value="(\w+)"|value="(\w+)"[^>]*name="stood"', _page(client.get(where))
    )
    assert found
    return {"stood": found[1] or found[2]}


def _page(answer: Any) -> str:
    return str(answer.content.decode())


def both(client: Client, where: str, first: dict[str, Any], second: dict[str, Any]) -> str:
    """Two people open a form; the first saves. Return what the second is shown, having saved once more after it."""
    carried = opened(client, where)
    assert client.post(where, first | carried).status_code == 302
    refused = client.post(where, second | carried)
    assert refused.status_code == 200
    shown = _page(refused)
    assert QUICKER in shown
    again = opened(client, where)
    assert f'value="{again["stood"]}"' in shown
    assert client.post(where, second | again).status_code == 302
    return shown


def test_names_of_an_organisation(place: Place) -> None:
    where = reverse("organisations:change-organisation", args=[place.police.pk])
    told = {"name_cy": "", "kind": "police"}
    shown = both(client_of(place.lead), where, told | {"name": "First"}, told | {"name": "Second"})
    assert "It says now: First" in shown
    assert 'value="Second"' in shown
    assert shown.count("It says now") == 2  # beside the one field that differs, and in the summary
    with as_builder():
        assert Organisation.objects.get(pk=place.police.pk).name == "Second"


def test_what_a_service_offers_and_says(place: Place) -> None:
    made = make_service(place.council)
    client = client_of(place.lead)
    told = {"childcare": "none", "access_audit": "not_done", "phone": "1"}
    where = reverse("organisations:change-service", args=[made.pk])
    shown = both(client, where, told | {"is_public": "on", "languages": ["cy", "pl"]}, told | {"phone": "2"})
    assert "It says now: Yes" in shown
    assert "It says now: 1" in shown
    assert re.search("It says now: (Welsh; Polish|Polish; Welsh|Cymraeg)", shown)
    words = {"language": "cy", "name": "Enw", "about": "Rhywbeth"}
    where = reverse("organisations:write-words", args=[made.pk]) + "?language=cy"
    assert "It says now: Enw" in both(client, where, words, words | {"name": "Arall"})
    with as_builder():
        held = Service.objects.get(pk=made.pk)
        assert (held.phone, held.is_public, held.words.get(language="cy").name) == ("2", False, "Arall")


def test_a_draft_of_an_agreement(place: Place) -> None:
    days = {"starts": date(2026, 1, 1), "review_date": date(2027, 1, 1)}
    told = {"title": "T", "purpose": "P", "legal_basis": "L", "data_classes": ["aggregate"]}
    with acting_as(place.lead.pk):
        made = write_agreement(area=place.area, **days, **told, parties=[place.council])
    where = reverse("organisations:change-agreement", args=[made.pk])
    typed = told | day("starts", days["starts"]) | day("review_date", days["review_date"])
    first = typed | {"parties": [str(place.council.pk), str(place.police.pk)]}
    second = typed | {"parties": [str(place.council.pk)], "purpose": "Q"}
    shown = both(client_of(place.lead), where, first, second)
    assert re.search("It says now: [^<]*Police", shown)
    with as_builder():
        held = Agreement.objects.get(pk=made.pk)
        assert held.purpose == "Q"
        assert held.parties.count() == 1


def test_a_draft_of_a_purpose_file(place: Place) -> None:
    client = client_of(officer_of(place))
    told = (
        {"kind": "monitoring", "title": "Draft"}
        | day("starts", date(2026, 1, 1))
        | day("expires", date(2027, 1, 1))
    )
    client.post(reverse("organisations:add-purpose") + f"?area={place.area.code}", told)
    with as_builder():
        made = Purpose.objects.get(title="Draft")
    where = reverse("organisations:change-purpose", args=[made.pk])
    shown = both(client, where, told | {"description": "First"}, told | {"description": "Second"})
    assert "It says now: First" in shown
    with as_builder():
        made.refresh_from_db()
    assert made.description == "Second"


def test_the_standing_of_an_area_and_a_period(place: Place) -> None:
    where = reverse("organisations:change-area", args=[place.area.code])
    shown = both(client_of(place.lead), where, {"name_cy": "Un"}, {"name_cy": "Dau"})
    assert "It says now: Un" in shown
    where = reverse("organisations:change-period", args=[place.area.code, "purpose-over"])
    shown = both(
        client_of(officer_of(place)), where, {"days": "9", "reason": "A"}, {"days": "8", "reason": "B"}
    )
    assert "It says now: 9" in shown
    with as_builder():
        assert Area.objects.get(pk=place.area.pk).name_cy == "Dau"
        assert RetentionPeriod.objects.get(area=place.area, kind="purpose-over").days == 8
