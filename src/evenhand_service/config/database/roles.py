"""The roles of the database and what each may do there, as statements for PostgreSQL 15 or later.

None is a superuser or may bypass row-level security: such a role would see every row, whatever the walls say.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass

import psycopg

from evenhand_service.config.database.scram import scram_verifier

OWNER, APP, KEEPER, ACCESS = "evenhand_owner", "evenhand_app", "evenhand_keeper", "evenhand_access"
# Those that log in. `evenhand_access` owns functions and logs in nowhere.
LOGINS = (OWNER, APP, KEEPER)
# One for each store of personal data; the service takes one on for a moment, to reach that store and no other.
STORE_ROLES = ("evenhand_care", "evenhand_justice", "evenhand_equality")
ROLES = (*LOGINS, ACCESS, *STORE_ROLES)
# `public` holds what is of no store; the three stores of personal data are schemas of their own.
SCHEMAS = ("access", "audit", "care", "justice", "equality")
DATABASE = "evenhand"


class RoleTooStrong(Exception):
    """A role of the service could pass the walls."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement; with `unless`, it is left out where that query finds a row."""

    sql: str
    unless: str | None = None


def make_roles(passwords: Mapping[str, str]) -> list[Statement]:
    """Return the statements that make the roles, and give each that logs in its password."""
    made = []
    for role in ROLES:
        login = "LOGIN" if role in LOGINS else "NOLOGIN"
        made.append(
            Statement(
                f"CREATE ROLE {role} {login} NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS",
                unless=f"SELECT FROM pg_roles WHERE rolname = '{role}'",
            )
        )
        if role in passwords:
            verifier = scram_verifier(passwords[role], salt=os.urandom(16))
            made.append(Statement(f"ALTER ROLE {role} PASSWORD '{verifier}'"))
    # So that the owner can hand functions and the audit log to evenhand_access, and replace them in a later edition.
    made.append(Statement(f"GRANT {ACCESS} TO {OWNER}"))
    # Without NOINHERIT the service would hold the stores' rights at all times.
    made.append(Statement(f"ALTER ROLE {APP} NOINHERIT"))
    made.append(Statement(f"GRANT {', '.join(STORE_ROLES)} TO {APP}"))
    return made


def make_database(name: str = DATABASE) -> list[Statement]:
    """Return the statements that make the database, which nobody enters who is not named."""
    return [
        Statement(f"GRANT {OWNER} TO CURRENT_USER"),
        Statement(
            f"CREATE DATABASE {name} OWNER {OWNER} TEMPLATE template0 ENCODING 'UTF8'",
            unless=f"SELECT FROM pg_database WHERE datname = '{name}'",
        ),
        Statement(f"REVOKE ALL ON DATABASE {name} FROM PUBLIC"),
        Statement(f"GRANT CONNECT ON DATABASE {name} TO {', '.join(LOGINS)}"),
    ]


def make_schemas() -> list[Statement]:
    """Return the statements to run inside the database: schemas of the owner, which the others may look into."""
    others = ", ".join((APP, KEEPER, ACCESS))
    made = [
        Statement(f"ALTER SCHEMA public OWNER TO {OWNER}"),
        Statement("REVOKE ALL ON SCHEMA public FROM PUBLIC"),
        Statement(f"GRANT USAGE ON SCHEMA public TO {others}"),
    ]
    for schema in SCHEMAS:
        made.append(Statement(f"CREATE SCHEMA IF NOT EXISTS {schema} AUTHORIZATION {OWNER}"))
        if f"evenhand_{schema}" not in STORE_ROLES:
            made.append(Statement(f"GRANT USAGE ON SCHEMA {schema} TO {others}"))
    made.append(Statement(f"GRANT CREATE ON SCHEMA access TO {ACCESS}"))
    made.append(Statement(f"REVOKE {OWNER} FROM CURRENT_USER"))
    return made


def run(connection: psycopg.Connection, statements: list[Statement]) -> None:
    """Run statements on a connection that commits each by itself, as CREATE DATABASE asks."""
    for statement in statements:
        if statement.unless and connection.execute(statement.unless).fetchone() is not None:
            continue
        connection.execute(statement.sql)


def script(statements: list[Statement]) -> str:
    """Return the statements as a script for psql."""
    lines = []
    for statement in statements:
        if statement.unless:
            quoted = statement.sql.replace("'", "''")
            lines.append(f"SELECT '{quoted}' WHERE NOT EXISTS ({statement.unless}) \\gexec")
        else:
            lines.append(f"{statement.sql};")
    return "\n".join(lines) + "\n"


def check_roles(connection: psycopg.Connection) -> None:
    """Refuse roles that could pass the walls, such as ones that stood there before."""
    strong = connection.execute(
        "SELECT rolname FROM pg_roles WHERE rolname = ANY(%s) AND (rolsuper OR rolbypassrls)", [list(ROLES)]
    ).fetchall()
    if strong:
        names = ", ".join(row[0] for row in strong)
        raise RoleTooStrong(
            f"{names}: may pass row-level security, so every row would be open. "
            "As the server's administrator: ALTER ROLE ... NOSUPERUSER NOBYPASSRLS. Nothing was started."
        )
