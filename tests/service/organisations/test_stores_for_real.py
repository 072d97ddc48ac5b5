"""The stores with the role that logs in in life, not one that the tests' administrator took on."""

from collections.abc import Iterator

import pytest
from django.db import connection, connections

from evenhand_service.common.who import acting_as
from evenhand_service.config.database.address import settings_of
from evenhand_service.config.database.roles import APP
from evenhand_service.organisations.enums import DataClass
from evenhand_service.organisations.stores.opening import open_store
from evenhand_service.organisations.stores.queries import gather
from tests.service.organisations.stores import TODAY, Place, some_tests
from tests.service.postgres import TestServer


@pytest.fixture
def place(transactional_db: None, django_db_setup: TestServer) -> Iterator[Place]:
    """A place that was committed; from then on Django logs in as evenhand_app."""
    place = Place()
    connections["default"].close()
    address = django_db_setup.server.address(APP, django_db_setup.name)
    connections["default"].settings_dict.update(settings_of(address))
    yield place
    django_db_setup.connect_django()


def who() -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_user::text, current_user::text")
        return tuple(cursor.fetchone())


def test_rows_are_put_and_gathered_by_the_role_that_logs_in(place: Place) -> None:
    assert who() == (APP, APP)
    load_id, kept = place.put(some_tests())
    assert kept.stores == ("care", "equality", "justice")
    with acting_as(place.analyst.pk):
        found = gather(load_ids=[load_id], purpose=place.purpose, person=place.analyst, today=TODAY)
        assert found.parts[0].rows.equals(some_tests())
        with open_store(DataClass.CARE, purpose_id=place.purpose.pk):
            assert who() == (APP, "evenhand_care")
        assert who() == (APP, APP)
    assert who() == (APP, APP)
