"""The pages that several tests read: made once."""

import pytest

from evenhand.publish import Release, render_page
from tests.unit.publish.releases import ONE, partnership, stop_and_search


@pytest.fixture(scope="session")
def release() -> Release:
    return partnership(areas=ONE)


@pytest.fixture(scope="session")
def page(release: Release) -> str:
    return render_page(release)


@pytest.fixture(scope="session")
def searches() -> str:
    return render_page(stop_and_search())
