"""Start the bundled PostgreSQL in a data folder or join the running one, and stop it when the last user leaves."""

import os
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg

from evenhand_service.config.bundled.cluster import make_cluster, write_settings
from evenhand_service.config.bundled.folder import DataFolder
from evenhand_service.config.bundled.program import Program, find_program
from evenhand_service.config.bundled.users import Use, is_unused, one_at_a_time
from evenhand_service.config.database.address import socket_address
from evenhand_service.config.database.roles import (
    DATABASE,
    LOGINS,
    check_roles,
    make_database,
    make_roles,
    make_schemas,
    run,
)

ADMINISTRATOR = "postgres"


class BundledServer:
    """A server in a data folder, shared by every process that enters it."""

    def __init__(self, folder: DataFolder, *, durable: bool = True) -> None:
        """`durable=False`, for tests: nothing is kept safe from a power cut, and the folder goes with its last user."""
        self.folder = folder
        self.durable = durable
        self.use = Use(folder.path / "users.lock")

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.leave()

    def start(self) -> None:
        """Take a share in the server, and start it if it does not run."""
        self.folder.prepare()
        with one_at_a_time(self.folder.path / "start.lock"):
            program = find_program(self.folder)
            if program.account is not None:
                self.folder.check_way_in()
            self.use.take()
            try:
                if not (self.folder.cluster / "PG_VERSION").exists():
                    make_cluster(
                        self.folder, program, password=self.password(ADMINISTRATOR), durable=self.durable
                    )
                if not is_running(self.folder, program):
                    write_settings(self.folder, program, durable=self.durable)
                    start_server(self.folder, program)
                    watch(self.folder, remove=not self.durable)
            except BaseException:
                self.use.leave()
                raise

    def leave(self) -> None:
        """Give the share back, and stop the server if it was the last."""
        self.use.leave()
        stop_if_unused(self.folder)

    def prepare_database(self, name: str = DATABASE) -> None:
        """Make the roles and a database of this name, where they are missing."""
        with one_at_a_time(self.folder.path / "start.lock"):
            with psycopg.connect(self.address(ADMINISTRATOR, ADMINISTRATOR), autocommit=True) as connection:
                run(connection, make_roles({role: self.password(role) for role in LOGINS}))
                check_roles(connection)
                run(connection, make_database(name))
            with psycopg.connect(self.address(ADMINISTRATOR, name), autocommit=True) as connection:
                run(connection, make_schemas())

    def password(self, role: str) -> str:
        """Return a role's password, known to this data folder alone."""
        return self.folder.secret(f"password of {role}")

    def address(self, role: str, database: str = DATABASE) -> str:
        """Return the address by which a role reaches a database."""
        return socket_address(
            user=role, password=self.password(role), folder=str(self.folder.sockets), database=database
        )


def is_running(folder: DataFolder, program: Program) -> bool:
    """Return whether a server runs in the folder (pg_ctl says 3 where none does)."""
    return "server is running" in program.run("pg_ctl", "status", "-D", folder.cluster, good=(0, 3, 4))


def start_server(folder: DataFolder, program: Program) -> None:
    """Start the server and wait until it answers; it recovers by itself from whatever ended it last time."""
    try:
        program.run(
            "pg_ctl", "start", "--wait", "--timeout=120", "--silent",
            "-D", folder.cluster, "-l", folder.server_log, timeout=150,
        )  # fmt: skip
    except Exception as error:
        written = folder.server_log.read_text(errors="replace")[-2000:] if folder.server_log.exists() else ""
        error.add_note(f"The end of {folder.server_log}:\n{written}")
        raise


def watch(folder: DataFolder, *, remove: bool) -> None:
    """Leave a process behind that stops the server when every user has gone, even one that was killed."""
    package = Path(__file__).resolve().parents[3]
    module = "evenhand_service.config.bundled.watch"
    subprocess.run(  # noqa: S603  (this interpreter, on a module of ours)
        [sys.executable, "-m", module, str(folder.path), *(["--remove"] if remove else [])],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        env={**os.environ, "PYTHONPATH": str(package)},
        check=True,
    )


def stop_if_unused(folder: DataFolder) -> bool:
    """Stop the server if no process uses it; return whether it is stopped now."""
    with one_at_a_time(folder.path / "start.lock"):
        if not is_unused(folder.path / "users.lock"):
            return False
        program = find_program(folder)
        if is_running(folder, program):
            program.run(
                "pg_ctl", "stop", "--mode=fast", "--wait", "--timeout=60", "-D", folder.cluster, timeout=90
            )
        return True
