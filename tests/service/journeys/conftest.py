"""What journeys start from: the service running on this machine, and a browser that is somebody."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler

from tests.service.common.conftest import small_service
from tests.service.journeys.served import kept
from tests.service.journeys.walker import Walker

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from pytest_django.live_server_helper import LiveServer

__all__ = ["small_service"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything here as a journey."""
    for item in items:
        if "service/journeys" in str(item.path):
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session", autouse=True)
def browsers_keep_what_is_static() -> Iterator[None]:
    """Serve what is static as in life, and axe beside it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(StaticFilesHandler, "serve", kept(StaticFilesHandler.serve))
        yield


@pytest.fixture
def walker(browser: "Browser", live_server: "LiveServer") -> Iterator[Walker]:
    """Somebody in front of a browser: `walker.as_(person)`, `walker.goes_to(address)`, `walker.sees(words)`."""
    somebody = Walker(browser, live_server.url)
    yield somebody
    somebody.leaves()
