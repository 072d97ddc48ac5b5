"""Logging in through an organisation's own service: there where it is named, gone where it is not."""

import importlib
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import clear_url_caches

from evenhand_service.accounts.entrance import openid_urls, urls
from evenhand_service.config import urls as every
from evenhand_service.config.settings import accounts as settings_of_accounts
from tests.service.accounts.entering import LOG_IN

pytestmark = pytest.mark.django_db
START = "/account/openid/organisation/login/"


def _again() -> None:
    for one in (openid_urls, urls, every):
        importlib.reload(one)
    clear_url_caches()


@pytest.fixture
def named(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[None]:
    """An installation that names a service; nobody answers at its address."""
    for name, value in {
        "EVENHAND_OPENID_SERVER": "http://127.0.0.1:9",
        "EVENHAND_OPENID_CLIENT": "evenhand",
        "EVENHAND_OPENID_SECRET": "kept",
        "EVENHAND_OPENID_NAME": "Council log-in",
    }.items():
        monkeypatch.setenv(name, value)
    settings.SOCIALACCOUNT_PROVIDERS = settings_of_accounts._openid()
    _again()
    yield
    settings.SOCIALACCOUNT_PROVIDERS = {}
    _again()


def test_the_log_in_page_offers_it_by_its_name(client: Client, named: None) -> None:
    page = client.get(LOG_IN).content.decode()
    assert "Council log-in" in page
    assert f'action="{START}"' in page


def test_a_service_that_does_not_answer_is_said_on_a_page_of_ours(client: Client, named: None) -> None:
    answer = client.post(START)
    assert answer.status_code == 502
    assert "Logging in did not work" in answer.content.decode()


def test_following_a_link_starts_nothing(client: Client, named: None) -> None:
    assert client.get(START).status_code == 405


def test_where_none_is_named_nothing_answers(client: Client) -> None:
    assert django_settings.SOCIALACCOUNT_PROVIDERS == {}
    assert "Through your organisation" not in client.get(LOG_IN).content.decode()
    assert client.post(START).status_code == 404
