"""The reference of the interface: current, and its worked examples do what they say."""

import re
import shlex
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.service.builders_monitoring import COUNTS, make_place
from tests.service.builders_publication import token_of
from tests.service.builders_releases import make_release
from tools import api_page
from tools.api_page import PAGE

HEAD = PAGE.read_text("utf-8").partition(api_page.MARK)[0]
HOW_TO = (Path(PAGE).parents[1] / "how-to" / "take-open-data.md").read_text("utf-8")


def test_the_reference_is_what_would_be_written() -> None:
    assert api_page.main(["--check"]) == 0


def _asked(command: str, known: dict[str, str]) -> Any:
    """Do what a curl command does, without a network."""
    for name, value in known.items():
        command = command.replace(f"${name}", value)
    words = iter(shlex.split(command)[1:])
    headers, form, address = {}, {}, ""
    for word in words:
        if word == "-H":
            name, _, value = next(words).partition(": ")
            headers[name] = value
        elif word == "-F":
            name, _, value = next(words).partition("=")
            form[name] = SimpleUploadedFile(value[1:], COUNTS) if value.startswith("@") else value
        elif word.startswith("--etag"):
            next(words)
        elif not word.startswith("-"):
            address = word
    parts = urlsplit(address)
    to = f"{parts.path}?{parts.query}" if parts.query else parts.path
    client = Client(headers=headers)
    return client.post(to, form) if form else client.get(to, follow="-L" in command)


def _commands(text: str) -> list[str]:
    return re.findall(r"^    (curl .+)$", text, re.MULTILINE)


@pytest.mark.django_db
def test_the_first_example_finds_what_the_newest_release_states() -> None:
    place = make_place(code="X1")
    release = make_release(place.area, published=True)
    known = {"TOKEN": token_of(place.analyst), "SITE": "http://testserver", "RELEASE": str(release.pk)}
    newest, findings = _commands(HEAD)[:2]
    assert _asked(newest, known).content.startswith(f'{{"items": [{{"id": "{release.pk}"'.encode())
    (shown,) = re.findall(r'^    "short": "(.+)"$', HEAD, re.MULTILINE)
    assert shown in {one["words"]["en"]["short"] for one in _asked(findings, known).json()["items"]}


@pytest.mark.django_db
def test_the_second_example_sends_a_file_and_follows_it() -> None:
    place = make_place(code="X1")
    token = token_of(place.analyst, ["upload", "see-loads"])
    known = {"TOKEN": token, "SITE": "http://testserver", "ORGANISATION": str(place.partnership.pk)}
    send, follow = _commands(HEAD)[2:]
    sent = _asked(send, known)
    assert sent.status_code == 201, sent.content
    answer = _asked(follow, {**known, "LOAD": sent.json()["id"]})
    assert answer.json()["state"] == "received"


@pytest.mark.django_db
def test_the_script_for_every_month_takes_the_newest_file() -> None:
    place = make_place(code="X1")
    make_release(place.area, published=True)
    (command,) = _commands(HOW_TO)
    response = _asked(command, {"SITE": "http://testserver"})
    assert response.status_code == 200
    assert response.content.startswith(b"cell_id,")
