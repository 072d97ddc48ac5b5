"""Which command was asked for, and what it needs before it: settings, and a database that runs."""

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext

from evenhand_service.config.bundled import BundledServer, DataFolder, default_folder
from evenhand_service.config.bundled.folder import FolderUnusable
from evenhand_service.config.bundled.program import ProgramFailed
from evenhand_service.config.copies.backup import BackupRefused
from evenhand_service.config.copies.commands import COPIES
from evenhand_service.config.copies.export import ExportRefused
from evenhand_service.config.database.command import database
from evenhand_service.config.database.roles import RoleTooStrong
from evenhand_service.config.runner.code import tell_code

SETTINGS = "DJANGO_SETTINGS_MODULE"
SETTINGS_PACKAGE = "evenhand_service.config.settings"
OURS = """commands of ours:
  run        start everything on this machine: database, example, work in the background, pages
  database   make the roles and the database on a PostgreSQL server of one's own
  code       a code that holds now, for the second factor of somebody in the made-up partnership
  backup     write everything to a file to go back to, with a manifest beside it
  restore    go back to a backup; the database from before is kept under another name
  export     write every table as CSV into a folder, with a manifest
  import     fill a fresh installation from an export
  (any other command is Django's: migrate, worker, collectstatic, verify_audit, help, ...)

Where DATABASE_URL names no server, the bundled PostgreSQL runs while the command does."""
REFUSALS = (BackupRefused, ExportRefused, FolderUnusable, ProgramFailed, RoleTooStrong)


def main(arguments: Sequence[str]) -> int:
    """Run a command and return how it ended; mistakes of use are told in a sentence, without a trace."""
    try:
        return _choose(list(arguments))
    except REFUSALS as error:
        print(error, file=sys.stderr)
        return 1


def _choose(arguments: list[str]) -> int:
    command = arguments[0] if arguments else "--help"
    if command in ("-h", "--help"):
        print(f"usage: python -m evenhand_service COMMAND [...]\n\n{OURS}")
        return 0
    if command == "database":
        return database(arguments[1:])
    os.environ.setdefault(SETTINGS, f"{SETTINGS_PACKAGE}.{'production' if has_own_server() else 'local'}")
    with own_server():
        if command == "run":
            return _run(arguments[1:])
        if command == "code":
            return tell_code(arguments[1:])
        if command in COPIES:
            return COPIES[command](arguments[1:])
        from django.core.management import execute_from_command_line

        if command == "worker":
            os.environ.setdefault("EVENHAND_PROCESS", "evenhand-worker")
        execute_from_command_line(["python -m evenhand_service", *arguments])
    return 0


def _run(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m evenhand_service run")
    parser.add_argument(
        "--port", type=int, default=int(os.environ.get("PORT") or 8000), help="where pages are served"
    )
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen at (this machine alone)")
    parser.add_argument(
        "--no-example", action="store_true", help="begin empty, without the made-up partnership"
    )
    given = parser.parse_args(arguments)
    import django

    django.setup()
    from evenhand_service.config.runner.run import run  # its imports need Django

    return run(host=given.host, port=given.port, example=not given.no_example)


def has_own_server() -> bool:
    """Return whether an address names a server of one's own."""
    return "DATABASE_URL" in os.environ


def own_server() -> AbstractContextManager[object]:
    """Return the bundled server, with its database made, or nothing where an address names another."""
    if has_own_server():
        return nullcontext()
    return Prepared(DataFolder(default_folder()))


class Prepared(BundledServer):
    """A bundled server whose roles and database are there once it has started."""

    def start(self) -> None:
        """Start or join the server, and make what is missing in it."""
        super().start()
        try:
            self.prepare_database()
        except BaseException:
            self.leave()
            raise
