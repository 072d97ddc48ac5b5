"""A new password by a link: told to nobody whether the address is known, once, within an hour."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.service.accounts.entering import give_password, link_in_letter, logged_in_as
from tests.service.accounts.test_log_in import actions, without_tokens
from tests.service.builders_accounts import PASSWORD, log_in, make_person

pytestmark = pytest.mark.django_db
NEW = "plum harbour seven kettle"


def ask(client: Client, email: str) -> object:
    return client.post(reverse("account_reset_password"), {"email": email}, follow=True)


def choose(client: Client, link: str, password: str = NEW) -> object:
    form = client.get(link)
    assert form.status_code == 302
    return client.post(form["Location"], {"password1": password, "password2": password}, follow=True)


def test_the_answer_is_the_same_for_known_and_unknown_addresses(client: Client) -> None:
    make_person("panel-member", email="known@example.test")
    known, unknown = ask(client, "known@example.test"), ask(client, "other@example.test")
    assert known.redirect_chain == unknown.redirect_chain
    assert (known.status_code, without_tokens(known.content)) == (200, without_tokens(unknown.content))
    # Both cost a letter: neither is quicker.
    assert [one.to for one in mail.outbox] == [["known@example.test"], ["other@example.test"]]
    assert "There is no account" in mail.outbox[1].body
    assert "http" not in mail.outbox[1].body


def test_the_link_changes_the_password_and_ends_sessions(client: Client) -> None:
    person = make_person("panel-member")
    elsewhere = log_in(Client(), person)
    ask(client, person.email)
    answer = choose(client, link_in_letter())
    assert "Your password was changed" in answer.content.decode()
    assert logged_in_as(client) == ""
    assert elsewhere.get("/me").status_code == 302
    assert give_password(Client(), person.email).status_code == 200
    assert give_password(client, person.email, NEW).status_code == 302
    assert "password-reset" in actions(person)


def test_a_new_password_does_not_stand_in_for_the_second_factor(client: Client) -> None:
    person = make_person("analyst")
    ask(client, person.email)
    choose(client, link_in_letter())
    assert logged_in_as(client) == ""
    assert give_password(client, person.email, NEW)["Location"] == reverse("mfa_authenticate")


def test_the_link_works_once(client: Client) -> None:
    person = make_person("panel-member")
    ask(client, person.email)
    link = link_in_letter()
    choose(client, link)
    again = Client().get(link)
    assert "no longer works" in again.content.decode()


def test_the_link_is_too_old_after_an_hour(client: Client) -> None:
    person = make_person("panel-member")
    ask(client, person.email)
    later = timezone.make_naive(timezone.now()) + timedelta(minutes=61)
    with patch.object(PasswordResetTokenGenerator, "_now", return_value=later):
        assert "no longer works" in client.get(link_in_letter()).content.decode()
    assert client.get(link_in_letter()).status_code == 302


def test_the_secret_of_the_link_does_not_stay_in_the_address(client: Client) -> None:
    person = make_person("panel-member")
    ask(client, person.email)
    link = link_in_letter()
    assert client.get(link)["Location"].endswith("-set-password/")


@pytest.mark.parametrize("weak", ["short", "password1234", "123456789012"])
def test_a_weak_password_is_refused_with_the_reason(client: Client, weak: str) -> None:
    person = make_person("panel-member")
    ask(client, person.email)
    answer = choose(client, link_in_letter(), weak)
    assert "govuk-error-summary" in answer.content.decode()
    assert give_password(Client(), person.email, PASSWORD).status_code == 302


def test_nobody_deactivated_gets_a_link(client: Client) -> None:
    make_person("panel-member", email="gone@example.test", is_active=False)
    ask(client, "gone@example.test")
    assert "There is no account" in mail.outbox[0].body
