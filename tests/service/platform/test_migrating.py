"""Migrating is killed at any moment, run again, and gives what one run gives."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress

import psycopg
import pytest

from evenhand_service.config.database.roles import APP, KEEPER, OWNER, make_database, make_schemas, run
from tests.service.postgres import TestServer

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
SHAPE = """
    SELECT count(*), count(*) FILTER (WHERE relrowsecurity AND relforcerowsecurity),
           (SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal), (SELECT count(*) FROM pg_policy)
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE relkind = 'r' AND nspname IN ('public', 'audit', 'care', 'justice', 'equality')
"""
# Moments at which it is killed: a few migrations are applied; the walls are being raised.
_RAISING = (
    "SELECT count(*) > 0 FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%POLICY%' "
    "AND pid <> pg_backend_pid()"
)
MOMENTS = (
    "SELECT count(*) > 3 FROM django_migrations",
    _RAISING,
)


@pytest.fixture
def empty(django_db_setup: TestServer) -> Iterator[str]:
    """A database with its roles and schemas, and no table."""
    name = f"{django_db_setup.name}_empty"
    django_db_setup.drop(name)
    with django_db_setup.administer() as admin:
        run(admin, make_database(name))
    with django_db_setup.administer(name) as admin:
        run(admin, make_schemas())
    yield name
    django_db_setup.drop(name)


def migrate(here: TestServer, name: str) -> subprocess.Popen[bytes]:
    """Start what a deployment types."""
    return subprocess.Popen(
        [sys.executable, "-m", "evenhand_service", "migrate", "--verbosity=0"],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "evenhand_service.config.settings.production",
            "DATABASE_URL": here.server.address(APP, name),
            "DATABASE_URL_OWNER": here.server.address(OWNER, name),
            "DATABASE_URL_KEEPER": here.server.address(KEEPER, name),
            "EVENHAND_SECRET_KEY": "of a test",
            "EVENHAND_PERSON_KEY": "of a test",
            "EVENHAND_HOSTS": "evenhand.example",
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def shape_of(here: TestServer, name: str) -> tuple[int, ...]:
    with here.administer(name) as admin:
        return tuple(admin.execute(SHAPE).fetchone())


def kill_at(here: TestServer, name: str, moment: str) -> None:
    """Kill a migration as soon as a moment has come."""
    with here.administer(name) as admin, migrate(here, name) as process:
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline and process.poll() is None:
            with suppress(psycopg.errors.UndefinedTable):
                if admin.execute(moment).fetchone() == (True,):
                    os.kill(process.pid, signal.SIGKILL)
                    return
            time.sleep(0.002)
    raise AssertionError("the migration ended before the moment, or never began")


def test_a_migration_that_was_killed_is_run_again(django_db_setup: TestServer, empty: str) -> None:
    whole = shape_of(django_db_setup, django_db_setup.name)
    assert whole[0] > 40
    for moment in MOMENTS:
        kill_at(django_db_setup, empty, moment)
        # Nothing of the walls is there in part: they are raised in one transaction.
        assert shape_of(django_db_setup, empty)[3] == 0
    with migrate(django_db_setup, empty) as last:
        _, said = last.communicate(timeout=180)
    assert last.returncode == 0, said.decode()
    assert shape_of(django_db_setup, empty) == whole
    with psycopg.connect(django_db_setup.server.address(APP, empty)) as app:
        assert app.execute("SELECT count(*) FROM accounts_rolepermission").fetchone()[0] > 30
