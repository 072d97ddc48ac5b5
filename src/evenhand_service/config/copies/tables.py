"""Which tables there are and in what order their rows are written, asked of the database itself so that none is missed."""

from dataclasses import dataclass

import psycopg
from psycopg import sql

SCHEMAS = ("public", "access", "audit", "care", "justice", "equality")
# What an export leaves out, and why; everything else is in it.
LEFT_OUT = {
    "public.django_session": "who is logged in at this moment: whoever holds it could act in their name",
    "public.usersessions_usersession": "the same sessions, listed",
    "public.django_migrations": "what was done to these tables, not what is in them; the names are in the manifest",
    "public.common_sharedvalue": "how often somebody tried to log in just now",
    "public.monitoring_workerbeat": "signs of life of processes of this machine",
}


@dataclass(frozen=True, slots=True)
class Table:
    """A table, its columns in order, and the columns that give its rows one order."""

    schema: str
    name: str
    columns: tuple[str, ...]
    order: tuple[str, ...]

    @property
    def full_name(self) -> str:
        return f"{self.schema}.{self.name}"

    @property
    def quoted(self) -> sql.Composable:
        return sql.Identifier(self.schema, self.name)

    @property
    def column_list(self) -> sql.Composable:
        return sql.SQL(", ").join(map(sql.Identifier, self.columns))


_TABLES = """
    SELECT n.nspname, c.relname,
           (SELECT array_agg(a.attname::text ORDER BY a.attname) FROM pg_attribute a
            WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''),
           coalesce((SELECT array_agg(a.attname::text ORDER BY k.place) FROM pg_index i
            CROSS JOIN unnest(i.indkey) WITH ORDINALITY k(attnum, place)
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
            WHERE i.indrelid = c.oid AND i.indisprimary), '{}')
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname = ANY(%s)
    ORDER BY n.nspname, c.relname
"""


def every_table(connection: psycopg.Connection) -> list[Table]:
    """Return every table of the service, in the order of their names."""
    rows = connection.execute(_TABLES, [list(SCHEMAS)]).fetchall()
    return [
        Table(schema, name, tuple(columns), tuple(order or columns)) for schema, name, columns, order in rows
    ]


def count_rows(connection: psycopg.Connection, tables: list[Table]) -> dict[str, int]:
    """Return how many rows each table has, as the role of the connection sees it."""
    counts = {}
    for table in tables:
        row = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(table.quoted)).fetchone()
        counts[table.full_name] = int(row[0]) if row else 0
    return counts


def applied_migrations(connection: psycopg.Connection) -> list[str]:
    """Return the names of the migrations that made these tables."""
    rows = connection.execute("SELECT app || '.' || name FROM public.django_migrations ORDER BY 1").fetchall()
    return [row[0] for row in rows]


def shape(tables: list[Table]) -> dict[str, list[str]]:
    """Return each table's columns: two installations with the same shape can take each other's exports."""
    return {table.full_name: list(table.columns) for table in tables}


def read_as_it_stands(connection: psycopg.Connection) -> None:
    """Begin a transaction that sees one moment, and writes values in one way wherever it runs."""
    connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    connection.execute("SET LOCAL TIME ZONE 'UTC'")
    connection.execute("SET LOCAL datestyle = 'ISO, YMD'")
    connection.execute("SET LOCAL intervalstyle = 'iso_8601'")
    connection.execute("SET LOCAL bytea_output = 'hex'")
    connection.execute("SET LOCAL extra_float_digits = 1")
