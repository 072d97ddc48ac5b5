"""A place with a release, people with roles in it, and the finding that the release has."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from evenhand_service.monitoring.models import FindingThread
from tests.service.builders import as_builder
from tests.service.builders_accounts import make_area, make_person
from tests.service.builders_releases import make_release

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Place:
    """An area, its release, and the thread of its finding."""

    area: Any
    release: Any
    thread: FindingThread

    def person(self, role: str, **given: Any) -> Any:
        """Return somebody with a role in the area."""
        return make_person(role, area=self.area, **given)

    @property
    def address(self) -> str:
        """The address of the finding's page."""
        return f"/findings/{self.thread.pk}/"


def make_place(name: str = "Riverside", **given: Any) -> Place:
    """Return a new area with an approved release."""
    area = make_area(name, **{one: given.pop(one) for one in ("code", "parent") if one in given})
    release = make_release(area, **given)
    with as_builder():
        thread = FindingThread.objects.get(area=area)
    return Place(area=area, release=release, thread=thread)


@pytest.fixture
def place(db: None) -> Place:
    """Riverside."""
    return make_place()
