"""Tokens: shown once, for part of what one may do, for a while, and of no use to anybody else."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from evenhand_service.accounts.models import ApiToken, Membership, User
from evenhand_service.accounts.tokens import authenticate
from evenhand_service.accounts.tokens.operations import TokenRefused, make_token, revoke_token
from evenhand_service.common.who import acting_as, named_person
from tests.service.builders import as_builder
from tests.service.builders_accounts import log_in, make_person

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def analyst() -> Any:
    return make_person("analyst")


def made(
    by: Any, scopes: tuple[str, ...] = ("see-loads",), days: int = 30, **told: Any
) -> tuple[ApiToken, str]:
    with acting_as(by.pk):
        return make_token(
            by=by, name="upload", scopes=scopes, lasts=timedelta(days=days), now=told.get("now", NOW)
        )


def test_a_token_says_whose_it_is_and_for_what(analyst: Any) -> None:
    token, secret = made(analyst, ("see-loads", "upload"))
    found = authenticate(secret, NOW)
    assert found is not None
    assert (found.user, found.scopes) == (analyst, {"see-loads", "upload"})
    with acting_as(analyst.pk):
        token.refresh_from_db()
    assert token.last_used_day == timezone.localdate(NOW)
    # Whom it names is for the caller to say; nobody is named by asking.
    assert named_person() == ""


def test_the_secret_is_kept_nowhere(analyst: Any) -> None:
    token, secret = made(analyst)
    with as_builder():
        kept = ApiToken.objects.values().get(pk=token.pk)
    assert secret.split("_", 2)[2] not in str(kept)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda secret: "",
        lambda secret: "Bearer",
        lambda secret: secret[:-1],
        lambda secret: secret[:-1] + ("A" if secret[-1] != "A" else "B"),
        lambda secret: secret.upper(),
        lambda secret: secret + "\n",
        lambda secret: secret.replace("evh_", "evh_' OR true --"),
    ],
)
def test_what_is_not_a_token_is_nobodys(analyst: Any, spoil: Any) -> None:
    _token, secret = made(analyst)
    assert authenticate(spoil(secret), NOW) is None


def test_the_same_secret_under_another_name_is_nobodys(analyst: Any) -> None:
    _token, secret = made(analyst)
    other = make_person("partnership-lead")
    assert authenticate(secret.replace(analyst.pk.hex, other.pk.hex), NOW) is None


def test_a_token_that_was_ended_or_is_too_old_opens_nothing(analyst: Any) -> None:
    token, secret = made(analyst)
    assert authenticate(secret, NOW + timedelta(days=30)) is None
    assert authenticate(secret, NOW + timedelta(days=29)) is not None
    with acting_as(analyst.pk):
        revoke_token(by=analyst, token=token, now=NOW)
    assert authenticate(secret, NOW) is None


def test_a_token_of_somebody_deactivated_opens_nothing(analyst: Any) -> None:
    _token, secret = made(analyst)
    User.objects.filter(pk=analyst.pk).update(is_active=False)
    assert authenticate(secret, NOW) is None


def test_what_the_person_may_no_longer_the_token_may_not(analyst: Any) -> None:
    _token, secret = made(analyst, ("see-loads",))
    with as_builder():
        Membership.objects.filter(user=analyst).update(ends=timezone.localdate() - timedelta(days=1))
    found = authenticate(secret, NOW)
    assert found is not None
    assert found.scopes == frozenset()


@pytest.mark.parametrize(
    ("scopes", "days"),
    [
        ((), 30),
        (("manage-people",), 30),
        (("see-loads", "publish"), 30),
        (("see-loads",), 366),
        (("see-loads",), 0),
    ],
)
def test_a_token_beyond_its_person_or_a_year_is_not_made(
    analyst: Any, scopes: tuple[str, ...], days: int
) -> None:
    with pytest.raises(TokenRefused):
        made(analyst, scopes, days)


def test_who_may_not_use_the_interface_makes_none() -> None:
    worker = make_person("case-worker")
    with pytest.raises(TokenRefused):
        made(worker, ("see-releases",))
    assert log_in(Client(), worker).get(reverse("accounts:make-token")).status_code == 403


def test_nobody_sees_ends_or_makes_anothers(client: Client, analyst: Any) -> None:
    token, _secret = made(analyst)
    other = make_person("analyst")
    log_in(client, other)
    assert "upload" not in client.get(reverse("accounts:list-tokens")).content.decode()
    assert client.post(reverse("accounts:revoke-token", args=[token.pk])).status_code == 404
    with acting_as(other.pk):
        assert not ApiToken.objects.exists()
    with pytest.raises(DatabaseError, match="row-level security"), acting_as(other.pk):
        ApiToken.objects.create(
            user=analyst,
            name="x",
            secret_hash="x",
            scopes=["run"],
            created_at=NOW,
            expires_at=NOW + timedelta(1),
        )


def test_the_page_shows_the_secret_once(client: Client, analyst: Any) -> None:
    log_in(client, analyst)
    told = {"name": "monthly upload", "scopes": ["upload"], "days": "30"}
    answer = client.post(reverse("accounts:make-token"), told)
    page = answer.content.decode()
    secret = page.split("<code>")[1].split("</code>")[0]
    assert authenticate(secret, timezone.now()) is not None
    assert "no-store" in answer["Cache-Control"]
    listed = client.get(reverse("accounts:list-tokens")).content.decode()
    assert "monthly upload" in listed
    assert secret not in listed
    with acting_as(analyst.pk):
        token = ApiToken.objects.get()
    client.post(reverse("accounts:revoke-token", args=[token.pk]))
    assert authenticate(secret, timezone.now()) is None


@pytest.mark.parametrize(
    "told", [{"days": "400"}, {"days": "0"}, {"days": ""}, {"scopes": ["manage-people"]}, {"name": ""}]
)
def test_a_form_that_asks_for_too_much_says_where(client: Client, analyst: Any, told: dict[str, Any]) -> None:
    log_in(client, analyst)
    sent = {"name": "x", "scopes": ["upload"], "days": "30"} | told
    answer = client.post(reverse("accounts:make-token"), sent)
    assert "govuk-error-summary" in answer.content.decode()
    with acting_as(analyst.pk):
        assert not ApiToken.objects.exists()
