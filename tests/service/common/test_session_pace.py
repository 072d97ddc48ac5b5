"""A session is prolonged by use, and written down once a minute."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from evenhand_service.common import session_pace
from tests.service.builders_accounts import log_in, make_person

pytestmark = pytest.mark.django_db


def test_a_click_prolongs_it_at_most_once_a_minute(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    log_in(client, make_person("panel-member"))
    started = timezone.now()
    written = []
    for seconds in (0, 20, 59, 61, 100, 125):
        monkeypatch.setattr(session_pace, "now", lambda after=seconds: started + timedelta(seconds=after))
        cookies = client.get("/me").cookies
        written.append("sessionid" in cookies)
    assert written == [True, False, False, True, False, True]


def test_it_ends_half_an_hour_after_it_was_last_prolonged(client: Client) -> None:
    log_in(client, make_person("panel-member"))
    client.get("/me")
    left = Session.objects.get(pk=client.cookies["sessionid"].value).expire_date - timezone.now()
    assert timedelta(minutes=29) < left <= timedelta(minutes=30)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert client.get("/me").status_code == 302


def test_it_ends_after_a_shift_however_much_it_is_used(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    log_in(client, make_person("panel-member"))
    started = timezone.now()
    told = []
    for hours in (0, 6, 11.99):
        monkeypatch.setattr(session_pace, "now", lambda after=hours: started + timedelta(hours=after))
        told.append(client.get("/me").status_code)
    assert told == [200, 200, 200]
    monkeypatch.setattr(session_pace, "now", lambda: started + timedelta(hours=12))
    over = client.post("/me", {"name": "Typed when it was over"})
    assert over.status_code == 302
    assert "next=%2Fkept%2F" in over["Location"]  # what was typed waits for who logs in again
    assert not Session.objects.filter(pk=client.cookies["sessionid"].value).exists()
    assert client.get("/me").status_code == 302


def test_whoever_is_not_logged_in_gets_no_session(client: Client) -> None:
    assert "sessionid" not in client.get("/releases/").cookies
