"""A form that is sent after its session has ended: kept for the same person in the same browser, and nobody else."""

from datetime import timedelta
from io import StringIO
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from evenhand_service.common.kept.browser import COOKIE
from evenhand_service.common.kept.models import KeptForm
from evenhand_service.common.kept.rules import keeping_rule
from tests.service.builders import as_builder, as_keeper
from tests.service.builders_accounts import log_in
from tests.service.common import pages
from tests.service.common.conftest import make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_service")]

TYPED = {
    "title": "Letters",
    "email": "",
    "text": "The letter came in English,\nso we did not go.",
    "step": "need",
    "who": "2",
    "what": ["y"],
    "on_day": "3",
    "on_month": "4",
    "on_year": "2026",
    "agreed": "on",
    "password": "hunter2hunter2",
}


def rows() -> list[KeptForm]:
    with as_builder():
        return list(KeptForm.objects.all())


def end_session(client: Client) -> None:
    """As when half an hour has passed: the browser keeps what it was told beside the session."""
    del client.cookies["sessionid"]


def send_too_late(client: Client, person: Any, **more: Any) -> Any:
    log_in(client, person)
    client.get("/note")
    end_session(client)
    return client.post("/note", {**TYPED, **more})


@pytest.fixture
def mair() -> Any:
    return make_person("mair@example.org", "Mair")


def test_the_log_in_page_says_that_it_is_kept_and_the_form_comes_back_with_everything_in_it(
    client: Client, mair: Any
) -> None:
    refused = send_too_late(client, mair)
    assert refused.status_code == 302
    entrance = client.get(refused["Location"])
    assert "What you typed is kept for a day" in entrance.content.decode()

    log_in(client, mair)
    way = client.get(f"/kept/{rows()[0].id}")
    page = client.get(way["Location"]).content.decode()
    assert 'value="Letters"' in page
    assert "The letter came in English,\r\nso we did not go.</textarea>".replace("\r", "") in page
    assert 'name="on_year" type="text"' in page
    assert 'value="2026"' in page
    assert 'value="2" checked' in page or 'checked class="govuk-radios__input" id="id_who-2"' in page
    assert "What you typed is back" in page
    assert "hunter2" not in page


def test_once_it_has_been_sent_it_is_let_go(client: Client, mair: Any) -> None:
    send_too_late(client, mair)
    log_in(client, mair)
    kept = rows()[0]
    pages.SENT.clear()
    client.post("/note", {**TYPED, "title": "", "kept": str(kept.id)})
    assert rows() == [kept], "a form that was not taken stays kept"
    client.post("/note", {**TYPED, "kept": str(kept.id)})
    assert [one["title"] for one in pages.SENT] == ["Letters"]
    assert rows() == []


def test_another_person_in_the_same_browser_never_sees_it(client: Client, mair: Any) -> None:
    send_too_late(client, mair)
    kept = rows()[0]
    log_in(client, make_person("other@example.org"))
    answers = [client.get(f"/kept/{kept.id}"), client.get("/note", {"kept": str(kept.id)})]
    assert [one.status_code for one in answers] == [404, 200]
    assert all("letter came" not in one.content.decode() for one in answers)
    client.post(f"/kept/{kept.id}/throw-away")
    client.post("/note", {**TYPED, "kept": str(kept.id)})
    assert rows() == [kept]
    log_in(client, mair)
    assert "letter came" in client.get("/note", {"kept": str(kept.id)}).content.decode()


def test_the_same_person_in_another_browser_does_not_see_it_either(client: Client, mair: Any) -> None:
    send_too_late(client, mair)
    elsewhere = Client()
    log_in(elsewhere, mair)
    elsewhere.get("/note")
    assert "letter came" not in elsewhere.get("/note", {"kept": str(rows()[0].id)}).content.decode()


@pytest.mark.parametrize("cookie", ["", "made-up", '{"k":"x","p":"y"}'])
def test_a_browser_that_nobody_logged_in_with_can_keep_nothing(
    client: Client, mair: Any, cookie: str
) -> None:
    log_in(client, mair)
    client.get("/note")
    end_session(client)
    client.cookies[COOKIE] = cookie
    assert client.post("/note", TYPED).status_code == 302
    assert rows() == []


def test_logging_out_on_purpose_takes_the_key_away(client: Client, mair: Any) -> None:
    log_in(client, mair)
    client.get("/note")
    client.post("/leave")
    assert client.post("/note", TYPED)["Location"] == "/enter?next=/note"
    assert rows() == []


def test_the_cookie_is_out_of_reach_of_scripts_and_the_database_holds_nothing_to_read(
    client: Client, mair: Any
) -> None:
    send_too_late(client, mair)
    cookie = client.cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    row = rows()[0]
    assert b"letter" not in bytes(row.sealed)
    assert row.browser not in cookie.value


def test_files_and_passwords_are_not_kept_and_the_page_says_so(client: Client, mair: Any) -> None:
    send_too_late(client, mair, file=SimpleUploadedFile("people.csv", b"a,b"))
    log_in(client, mair)
    page = client.get("/note", {"kept": str(rows()[0].id)}).content.decode()
    assert "Files are not kept: choose them again." in page
    assert "people.csv" not in page


def test_it_is_gone_after_a_day_and_there_are_never_many(client: Client, mair: Any) -> None:
    for _ in range(keeping_rule().most_forms + 2):
        send_too_late(client, mair)
    assert len(rows()) == keeping_rule().most_forms
    log_in(client, mair)
    kept = rows()[0]
    with as_builder():
        past = timezone.now() - timedelta(minutes=1)
        KeptForm.objects.update(kept_at=past - timedelta(days=1), expires_at=past)
    assert client.get(f"/kept/{kept.id}").status_code == 404
    assert "letter came" not in client.get("/note", {"kept": str(kept.id)}).content.decode()
    said = StringIO()
    with as_keeper():
        call_command("forget_kept_forms", stdout=said)
    assert said.getvalue() == f"{keeping_rule().most_forms} kept forms went.\n"
    assert rows() == []


def test_what_is_too_long_to_keep_is_said(client: Client, mair: Any) -> None:
    refused = send_too_late(client, mair, text="a" * (keeping_rule().largest_octets + 1))
    assert rows() == []
    assert "too long to be kept" in client.get(refused["Location"]).content.decode()


def test_it_comes_back_on_the_page_it_was_typed_on_and_never_on_another_host(
    client: Client, mair: Any
) -> None:
    log_in(client, mair)
    client.get("/note")
    end_session(client)
    for referer, page in [
        ("http://testserver/areas/x?step=need", "/areas/x?step=need"),
        ("http://testserver//evil.example/x", "/evil.example/x"),
        ("http://evil.example/x", "/note"),
    ]:
        way = client.post("/note", TYPED, HTTP_REFERER=referer)["Location"]
        form_id = UUID(way.split("%2F")[-1] if "%2F" in way else way.split("/")[-1])
        log_in(client, mair)
        back = client.get(f"/kept/{form_id}")["Location"]
        assert back.split("kept=")[0].rstrip("?&") == page
        end_session(client)


def test_a_form_without_its_proof_is_not_kept(mair: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    assert send_too_late(client, mair).status_code == 403
    assert rows() == []
