"""Alive and ready are answered before all else, and say what is missing."""

from datetime import timedelta

import psycopg
import pytest
from django.db import OperationalError, connection, connections
from django.test import Client
from django.utils import timezone

from evenhand_service.config.database.connections import WORKER
from evenhand_service.monitoring.models import WorkerBeat
from tests.service.builders import as_builder
from tests.service.postgres import TestServer


@pytest.fixture
def working(transactional_db: None, django_db_setup: TestServer) -> None:
    """A worker that is connected, as the service's role, and gave a sign of life."""
    with as_builder():
        WorkerBeat.objects.create(worker_id="here", started_at=timezone.now(), beat_at=timezone.now())
    address = django_db_setup.server.address("evenhand_app", django_db_setup.name)
    with psycopg.connect(address, application_name=WORKER):
        yield


def ready() -> tuple[int, dict[str, bool]]:
    response = Client().get("/health/ready")
    return response.status_code, response.json()


def test_ready_when_all_is_there(working: None) -> None:
    assert ready() == (
        200,
        {"ready": True, "database": True, "role_without_power": True, "migrated": True, "worker": True},
    )


def test_not_ready_without_a_worker(db: None) -> None:
    status, found = ready()
    assert (status, found["ready"], found["database"], found["worker"]) == (503, False, True, False)


def test_not_ready_with_a_worker_that_hangs(working: None) -> None:
    with as_builder():
        WorkerBeat.objects.update(beat_at=timezone.now() - timedelta(hours=1))
    assert ready()[1]["worker"] is False


def test_not_ready_as_a_role_that_passes_walls(working: None) -> None:
    with as_builder():
        assert ready()[1]["role_without_power"] is False


def test_not_ready_before_the_last_migration(working: None) -> None:
    with as_builder(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
    status, found = ready()
    assert (status, found["migrated"], found["worker"]) == (503, False, True)


def test_alive_and_not_ready_without_a_database(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    def refuse() -> None:
        raise OperationalError("no route to it")

    monkeypatch.setattr(connections["default"], "cursor", refuse)
    assert Client().get("/health/live").json() == {"alive": True}
    status, found = ready()
    assert (status, found["database"]) == (503, False)
