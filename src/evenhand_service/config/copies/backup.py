"""Write a backup in PostgreSQL's own format, with a manifest of the same moment by which a restore is checked."""

import hashlib
import json
import os
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psycopg

from evenhand_service.config.bundled.folder import write_private
from evenhand_service.config.copies.programs import run_program
from evenhand_service.config.copies.tables import (
    applied_migrations,
    count_rows,
    every_table,
    read_as_it_stands,
)

FORMAT = "evenhand-backup-1"


class BackupRefused(Exception):
    """A backup that was not written, or cannot be used, with what would mend it."""


def backup(address: str, file: Path, *, now: datetime) -> dict[str, Any]:
    """Write the database of the keeper's address to a file, and what is in it to FILE.json."""
    if file.exists():
        raise BackupRefused(f"{file} exists. Name a file that does not; nothing was written.")
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        with psycopg.connect(address, autocommit=True) as connection:
            read_as_it_stands(connection)
            manifest = describe(connection) | {"made_at": now.isoformat()}
            row = connection.execute("SELECT pg_export_snapshot()").fetchone()
            # The keeper is let through every wall by a policy of its own; without this, pg_dump would not try.
            run_program(
                "pg_dump", address, "--format=custom", "--enable-row-security", "--no-sync",
                f"--snapshot={row[0] if row else ''}", f"--file={draft}",
            )  # fmt: skip
            connection.execute("COMMIT")
            total = sum(manifest["rows"].values())
            connection.execute("SELECT audit.note('backup', 'everything', '', NULL, '', %s)", [total])
        _keep_on_disk(draft)
        manifest["sha256"] = digest(draft)
        write_private(manifest_of(file), json.dumps(manifest, indent=1) + "\n")
        draft.rename(file)
    finally:
        draft.unlink(missing_ok=True)
    return manifest


def describe(connection: psycopg.Connection) -> dict[str, Any]:
    """Return what is in a database: rows of each table, where the audit chain ends, and which edition made it."""
    head = connection.execute("SELECT position, encode(hash, 'hex') FROM audit.head").fetchone()
    return {
        "format": FORMAT,
        "edition": version("evenhand"),
        "postgresql": connection.info.server_version,
        "migrations": applied_migrations(connection),
        "rows": count_rows(connection, every_table(connection)),
        "audit": {"position": head[0], "seal": head[1]} if head else {},
    }


def manifest_of(file: Path) -> Path:
    """Return where the manifest of a backup stands."""
    return file.with_name(f"{file.name}.json")


def read_backup(file: Path) -> dict[str, Any]:
    """Return a backup's manifest, once the file is as it was written."""
    if not file.is_file() or not manifest_of(file).is_file():
        raise BackupRefused(f"{file} and {manifest_of(file).name} must stand beside each other. Copy both.")
    manifest: dict[str, Any] = json.loads(manifest_of(file).read_text("utf-8"))
    if manifest.get("format") != FORMAT:
        raise BackupRefused(f"{file} is of another format than {FORMAT}.")
    if digest(file) != manifest["sha256"]:
        raise BackupRefused(f"{file} is not as it was written. Use another copy; nothing was changed.")
    return manifest


def digest(path: Path) -> str:
    """Return a file's SHA-256."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _keep_on_disk(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
