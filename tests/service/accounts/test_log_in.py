"""Logging in: with the right words and the wrong ones, for known and unknown, again and again."""

import re
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from evenhand_service.common.audit.models import AuditEntry
from tests.service.accounts.entering import LOG_IN, give_code, give_password, logged_in_as
from tests.service.builders import as_builder
from tests.service.builders_accounts import PASSWORD, log_in, make_person

pytestmark = pytest.mark.django_db


def without_tokens(body: bytes) -> str:
    """A page without what differs from request to request by design, and without what was typed."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", body.decode())
    return re.sub(r"nonce-[\w=/+-]+", "", text)


def actions(person: Any) -> list[str]:
    with as_builder():
        return list(
            AuditEntry.objects.filter(subject="accounts.user", row_id=str(person.pk))
            .order_by("id")
            .values_list("action", flat=True)
        )


def test_the_right_password_lets_in_who_needs_no_second_factor(client: Client) -> None:
    person = make_person("panel-member")
    answer = give_password(client, person.email)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert logged_in_as(client) == str(person.pk)
    assert actions(person) == ["log-in"]


def test_the_address_counts_in_any_case_and_with_spaces_around(client: Client) -> None:
    person = make_person("panel-member", email="mixed@example.test")
    give_password(client, "  MIXED@example.test ")
    assert logged_in_as(client) == str(person.pk)


def test_wrong_password_and_unknown_address_get_the_same_page(client: Client) -> None:
    make_person("panel-member", email="known@example.test")
    wrong = give_password(client, "known@example.test", "not the password at all")
    unknown = give_password(client, "other@example.test", "not the password at all")
    assert wrong.status_code == unknown.status_code == 200
    same = without_tokens(wrong.content).replace("known@", "other@")
    assert same == without_tokens(unknown.content)
    assert "is not right. Nothing was changed." in same
    assert logged_in_as(client) == ""


def test_as_many_passwords_are_hashed_for_unknown_addresses(client: Client) -> None:
    make_person("panel-member", email="known@example.test")
    counted = []
    for email in ("known@example.test", "other@example.test"):
        with patch.object(
            MD5PasswordHasher, "encode", autospec=True, side_effect=MD5PasswordHasher.encode
        ) as hashed:
            give_password(client, email, "not the password at all")
            counted.append(hashed.call_count)
    assert counted == [1, 1]


def test_somebody_deactivated_reads_the_words_of_a_wrong_password(client: Client) -> None:
    make_person("panel-member", email="gone@example.test", is_active=False)
    gone = give_password(client, "gone@example.test")
    unknown = give_password(client, "nobody@example.test")
    assert without_tokens(gone.content).replace("gone@", "nobody@") == without_tokens(unknown.content)
    assert logged_in_as(client) == ""


def test_a_refused_try_is_noted_with_the_account_and_without_what_was_typed(client: Client) -> None:
    person = make_person("panel-member", email="canary.wren@example.test")
    give_password(client, person.email, "not the password at all")
    with as_builder():
        entry = AuditEntry.objects.filter(action="log-in-failed").latest("id")
    assert (entry.actor, entry.row_id, entry.reason) == (None, str(person.pk), "password")
    assert "canary" not in str(entry.__dict__)


def test_six_wrong_tries_lock_the_account_for_this_address_alone(client: Client) -> None:
    person = make_person("panel-member")
    colleague = make_person("panel-member")
    for _ in range(5):
        assert give_password(client, person.email, "wrong").status_code == 200
    sixth = give_password(client, person.email, "wrong")
    assert sixth.status_code == 429
    assert "for 15 minutes" in sixth.content.decode()
    locked = give_password(client, person.email)
    assert (locked.status_code, logged_in_as(client)) == (429, "")
    # The colleague behind the same address comes in, and so does the person from elsewhere.
    assert give_password(Client(), colleague.email).status_code == 302
    elsewhere = Client(REMOTE_ADDR="192.0.2.9")
    assert give_password(elsewhere, person.email).status_code == 302


def test_an_unknown_address_is_locked_out_in_the_same_way(client: Client) -> None:
    statuses = [give_password(client, "nobody@example.test", "wrong").status_code for _ in range(7)]
    assert statuses == [200] * 5 + [429] * 2


def test_the_lock_opens_by_itself(client: Client) -> None:
    person = make_person("panel-member")
    for _ in range(6):
        give_password(client, person.email, "wrong")
    with as_builder():
        AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert give_password(client, person.email).status_code == 302


def test_logging_in_forgets_earlier_slips(client: Client) -> None:
    person = make_person("panel-member")
    for _ in range(5):
        give_password(client, person.email, "wrong")
    assert give_password(client, person.email).status_code == 302
    assert not AccessAttempt.objects.exists()


def test_wrong_codes_count_towards_the_lock(client: Client) -> None:
    person = make_person("analyst")
    give_password(client, person.email)
    statuses = [give_code(client, "000000").status_code for _ in range(6)]
    assert statuses == [200] * 5 + [429]
    assert give_code(client).status_code == 429
    assert logged_in_as(client) == ""
    assert actions(person) == ["log-in-failed"] * 6


def test_no_table_of_guesses_holds_an_address_or_a_password(client: Client) -> None:
    give_password(client, "canary.wren@example.test", "canary-password")
    kept = str(AccessAttempt.objects.values())
    assert AccessAttempt.objects.count() == 1
    assert "canary" not in kept


def test_the_session_is_another_one_after_logging_in(client: Client) -> None:
    person = make_person("panel-member")
    client.get(LOG_IN)
    session = client.session
    session["planted"] = "yes"
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    give_password(client, person.email)
    assert client.session.session_key != session.session_key
    assert not client.session.exists(session.session_key)


def test_a_form_without_its_token_is_refused() -> None:
    person = make_person("panel-member")
    strict = Client(enforce_csrf_checks=True)
    assert give_password(strict, person.email).status_code == 403
    assert strict.post(reverse("account_logout")).status_code == 403


def test_logging_out_asks_first_and_is_noted(client: Client) -> None:
    person = make_person("panel-member")
    log_in(client, person)
    assert client.get(reverse("account_logout")).status_code == 200
    assert logged_in_as(client) == str(person.pk)
    client.post(reverse("account_logout"))
    assert logged_in_as(client) == ""
    assert actions(person) == ["log-out"]


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "http:///evil.example",
    ],
)
def test_the_way_on_leads_nowhere_else(client: Client, address: str) -> None:
    person = make_person("panel-member")
    answer = client.post(LOG_IN, {"login": person.email, "password": PASSWORD, "next": address})
    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_the_way_on_within_the_service_is_kept(client: Client) -> None:
    person = make_person("panel-member")
    answer = client.post(LOG_IN, {"login": person.email, "password": PASSWORD, "next": "/roles"})
    assert answer["Location"] == "/roles"


def test_the_session_ends_half_an_hour_after_the_last_click(client: Client) -> None:
    log_in(client, make_person("panel-member"))
    cookie = client.get("/me").cookies[settings.SESSION_COOKIE_NAME]
    assert settings.SESSION_COOKIE_AGE == cookie["max-age"] == 1800
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_nothing_typed_or_known_comes_to_stand_in_logs_or_addresses(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    make_person("panel-member", name="Canary Wren", email="canary.wren@example.test")
    answers = [give_password(client, "canary.wren@example.test", "canary-wrong") for _ in range(7)]
    answers.append(client.post(reverse("account_reset_password"), {"email": "canary.wren@example.test"}))
    answers.append(give_password(Client(REMOTE_ADDR="192.0.2.9"), "canary.wren@example.test"))
    told = "\n".join(
        one.getMessage() + str(one.__dict__) for one in caplog.records if one.name != "django.db.backends"
    )
    assert "canary" not in told.lower()
    assert not [one for one in answers if "canary" in one.get("Location", "").lower()]
