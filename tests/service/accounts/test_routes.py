"""Which addresses of the entrance answer: those that are needed, and none of allauth's others."""

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from evenhand_service.accounts.entrance.urls import urlpatterns
from tests.service.accounts.entering import give_password
from tests.service.builders_accounts import PASSWORD, log_in, make_person

NEEDED = {
    "account_change_password",
    "account_login",
    "account_logout",
    "account_reauthenticate",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_authenticate",
    "mfa_deactivate_totp",
    "mfa_download_recovery_codes",
    "mfa_edit_webauthn",
    "mfa_generate_recovery_codes",
    "mfa_index",
    "mfa_list_webauthn",
    "mfa_login_webauthn",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn",
    "mfa_view_recovery_codes",
    "usersessions_list",
}


def test_the_entrance_has_these_addresses_and_no_others() -> None:
    assert {one.name for one in urlpatterns} == NEEDED


@pytest.mark.parametrize(
    "name",
    [
        "account_signup",
        "account_email",
        "account_set_password",
        "account_confirm_login_code",
        "mfa_trust",
        "account_inactive",
        "socialaccount_signup",
        "openid_connect_login",
    ],
)
def test_pages_that_nobody_needs_are_not_there(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["signup/", "email/", "login/code/", "2fa/", "3rdparty/", "phone/change/", "inactive/"]
)
def test_their_addresses_do_not_answer(client: Client, path: str) -> None:
    assert client.get(f"/account/{path}").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_page_of_the_entrance_is_ours(client: Client, language: str) -> None:
    client.cookies["django_language"] = language
    for name in ("account_login", "account_reset_password", "account_reset_password_done"):
        page = client.get(reverse(name)).content.decode()
        assert page.count("<h1>") == 1
        assert "eh-header" in page
        assert f'<html lang="{language}"' in page
    log_in(client, make_person("analyst"))
    for name in sorted(
        NEEDED
        - {
            "account_login",
            "mfa_authenticate",
            "mfa_login_webauthn",
            "mfa_edit_webauthn",
            "mfa_remove_webauthn",
            "account_reset_password_from_key",
            "account_reset_password_from_key_done",
            "mfa_download_recovery_codes",
            "mfa_activate_totp",
            "mfa_reauthenticate_webauthn",
        }
    ):
        answer = client.get(reverse(name))
        assert answer.status_code == 200, name
        page = answer.content.decode()
        assert page.count("<h1>") == 1, name
        assert "eh-header" in page, name


@pytest.mark.django_db
def test_recovery_codes_as_a_file_are_text_and_kept_by_nobody_between(client: Client) -> None:
    log_in(client, make_person("analyst"))
    answer = client.get(reverse("mfa_download_recovery_codes"))
    assert answer["Content-Type"].startswith("text/plain")
    assert "no-store" in answer["Cache-Control"]
    assert len(answer.content.decode().split()) == 10


@pytest.mark.django_db
def test_my_sessions_are_listed_and_the_others_end(client: Client) -> None:
    person = make_person("panel-member")
    other = Client(REMOTE_ADDR="192.0.2.77")
    give_password(other, person.email)
    give_password(client, person.email)
    page = client.get(reverse("usersessions_list")).content.decode()
    assert "192.0.2.77" in page
    client.post(reverse("usersessions_list"))
    assert other.get("/me").status_code == 302
    assert client.get("/me").status_code == 200


@pytest.mark.django_db
def test_changing_the_password_ends_other_sessions(client: Client) -> None:
    person = make_person("panel-member")
    other = Client()
    give_password(other, person.email)
    give_password(client, person.email)
    new = "plum harbour seven kettle"
    told = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert client.post(reverse("account_change_password"), told).status_code == 302
    assert client.get("/me").status_code == 200
    assert other.get("/me").status_code == 302
