"""`backup`, `restore`, `export` and `import`, as they are typed."""

import argparse
import os
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import django

from evenhand_service.config.bundled import BundledServer, DataFolder, default_folder
from evenhand_service.config.bundled.server import ADMINISTRATOR
from evenhand_service.config.copies.backup import BackupRefused, backup
from evenhand_service.config.copies.bring_in import bring_in
from evenhand_service.config.copies.export import export
from evenhand_service.config.copies.restore import restore
from evenhand_service.config.database.command import of_database
from evenhand_service.config.database.connections import VARIABLES, address_of


def back_up(arguments: Sequence[str]) -> int:
    """Write a backup."""
    parser = argparse.ArgumentParser(prog="python -m evenhand_service backup")
    parser.add_argument("file", type=Path, help="where it goes; FILE.json beside it says what is in it")
    given = parser.parse_args(arguments)
    manifest = backup(_address("keeper"), given.file.absolute(), now=datetime.now(UTC))
    print(f"{sum(manifest['rows'].values())} rows of {len(manifest['rows'])} tables are in {given.file}.")
    return 0


def go_back(arguments: Sequence[str]) -> int:
    """Go back to a backup, and remove again whoever was removed since."""
    parser = argparse.ArgumentParser(prog="python -m evenhand_service restore")
    parser.add_argument("file", type=Path, help="a backup, with its FILE.json beside it")
    parser.add_argument(
        "--admin-url", default="", help="an administrator's address, where the server is one's own"
    )
    parser.add_argument(
        "--erasures",
        type=Path,
        nargs="*",
        default=[],
        help="lists that `erasures --write` kept apart from backups",
    )
    given = parser.parse_args(arguments)
    django.setup()
    from evenhand_service.config.copies.erased_since import erase_again, erased_until_now  # needs Django

    admin, now = _admin(given.admin_url), datetime.now(UTC)
    name = urlsplit(_address("default")).path.lstrip("/")
    erased = erased_until_now(of_database(admin, name), given.erasures)
    gone = []
    restored = restore(
        admin,
        given.file,
        database=name,
        now=now,
        before_swap=lambda draft: gone.append(erase_again(draft, erased, now=now)),
    )
    print(f"{restored.rows} rows came back, each table counted and the audit chain ending where it did.")
    print(f"{gone[0]} rows of people who had asked to be removed went again.")
    if restored.kept_as:
        print(f"The database from before is kept as {restored.kept_as}; drop it when you no longer need it.")
    return 0


def write_export(arguments: Sequence[str]) -> int:
    """Write an export."""
    parser = argparse.ArgumentParser(prog="python -m evenhand_service export")
    parser.add_argument("folder", type=Path, help="a folder that does not exist yet")
    given = parser.parse_args(arguments)
    manifest = export(_address("keeper"), given.folder.absolute())
    rows = sum(table["rows"] for table in manifest["tables"])
    print(f"{rows} rows of {len(manifest['tables'])} tables are in {given.folder}.")
    return 0


def read_export(arguments: Sequence[str]) -> int:
    """Fill a fresh installation from an export."""
    parser = argparse.ArgumentParser(prog="python -m evenhand_service import")
    parser.add_argument("folder", type=Path, help="an export")
    given = parser.parse_args(arguments)
    print(f"{bring_in(_address('owner'), given.folder)} rows came from {given.folder}.")
    return 0


COPIES: dict[str, Callable[[Sequence[str]], int]] = {
    "backup": back_up,
    "restore": go_back,
    "export": write_export,
    "import": read_export,
}


def _address(name: str) -> str:
    found = address_of(name, os.environ, DataFolder(default_folder()))
    if not found:
        raise BackupRefused(f"{VARIABLES[name]} is not set, and this needs it. See docs/how-to/deploy.md.")
    return found


def _admin(given: str) -> str:
    if given:
        return given
    if "DATABASE_URL" in os.environ:
        raise BackupRefused("Restoring makes a database: name an administrator's address in --admin-url.")
    return BundledServer(DataFolder(default_folder())).address(ADMINISTRATOR, ADMINISTRATOR)
