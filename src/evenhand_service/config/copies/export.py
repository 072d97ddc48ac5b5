"""Write every table as CSV with a manifest: everything the service holds, readable without it. Source: J4.

The same rows give the same bytes: columns and rows are in one order, and nothing of the moment or the machine is in it.
"""

import hashlib
import json
import os
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from evenhand_service.config.copies.tables import (
    LEFT_OUT,
    Table,
    applied_migrations,
    every_table,
    read_as_it_stands,
)

FORMAT = "evenhand-export-1"
MANIFEST = "manifest.json"
HOW_TO_READ = (
    "One file for each table: CSV in UTF-8 with a header (RFC 4180). An empty field is no value; two quotation marks are an "
    "empty text. Bytes are written in hexadecimal after \\x, lists in braces, structures as JSON, times in UTC."
)


class ExportRefused(Exception):
    """An export that was not written, or cannot be brought in, with what would mend it."""


def export(address: str, folder: Path) -> dict[str, Any]:
    """Write the export into a new folder, as one moment of the database, and return its manifest."""
    if folder.exists():
        raise ExportRefused(f"{folder} exists. Name a folder that does not; nothing was written.")
    draft = folder.with_name(f".{folder.name}.{os.getpid()}")
    (draft / "tables").mkdir(parents=True, mode=0o700)
    draft.chmod(0o700)
    with psycopg.connect(address, autocommit=True) as connection:
        read_as_it_stands(connection)
        tables = every_table(connection)
        manifest = {
            "format": FORMAT,
            "how_to_read": HOW_TO_READ,
            "migrations": applied_migrations(connection),
            "left_out": LEFT_OUT,
            "tables": [
                _write(connection, table, draft / "tables")
                for table in tables
                if table.full_name not in LEFT_OUT
            ],
        }
        connection.execute("COMMIT")
        total = sum(table["rows"] for table in manifest["tables"])
        connection.execute("SELECT audit.note('export', 'everything', '', NULL, '', %s)", [total])
    (draft / MANIFEST).write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    draft.rename(folder)
    return manifest


def _write(connection: psycopg.Connection, table: Table, folder: Path) -> dict[str, Any]:
    """Write one table and return what the manifest says of it."""
    name = f"{table.full_name}.csv"
    query = sql.SQL("COPY (SELECT {} FROM {} ORDER BY {}) TO STDOUT (FORMAT csv, HEADER)").format(
        table.column_list, table.quoted, sql.SQL(", ").join(map(sql.Identifier, table.order))
    )
    digest = hashlib.sha256()
    with (
        os.fdopen(os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file,
        connection.cursor() as cursor,
    ):
        with cursor.copy(query) as copied:
            for block in copied:
                digest.update(block)
                file.write(block)
        rows = cursor.rowcount
    return {
        "table": table.full_name,
        "file": f"tables/{name}",
        "columns": list(table.columns),
        "rows": rows,
        "sha256": digest.hexdigest(),
    }


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return an export's manifest, once every file is as the manifest says."""
    path = folder / MANIFEST
    if not path.is_file():
        raise ExportRefused(f"{folder} holds no {MANIFEST}: it is not an export, or not a whole one.")
    manifest: dict[str, Any] = json.loads(path.read_text("utf-8"))
    if manifest.get("format") != FORMAT:
        raise ExportRefused(
            f"{path} is of another format than {FORMAT}. Use the edition of the service that wrote it."
        )
    for table in manifest["tables"]:
        file = folder / table["file"]
        if not file.is_file() or _digest(file) != table["sha256"]:
            raise ExportRefused(f"{file} is missing or not as it was written. Copy the export again.")
    return manifest


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
