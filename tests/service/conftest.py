"""What every test of the service may ask for: a walled PostgreSQL, and connections that are nobody's superuser."""

import os
import uuid
from collections.abc import Iterator
from typing import Any

import django
import psycopg
import pytest

from tools.translations.__main__ import compile_all
from tools.translations.places import APPS

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "evenhand_service.config.settings.test")
# A browser's driver runs an event loop in the thread of its test; the database is asked between its steps.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
# Pages are tried in Welsh as it stands in the catalogues now.
compile_all(APPS)
django.setup()

from django.test import TransactionTestCase  # noqa: E402
from django.utils import translation  # noqa: E402
from pytest_django.plugin import DjangoDbBlocker, blocking_manager_key  # noqa: E402

from evenhand_service.config.database.roles import APP, KEEPER, OWNER  # noqa: E402
from tests.made_once import Shared  # noqa: E402
from tests.service.postgres import TestServer, test_server  # noqa: E402

RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID") or uuid.uuid4().hex


def pytest_configure(config: pytest.Config) -> None:
    """Let no test reach the database that didn't ask for it, also where Django is set up after pytest began."""
    manager = config.stash[blocking_manager_key]
    if not manager.is_active:
        manager.block()


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Let no test go on in the language of the one before it."""
    yield
    translation.deactivate()


@pytest.fixture(scope="session", autouse=True)
def workers_share(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Let a worker use the releases that another one computed."""
    Shared.factory = tmp_path_factory


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[TestServer]:
    """Copy the walled template for this worker; after a test with transactions of its own, copy it again."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    clean_up = TransactionTestCase._fixture_teardown
    with django_db_blocker.unblock(), test_server(run=RUN[:12], worker=worker) as server:
        # Django would empty tables, as a role that may not, and leave the audit log as it is.
        TransactionTestCase._fixture_teardown = lambda case: server.copy()  # type: ignore[method-assign]
        try:
            yield server
        finally:
            TransactionTestCase._fixture_teardown = clean_up  # type: ignore[method-assign]


@pytest.fixture
def app_connection(transactional_db: None, django_db_setup: TestServer) -> Iterator[psycopg.Connection]:
    """A connection that logged in as the web server's role. What it is to see, others commit first."""
    yield from _login(django_db_setup, APP)


@pytest.fixture
def keeper_connection(transactional_db: None, django_db_setup: TestServer) -> Iterator[psycopg.Connection]:
    """A connection that logged in as the housekeeper's role."""
    yield from _login(django_db_setup, KEEPER)


@pytest.fixture
def owner_connection(transactional_db: None, django_db_setup: TestServer) -> Iterator[psycopg.Connection]:
    """A connection that logged in as the role that migrates."""
    yield from _login(django_db_setup, OWNER)


def _login(here: TestServer, role: str) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(here.server.address(role, here.name)) as connection:
        yield connection
