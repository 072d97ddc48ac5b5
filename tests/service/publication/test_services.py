"""The service directory for everybody: found by what one needs, read in any language it speaks of itself."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from evenhand_service.organisations.models import Area, Organisation, ServiceWords
from tests.service.builders import as_builder
from tests.service.builders_organisations import make_area, make_organisation, make_service

pytestmark = pytest.mark.django_db


@pytest.fixture
def services() -> dict[str, Any]:
    organisation = make_organisation(make_area("Aberwen", code="X700"), "Aberwen Health")
    elsewhere = make_organisation(make_area("Brynglas", code="X800"), "Brynglas Trust")
    return {
        "quay": make_service(
            organisation,
            "The Quay",
            is_public=True,
            languages=["en", "ur"],
            offers=["crack"],
            women_only_hours="Tuesdays 10 to 12",
            childcare="on_site",
        ),
        "chapel": make_service(
            organisation,
            "The Chapel",
            is_public=True,
            languages=["en"],
            is_faith_based=True,
            is_abstinence_based=True,
            access_audit="accessible",
            access_audit_date=date(2026, 3, 1),
        ),
        "hafan": make_service(elsewhere, "Hafan", language="cy", is_public=True, groups=["women"]),
        "ended": make_service(elsewhere, "Closed House", is_public=True, ends=date(2026, 1, 1)),
    }


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", {"quay", "chapel", "hafan"}),
        ("words=quay", {"quay"}),
        ("words=brynglas+trust", {"hafan"}),
        ("area=X700", {"quay", "chapel"}),
        ("language=ur", {"quay"}),
        ("offer=crack", {"quay"}),
        ("group=women", {"hafan"}),
        ("there=women", {"quay"}),
        ("there=childcare", {"quay"}),
        ("there=faith", {"chapel"}),
        ("there=not-faith", {"quay", "hafan"}),
        ("there=abstinence&there=accessible", {"chapel"}),
        ("there=women&there=faith", set()),
        ("words=%00", {"quay", "chapel", "hafan"}),
        ("area=nowhere&page=900", {"quay", "chapel", "hafan"}),
    ],
)
def test_a_service_is_found_by_what_one_needs(
    services: dict[str, Any], client: Client, asked: str, found: set[str]
) -> None:
    response = client.get(f"/services/?{asked}")
    assert response.status_code == 200
    shown = response.content.decode()
    assert {name for name, one in services.items() if f"/services/{one.pk}/" in shown} == found


def test_a_service_says_what_one_will_find_there_in_every_language_it_has(
    services: dict[str, Any], client: Client
) -> None:
    quay = services["quay"]
    with as_builder():
        ServiceWords.objects.create(
            service=quay, language="ur", name="دی کوے", about="روزانہ کوئی بات کرنے کے لیے۔"
        )
    shown = client.get(f"/services/{quay.pk}/").content.decode()
    for words in ("Tuesdays 10 to 12", "Childcare on site", "Not yet audited", "Somebody to talk to"):
        assert words in shown
    assert 'lang="ur" dir="rtl"' in shown
    urdu = client.get(f"/services/{quay.pk}/?in=ur").content.decode()
    assert '<h1 lang="ur" dir="rtl">دی کوے</h1>' in urdu
    assert client.get(f"/services/{services['ended'].pk}/").status_code == 404


def test_the_list_asks_as_many_questions_for_three_as_for_one(
    client: Client, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    organisation = make_organisation(make_area())
    make_service(organisation, "First", is_public=True)
    client.get("/services/")
    with CaptureQueriesContext(connection) as one:
        client.get("/services/")
    make_service(organisation, "Second", is_public=True)
    make_service(make_organisation(make_area()), "Third", is_public=True)
    with django_assert_num_queries(len(one)):
        client.get("/services/")


def test_many_words_are_looked_for_as_quickly_as_one(client: Client, services: dict[str, Any]) -> None:
    with as_builder():
        ServiceWords.objects.bulk_create(
            ServiceWords(
                service=services["quay"], language=f"x{one}", name="The Quay", about="All are welcome"
            )
            for one in "abcdefgh"
        )
        connection.cursor().execute("SET LOCAL statement_timeout = '5s'")
    answer = client.get("/services/", {"words": "e " * 40})
    assert answer.status_code == 200
    assert b"The Quay" in answer.content


def test_what_an_ended_organisation_offered_is_found_no_more(
    client: Client, services: dict[str, Any]
) -> None:
    with as_builder():
        Organisation.objects.filter(name="Brynglas Trust").update(ends=date(2026, 2, 1))
    assert b"Hafan" not in client.get("/services/").content
    assert client.get(f"/services/{services['hafan'].pk}/").status_code == 404


def test_areas_are_chosen_by_their_welsh_names(client: Client, services: dict[str, Any]) -> None:
    with as_builder():
        Area.objects.filter(code="X700").update(name_cy="Aberwen Gymraeg")
    client.cookies["django_language"] = "cy"
    text = client.get("/services/").content.decode()
    assert '<option value="X700">Aberwen Gymraeg' in text
    assert '<option value="X800">Brynglas' in text
