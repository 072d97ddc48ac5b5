"""The PostgreSQL of the tests: one bundled server for all workers of a run, one walled template, a copy for each worker."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.core.management import call_command
from django.db import connections

from evenhand_service.config.bundled import BundledServer, DataFolder
from evenhand_service.config.bundled.server import ADMINISTRATOR, stop_if_unused
from evenhand_service.config.bundled.users import one_at_a_time
from evenhand_service.config.database.address import settings_of
from evenhand_service.config.database.roles import APP, KEEPER, LOGINS, OWNER

TEMPLATE = "template_evenhand"
# A worker that enters while another removes the folder finds it gone, and begins again.
TRIES = 20


class TestServer:
    """This worker's share in the server, and its database."""

    __test__ = False

    def __init__(self, server: BundledServer, name: str) -> None:
        self.server = server
        self.name = name

    def copy(self, template: str = TEMPLATE, *, name: str = "") -> None:
        """Put a fresh copy of a template in place of this worker's database."""
        name = name or self.name
        self.disconnect()
        with self.administer() as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            connection.execute(f"CREATE DATABASE {name} OWNER {OWNER} TEMPLATE {template} STRATEGY file_copy")
            # A copy has what is in the template, and none of the rights on it.
            connection.execute(f"REVOKE ALL ON DATABASE {name} FROM PUBLIC")
            connection.execute(f"GRANT CONNECT ON DATABASE {name} TO {', '.join(LOGINS)}")

    def disconnect(self) -> None:
        """Close Django's connections, so that the database can be replaced."""
        for alias in connections:
            connections[alias].close()

    def drop(self, name: str) -> None:
        """Remove a database that was made beside this worker's own."""
        with self.administer() as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    @contextmanager
    def administer(self, database: str = ADMINISTRATOR) -> Iterator[psycopg.Connection]:
        """Connect as the server's administrator, whom no wall stops."""
        address = self.server.address(ADMINISTRATOR, database)
        with psycopg.connect(address, autocommit=True) as connection:
            yield connection

    def connect_django(self, database: str = "") -> None:
        """Point Django's names for the database at this worker's: `default` may become the administrator again."""
        database = database or self.name
        default = settings_of(self.server.address(ADMINISTRATOR, database))
        default["OPTIONS"]["options"] = f"-c role={APP}"
        wanted = {
            "default": default,
            "owner": settings_of(self.server.address(OWNER, database)),
            "keeper": settings_of(self.server.address(KEEPER, database)),
        }
        for alias, settings in wanted.items():
            connections[alias].close()
            connections[alias].settings_dict.update(settings)


def run_folder(run: str) -> Path:
    """Return the folder of one run of the tests, the same for all its workers."""
    return Path(tempfile.gettempdir()) / f"evenhand-tests-{os.geteuid()}-{run}"


@contextmanager
def test_server(*, run: str, worker: str) -> Iterator[TestServer]:
    """Enter the run's server, with a database of this worker's own; the last to leave clears everything away."""
    folder = DataFolder(run_folder(run))
    here = enter(folder, worker)
    try:
        here.copy()
        here.connect_django()
        yield here
    finally:
        for alias in connections:
            connections[alias].close()
        here.server.use.leave()
        remove_if_unused(folder)


test_server.__test__ = False  # type: ignore[attr-defined]


def enter(folder: DataFolder, worker: str) -> TestServer:
    """Start or join the server, and make the template if this worker is the first."""
    for _ in range(TRIES):
        try:
            server = BundledServer(folder, durable=False)
            server.start()
        except FileNotFoundError:
            continue
        here = TestServer(server, f"evenhand_{worker}")
        with one_at_a_time(folder.path / "template.lock"):
            if not (folder.path / "template").exists():
                make_template(here)
                (folder.path / "template").touch()
        return here
    raise RuntimeError(f"The server of the tests could not be entered in {folder.path}")


def make_template(here: TestServer) -> None:
    """Make the database that is copied: migrated by the owner, as in life, and walled."""
    here.server.prepare_database(TEMPLATE)
    here.connect_django(TEMPLATE)
    call_command("migrate", database="owner", verbosity=0)
    for alias in connections:
        connections[alias].close()


def remove_if_unused(folder: DataFolder) -> None:
    """Stop the server and remove its folder, unless another worker is in it."""
    try:
        if stop_if_unused(folder):
            shutil.rmtree(folder.path, ignore_errors=True)
    except FileNotFoundError:
        pass  # another worker was quicker
