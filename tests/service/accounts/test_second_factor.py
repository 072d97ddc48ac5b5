"""Second factors: set up, shown, recovered, and tried to get round."""

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.conf import settings
from django.core.cache import cache
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from evenhand_service.accounts.entrance.sealing import seal, unseal
from evenhand_service.accounts.middleware import OPEN
from evenhand_service.accounts.roles import permissions, roles
from evenhand_service.publication.cookieless import MACHINES
from tests.service.accounts.entering import code, give_code, give_password, logged_in_as
from tests.service.builders import as_builder
from tests.service.builders_accounts import (
    TOTP_SECRET,
    enrol,
    give_role,
    log_in,
    make_person,
)

pytestmark = pytest.mark.django_db
SET_UP = "/account/second-factor/"


def test_roles_that_see_more_than_approved_releases_need_one() -> None:
    beyond = {one.id for one in permissions().values() if one.beyond_releases}
    needing = {one.id for one in roles().values() if one.second_factor}
    assert needing == {one.id for one in roles().values() if one.may & beyond}
    assert set(roles()) - needing == {"case-worker", "community-researcher", "panel-member"}


def test_password_then_code_lets_in(client: Client) -> None:
    person = make_person("analyst")
    answer = give_password(client, person.email)
    assert answer["Location"] == reverse("mfa_authenticate")
    assert logged_in_as(client) == ""
    assert client.get("/me").status_code == 302
    assert give_code(client).status_code == 302
    assert logged_in_as(client) == str(person.pk)
    assert client.get("/me").status_code == 200


@pytest.mark.parametrize("typed", ["", "123", "000000", "not-a-code", "00000000"])
def test_a_wrong_code_does_not(client: Client, typed: str) -> None:
    person = make_person("analyst")
    give_password(client, person.email)
    answer = client.post(reverse("mfa_authenticate"), {"code": typed})
    assert answer.status_code == 200
    assert "govuk-error-summary" in answer.content.decode()
    assert logged_in_as(client) == ""


def test_a_code_works_once(client: Client) -> None:
    person = make_person("analyst")
    now = code()
    give_password(client, person.email)
    give_code(client, now)
    # Another process of the server shares no memory with the first.
    cache.clear()
    other = Client()
    give_password(other, person.email)
    for again in (now, f"{now[:3]} {now[3:]}"):
        give_code(other, again)
        assert logged_in_as(other) == ""
    give_code(other, code(steps=1))
    assert logged_in_as(other) == str(person.pk)


def test_somebody_elses_code_does_not_do(client: Client) -> None:
    person = make_person("analyst", second_factor=False)
    with as_builder():
        Authenticator.objects.create(
            user=person,
            type=Authenticator.Type.TOTP,
            data={"secret": seal("MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK")},
        )
    make_person("analyst")
    give_password(client, person.email)
    give_code(client, code(TOTP_SECRET))
    assert logged_in_as(client) == ""
    give_code(client, code("MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK"))
    assert logged_in_as(client) == str(person.pk)


def test_a_recovery_code_works_once(client: Client) -> None:
    person = make_person("analyst", second_factor=False)
    first = enrol(person)[0]
    give_password(client, person.email)
    give_code(client, first)
    assert logged_in_as(client) == str(person.pk)
    again = Client()
    give_password(again, person.email)
    give_code(again, first)
    assert logged_in_as(again) == ""


def _pages(patterns: Any, within: str = "", prefix: str = "/") -> list[tuple[str, str]]:
    """Every route that takes no argument, with its name."""
    found = []
    for one in patterns:
        if isinstance(one, URLResolver):
            name = f"{within}{one.namespace}:" if one.namespace else within
            found += _pages(one.url_patterns, name, prefix + str(one.pattern))
        elif isinstance(one, URLPattern) and not re.search(r"[<(]", prefix + str(one.pattern)):
            found.append((f"{within}{one.name}", prefix + str(one.pattern)))
    return found


def test_no_page_opens_to_somebody_who_owes_a_second_factor(client: Client) -> None:
    person = make_person("analyst", second_factor=False)
    log_in(client, person, second_factor=False)
    # Addresses for machines take no cookie, and so know nobody.
    tried = [
        path
        for name, path in _pages(get_resolver().url_patterns)
        if name not in OPEN and not path.startswith(MACHINES)
    ]
    assert len(tried) > 15
    for path in tried:
        for answer in (client.get(path), client.post(path)):
            assert answer.status_code in (302, 404), path
            assert answer.status_code == 404 or answer["Location"].startswith(SET_UP), path
    assert logged_in_as(client) == str(person.pk)


def test_a_role_given_later_closes_a_session_that_showed_a_password_alone(client: Client) -> None:
    person = make_person("panel-member")
    log_in(client, person, second_factor=False)
    assert client.get("/me").status_code == 200
    give_role(person, "analyst")
    assert client.get("/me")["Location"] == SET_UP
    # One that is set up elsewhere meanwhile does not open this session: it has to be shown here.
    enrol(person)
    assert client.get("/me")["Location"] == reverse("mfa_reauthenticate")
    client.post(reverse("mfa_reauthenticate"), {"code": code()})
    assert client.get("/me").status_code == 200


def test_records_of_somebody_elses_session_do_not_count(client: Client) -> None:
    first, second = make_person("analyst"), make_person("analyst", second_factor=False)
    log_in(client, first)
    kept = dict(client.session.items())
    log_in(client, second, second_factor=False)
    session = client.session
    for name in ("account_authentication_methods", "account_authentication_methods_user"):
        session[name] = kept[name]
    session.save()
    assert client.get("/me")["Location"] == SET_UP


def test_setting_up_an_app_opens_the_way_on_and_gives_recovery_codes(client: Client) -> None:
    person = make_person("analyst", second_factor=False)
    give_password(client, person.email)
    assert client.get("/me")["Location"] == SET_UP
    assert "Set up a second factor" in client.get(SET_UP).content.decode()
    page = client.get(reverse("mfa_activate_totp"))
    assert page.status_code == 200
    secret = client.session["mfa.totp.secret"]
    letters = "".join(re.search(r"<code[^>]*>([A-Z2-7 ]+)</code>", page.content.decode()).group(1).split())  # type: ignore[union-attr]
    assert letters == secret
    answer = client.post(reverse("mfa_activate_totp"), {"code": code(secret)})
    assert answer["Location"] == reverse("mfa_view_recovery_codes")
    kept = Authenticator.objects.get(user=person, type=Authenticator.Type.TOTP)
    assert secret not in str(kept.data)
    assert unseal(kept.data["secret"]) == secret


@pytest.mark.django_db(transaction=True)
def test_the_way_on_is_offered_once_it_is_set_up(client: Client) -> None:
    person = make_person("analyst", second_factor=False)
    give_password(client, person.email)
    client.get("/me/tokens")
    client.get(reverse("mfa_activate_totp"))
    client.post(reverse("mfa_activate_totp"), {"code": code(client.session["mfa.totp.secret"])})
    codes = client.get(reverse("mfa_view_recovery_codes"))
    assert len(re.findall(r"<li><code>\d{8}</code>", codes.content.decode())) == 10
    assert 'href="/me/tokens"' in client.get(SET_UP).content.decode()
    assert client.get("/me/tokens").status_code == 200


def test_the_last_one_is_not_removed_while_a_role_needs_it(client: Client) -> None:
    person = make_person("analyst")
    log_in(client, person)
    answer = client.post(reverse("mfa_deactivate_totp"))
    assert "Your role needs a second factor" in answer.content.decode()
    assert Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists()


def test_somebody_whose_role_needs_none_may_remove_it(client: Client) -> None:
    person = make_person("panel-member")
    log_in(client, person)
    assert client.post(reverse("mfa_deactivate_totp")).status_code == 302
    assert not Authenticator.objects.filter(user=person).exists()


def test_the_password_is_asked_again_once_it_was_long_ago(client: Client) -> None:
    person = make_person("panel-member", second_factor=False)
    give_password(client, person.email)
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": timezone.now().timestamp() - 301, "email": person.email}
    ]
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    answer = client.get(reverse("mfa_activate_totp"))
    assert answer["Location"].startswith(reverse("account_reauthenticate"))


def test_secrets_sealed_with_the_key_before_can_be_read_and_with_another_cannot() -> None:
    with override_settings(SECRET_KEY="one"):
        sealed = seal("ABC")
    with override_settings(SECRET_KEY="two", SECRET_KEY_FALLBACKS=["one"]):
        assert unseal(sealed) == "ABC"
    with override_settings(SECRET_KEY="two"), pytest.raises(InvalidToken):
        unseal(sealed)
