"""Go back to a backup: into a database beside the present one, checked there, and put in its place in the end.

Whatever goes wrong before that leaves the present database as it is; afterwards it is kept under another name.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from evenhand_service.config.copies.backup import BackupRefused, describe, read_backup
from evenhand_service.config.copies.programs import run_program
from evenhand_service.config.database.command import of_database
from evenhand_service.config.database.roles import make_database, run


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What a restore did: rows that came, and the name under which the database from before is kept ('' if none was)."""

    rows: int
    kept_as: str


def restore(
    admin_address: str,
    file: Path,
    *,
    database: str,
    now: datetime,
    before_swap: Callable[[str], None] = lambda name: None,
) -> Restored:
    """Restore a backup as an administrator; `before_swap` may still refuse, given the name of the new database."""
    manifest = read_backup(file)
    stamp = f"{now:%Y%m%d%H%M%S}"
    draft, kept = f"{database}_restoring_{stamp}", f"{database}_before_{stamp}"
    with psycopg.connect(admin_address, autocommit=True) as admin:
        run(admin, make_database(draft))
        try:
            address = of_database(admin_address, draft)
            run_program("pg_restore", address, "--exit-on-error", "--single-transaction", str(file))
            check(address, manifest)
            before_swap(draft)
        except BaseException:
            admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(draft)))
            raise
        return Restored(rows=sum(manifest["rows"].values()), kept_as=swap(admin, database, draft, kept))


def check(address: str, manifest: dict[str, Any]) -> None:
    """Refuse a database that is not what the backup's manifest says was there."""
    with psycopg.connect(address, autocommit=True) as connection:
        found = describe(connection)
    if found["audit"] != manifest["audit"]:
        raise BackupRefused(
            "The audit chain ends elsewhere than when the backup was made. Nothing was changed."
        )
    if found["rows"] != manifest["rows"]:
        differing = sorted(
            name for name in manifest["rows"] if found["rows"].get(name) != manifest["rows"][name]
        )
        raise BackupRefused(
            f"Other rows arrived than were saved, in {', '.join(differing)}. Nothing was changed."
        )


def swap(admin: psycopg.Connection, database: str, draft: str, kept: str) -> str:
    """Put the restored database in the place of the present one, and return the name of that, if there was one."""
    exists = admin.execute("SELECT FROM pg_database WHERE datname = %s", [database]).fetchone() is not None
    end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"
    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    admin.execute(end, [draft])
    with admin.transaction():
        if exists:
            admin.execute(end, [database])
            admin.execute(rename.format(sql.Identifier(database), sql.Identifier(kept)))
        admin.execute(rename.format(sql.Identifier(draft), sql.Identifier(database)))
    return kept if exists else ""
