"""Fill a fresh installation from an export, all or nothing, so that an export of it is the same to the byte."""

from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from evenhand_service.config.copies.export import ExportRefused, read_manifest
from evenhand_service.config.copies.tables import LEFT_OUT, Table, applied_migrations, every_table, shape

# What a fresh installation holds already: codes that migrations wrote, the start of the audit chain, and its entries.
FILLED_BY_MIGRATING = ("django_content_type", "auth_permission", "accounts_rolepermission")


def bring_in(address: str, folder: Path) -> int:
    """Read an export into a fresh installation, as the tables' owner, and return how many rows came."""
    manifest = read_manifest(folder)
    with psycopg.connect(address) as connection:  # commits at the end, or not at all
        tables = [table for table in every_table(connection) if table.full_name not in LEFT_OUT]
        _check_shape(connection, manifest, tables)
        _open(connection, tables)
        _check_fresh(connection, tables)
        connection.execute("SET CONSTRAINTS ALL DEFERRED")
        # Children before parents when emptying, parents before children when filling, where a key is not deferrable.
        for table in reversed(in_order(tables)):
            connection.execute(sql.SQL("DELETE FROM {}").format(table.quoted))
        files = {entry["table"]: folder / entry["file"] for entry in manifest["tables"]}
        for table in in_order(tables):
            _read(connection, table, files[table.full_name])
        _check_counts(connection, manifest, tables)
        _set_counters(connection)
        connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
        _close(connection, tables)
    return sum(int(entry["rows"]) for entry in manifest["tables"])


def in_order(tables: list[Table]) -> list[Table]:
    """Return the tables with the audit log's entries before its links; other keys wait for the end by themselves."""
    return sorted(tables, key=lambda table: (table.full_name == "audit.link", table.full_name))


def _check_shape(connection: psycopg.Connection, manifest: dict[str, Any], tables: list[Table]) -> None:
    wanted = {entry["table"]: entry["columns"] for entry in manifest["tables"]}
    if wanted != shape(tables) or manifest["migrations"] != applied_migrations(connection):
        raise ExportRefused(
            "The export was written by another edition of the service: tables or columns differ. "
            "Install that edition, bring the export in, then upgrade. Nothing was changed."
        )


def _check_fresh(connection: psycopg.Connection, tables: list[Table]) -> None:
    for table in tables:
        if table.schema == "audit" or table.name in FILLED_BY_MIGRATING:
            continue
        if connection.execute(sql.SQL("SELECT FROM {} LIMIT 1").format(table.quoted)).fetchone() is not None:
            raise ExportRefused(
                f"{table.full_name} has rows. An export is brought into a fresh installation alone. Nothing was changed."
            )


def _open(connection: psycopg.Connection, tables: list[Table]) -> None:
    """Let the owner, whom walls stop like everybody, write in this transaction; and add no entry to a log that is copied."""
    for table in tables:
        connection.execute(sql.SQL("ALTER TABLE {} NO FORCE ROW LEVEL SECURITY").format(table.quoted))
        connection.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(table.quoted))


def _close(connection: psycopg.Connection, tables: list[Table]) -> None:
    walled = "SELECT relrowsecurity FROM pg_class WHERE oid = %s::regclass"
    for table in tables:
        connection.execute(sql.SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(table.quoted))
        row = connection.execute(walled, [table.full_name]).fetchone()
        if row and row[0]:
            connection.execute(sql.SQL("ALTER TABLE {} FORCE ROW LEVEL SECURITY").format(table.quoted))


def _read(connection: psycopg.Connection, table: Table, file: Path) -> None:
    query = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT csv, HEADER)").format(table.quoted, table.column_list)
    with connection.cursor() as cursor, cursor.copy(query) as copied, file.open("rb") as rows:
        while block := rows.read(1 << 20):
            copied.write(block)


def _check_counts(connection: psycopg.Connection, manifest: dict[str, Any], tables: list[Table]) -> None:
    wanted = {entry["table"]: entry["rows"] for entry in manifest["tables"]}
    for table in tables:
        row = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(table.quoted)).fetchone()
        if row is None or row[0] != wanted[table.full_name]:
            raise ExportRefused(
                f"{table.full_name}: other rows arrived than were written. Nothing was changed."
            )


_COUNTERS = """
    SELECT n.nspname, c.relname, a.attname, pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), a.attname)
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE a.attidentity <> '' AND a.attnum > 0 AND c.relkind = 'r'
"""


def _set_counters(connection: psycopg.Connection) -> None:
    """Let numbers go on after the highest that was brought in."""
    for schema, name, column, counter in connection.execute(_COUNTERS).fetchall():
        query = sql.SQL("SELECT setval(%s::regclass, coalesce(max({}), 0) + 1, false) FROM {}")
        connection.execute(query.format(sql.Identifier(column), sql.Identifier(schema, name)), [counter])
