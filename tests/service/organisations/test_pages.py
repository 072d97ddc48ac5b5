"""Every page of the partnership: who gets it, and that the number of queries does not grow."""

from typing import Any

import pytest
from django.test import Client

from evenhand_service.organisations.models import (
    Agreement,
)
from tests.service.builders import as_builder
from tests.service.builders_accounts import make_person
from tests.service.builders_organisations import (
    make_agreement,
    make_area,
    make_organisation,
    make_purpose,
    make_service,
)
from tests.service.organisations.browsing import client_of, page
from tests.service.organisations.stores import Place

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Place:
    """A partnership with an agreement and a purpose."""
    return Place()


def every_page(place: Place) -> list[tuple[str, list[Any]]]:
    service = make_service(place.provider)
    agreement = Agreement.objects.filter(area=place.area)
    with as_builder():
        agreement_id = agreement.get().pk
    return [
        ("home", []),
        ("list-areas", []),
        ("show-area", [place.area.code]),
        ("change-area", [place.area.code]),
        ("list-organisations", []),
        ("add-organisation", []),
        ("show-organisation", [place.provider.pk]),
        ("change-organisation", [place.provider.pk]),
        ("end-organisation", [place.provider.pk]),
        ("add-team", [place.provider.pk]),
        ("list-agreements", []),
        ("add-agreement", []),
        ("show-agreement", [agreement_id]),
        ("change-agreement", [agreement_id]),
        ("review-agreement", [agreement_id]),
        ("list-purposes", []),
        ("add-purpose", []),
        ("show-purpose", [place.purpose.pk]),
        ("change-purpose", [place.purpose.pk]),
        ("record-objection", [place.purpose.pk]),
        ("withdraw-objection", [place.purpose.pk]),
        ("list-templates", []),
        ("list-services", []),
        ("add-service", []),
        ("show-service", [service.pk]),
        ("change-service", [service.pk]),
        ("write-words", [service.pk]),
        ("end-service", [service.pk]),
        ("list-retention", []),
        ("show-retention", [place.area.code]),
    ]


def test_a_lead_gets_every_page_in_both_languages(place: Place) -> None:
    client = client_of(place.lead)
    for name, args in every_page(place):
        for language in ("en", "cy"):
            client.cookies["django_language"] = language
            answer = page(client, name, *args)
            assert answer.status_code == 200, name
            assert answer.content.count(b"<h1") == 1, name
            assert b"non-compliant" not in answer.content, name


def test_who_is_not_logged_in_is_sent_to_log_in(place: Place) -> None:
    for name, args in every_page(place):
        answer = page(Client(), name, *args)
        assert answer.status_code == 302, name
        assert "/account/login" in answer["Location"], name


def test_another_areas_lead_changes_nothing_here(place: Place) -> None:
    far = make_area("Far")
    client = client_of(make_person("partnership-lead", make_organisation(far, "Far Council"), far))
    for name, args in every_page(place):
        answer = page(client, name, *args)
        if not args:
            assert answer.status_code == 200, name
            assert b"Provider" not in answer.content or name == "list-organisations", name
        elif name in ("show-area", "show-organisation"):
            assert answer.status_code == 200, name
            assert b"/change" not in answer.content, name
        else:
            assert answer.status_code == 404, name


def test_a_case_worker_looks_up_services_and_is_refused_the_rules(place: Place) -> None:
    client = client_of(make_person("case-worker", place.council, place.area))
    make_service(place.provider, "The Quay")
    assert b"The Quay" in page(client, "list-services").content
    for name in ("list-agreements", "list-purposes", "list-retention", "add-organisation", "add-service"):
        assert page(client, name).status_code == 403, name


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("name", ["impact-assessment", "policy-document", "sharing-agreement"])
def test_templates_ship_in_both_languages_and_claim_nothing(place: Place, name: str, language: str) -> None:
    answer = page(client_of(place.analyst), "download-template", name, language)
    text = answer.content.decode()
    assert answer["Content-Type"] == "text/markdown; charset=utf-8"
    assert text.startswith("# ")
    assert text.count("\n- ") > 10
    for word in ("compliant", "compliance", "cydymffurf"):
        assert word not in text.lower()
    assert page(client_of(place.analyst), "download-template", name, "fr").status_code == 404


LISTS = ("list-areas", "list-organisations", "list-agreements", "list-purposes", "list-services")


@pytest.mark.parametrize("name", LISTS)
def test_a_list_asks_as_many_questions_for_three_as_for_one(
    name: str, place: Place, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def add(number: int) -> None:
        for one in range(number):
            area = make_area(f"Area {one}", parent=place.area)
            organisation = make_organisation(place.area, f"Organisation {one}", kind="provider")
            make_agreement(place.area, [place.council, organisation])
            make_purpose(place.area, place.council, title=f"Purpose {one}")
            make_service(organisation, f"Service {one}")
            assert area.parent == place.area

    client = client_of(place.lead)
    add(1)
    page(client, name)
    with CaptureQueriesContext(connection) as first:
        page(client, name)
    add(3)
    with django_assert_num_queries(len(first)):
        assert page(client, name).status_code == 200
