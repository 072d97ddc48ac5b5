"""What every answer tells the browser, on pages, files and errors alike."""

import re

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_service")]

PAGES = [
    "/components",
    "/progress",
    "/privacy",
    "/cookies",
    "/accessibility",
    "/fault/404",
    "/fault/403",
    "/nothing",
]


@pytest.mark.parametrize("address", PAGES)
def test_nothing_runs_but_our_own_files_and_no_site_may_frame_us(client: Client, address: str) -> None:
    answer = client.get(address)
    policy = dict(one.split(" ", 1) for one in answer["Content-Security-Policy"].split("; ") if " " in one)
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == policy["object-src"] == "'none'"
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["X-Frame-Options"] == "DENY"
    assert "camera=()" in answer["Permissions-Policy"]
    assert "geolocation=()" in answer["Permissions-Policy"]


@pytest.mark.parametrize("address", PAGES)
def test_no_page_has_a_style_or_a_script_in_itself(client: Client, address: str) -> None:
    page = client.get(address).content.decode()
    assert "style=" not in page
    assert "<style" not in page
    assert not re.search(r"\son[a-z]+=", page)
    inside = [one for one in re.findall(r"<script\b([^>]*)>", page) if "src=" not in one]
    assert all('type="application/json"' in one for one in inside)


def test_a_nonce_stands_in_the_policy_where_a_page_asked_for_one(client: Client) -> None:
    """Each answer has another; a page that asks for none, none."""
    assert "nonce-" not in client.get("/components")["Content-Security-Policy"]
    first, second = client.get("/nonce"), client.get("/nonce")
    found = [re.search(r"nonce-([^']+)'", one["Content-Security-Policy"]) for one in (first, second)]
    assert all(
        one and one[1] == answer.content.decode() for one, answer in zip(found, (first, second), strict=True)
    )
    assert first.content != second.content


def test_nothing_is_asked_of_another_host(client: Client) -> None:
    page = client.get("/components").content.decode()
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', page)
