"""Roles as data: the page in the documentation and the one in the service say what the file says."""

from html import unescape

import pytest
from django.test import Client

from evenhand_service.accounts.roles import every_permission, every_role, permissions, roles
from tools import roles_page


def test_the_page_in_the_documentation_is_the_file() -> None:
    assert roles_page.main(["--check"]) == 0


def test_every_permission_has_words_and_some_role() -> None:
    assert set(permissions()) == every_permission()
    assert [one.id for one in permissions().values() if not (one.words and one.words_cy)] == []


def test_whoever_approves_does_not_open_records_and_whoever_oversees_does_neither() -> None:
    records = {"open-care", "open-equality", "open-justice"}
    approving = {"approve-load", "approve-release", "publish"}
    for one in roles().values():
        assert not (one.may & records and one.may & approving), one.id
        assert not ("read-audit" in one.may and one.may & (records | approving | {"upload", "run"})), one.id
        assert not (one.side == "justice" and one.may & {"open-care", "open-equality"}), one.id


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "cy"])
def test_anybody_reads_what_each_role_may_do(client: Client, language: str) -> None:
    client.cookies["django_language"] = language
    page = unescape(client.get("/roles").content.decode())
    for one in every_role().values():
        assert (one.title_cy if language == "cy" else one.title) in page
    for each in permissions().values():
        assert (each.words_cy if language == "cy" else each.words) in page
