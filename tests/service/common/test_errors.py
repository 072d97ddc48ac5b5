"""Pages for when something went wrong: no record's text, in the reader's language, and not telling what exists."""

import logging

import pytest
from django.test import Client

from evenhand_service.common import errors
from tests.service.builders_accounts import log_in, make_area, make_person
from tests.service.common.conftest import language_cookie

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_service")]


def test_what_is_not_there_and_what_one_may_not_see_look_alike(client: Client) -> None:
    there, not_allowed = client.get("/fault/404"), client.get("/fault/403")
    assert (there.status_code, not_allowed.status_code) == (404, 403)
    alike = [one.content.decode().split("<main")[1].split("</main>")[0] for one in (there, not_allowed)]
    assert alike[0] == alike[1]
    assert "There is no such page for you" in alike[0]


@pytest.mark.parametrize("which", [403, 404, 500])
def test_no_text_of_a_record_and_no_trace_is_shown(client: Client, which: int) -> None:
    client.raise_request_exception = False
    logging.disable(logging.CRITICAL)
    answer = client.get(f"/fault/{which}")
    logging.disable(logging.NOTSET)
    assert answer.status_code == which
    page = answer.content.decode()
    assert "Rhydderch" not in page
    assert "Traceback" not in page
    assert "<h1" in page


@pytest.mark.parametrize("which", [404, 500])
def test_they_speak_welsh(client: Client, which: int) -> None:
    client.raise_request_exception = False
    client.cookies.load(language_cookie("cy"))
    logging.disable(logging.CRITICAL)
    page = client.get(f"/fault/{which}").content.decode()
    logging.disable(logging.NOTSET)
    assert '<html lang="cy"' in page
    assert "There is no such page" not in page
    assert "The service stopped" not in page
    assert "Evenhand" in page


def test_every_kind_has_a_page_that_says_what_to_do(rf: object) -> None:
    kinds = {
        400: errors.bad_request,
        403: errors.not_allowed,
        404: errors.not_here,
        429: errors.too_many,
        500: errors.our_fault,
        503: errors.not_now,
    }
    for status, kind in kinds.items():
        answer = kind(rf.get("/"))  # type: ignore[attr-defined]
        assert answer.status_code == status
        assert "again" in answer.content.decode() or "Go to the first page" in answer.content.decode()


def test_the_page_of_a_fault_asks_nothing_of_the_database(
    rf: object, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        errors.our_fault(rf.get("/"))  # type: ignore[attr-defined]
        errors.not_now(rf.get("/"))  # type: ignore[attr-defined]


def test_a_form_without_its_proof_says_what_happened() -> None:
    answer = Client(enforce_csrf_checks=True).post("/note", {})
    assert answer.status_code == 403
    assert "The form could not be taken" in answer.content.decode()


def test_an_address_that_is_not_ours_is_refused_before_anybody_is_known(client: Client) -> None:
    logging.disable(logging.CRITICAL)
    answer = client.get("/privacy", HTTP_HOST="evil.example")
    logging.disable(logging.NOTSET)
    assert answer.status_code == 400
    assert "That could not be read" in answer.content.decode()


def test_an_address_for_forms_alone_says_so_to_who_reads_it(client: Client) -> None:
    answer = client.get("/language")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "This address takes what a form sends" in answer.content.decode()


@pytest.mark.urls("evenhand_service.config.urls")
@pytest.mark.parametrize(
    ("address", "status"), [("/partnership/areas/E0%00/", 400), ("/runs/?area=%00", 200)]
)
def test_a_letter_that_no_text_holds_is_no_fault_of_ours(client: Client, address: str, status: int) -> None:
    client.raise_request_exception = False
    log_in(client, make_person("partnership-lead", area=make_area("Riverside")))
    assert client.get(address).status_code == status
