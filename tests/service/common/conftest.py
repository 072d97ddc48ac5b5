"""People who log in, and the small service of `pages.py`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.template import engines
from jinja2 import ChoiceLoader, FileSystemLoader

from evenhand_service.accounts.models import User
from tests.service.builders import as_builder

PASSWORD = "a long pass phrase"


@pytest.fixture
def small_service(settings: Any) -> Iterator[None]:
    """Serve `pages.py`, with its templates, in place of the service."""
    settings.ROOT_URLCONF = "tests.service.common.pages"
    settings.LOGIN_URL = "/enter"
    environment = engines["jinja2"].env
    before = environment.loader
    environment.loader = ChoiceLoader([before, FileSystemLoader(Path(__file__).parent / "jinja2")])
    yield
    environment.loader = before


def make_person(email: str, name: str = "Test person", language: str = "en") -> User:
    """Return somebody who may log in."""
    with as_builder():
        return User.objects.create_user(email, PASSWORD, name=name, language=language)


def language_cookie(language: str) -> dict[str, str]:
    """Return the cookie of a browser that chose a language."""
    return {settings.LANGUAGE_COOKIE_NAME: language}
