"""`python -m evenhand_service database`: make the roles and the database on a PostgreSQL server of one's own."""

import argparse
import secrets
import sys
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg

from evenhand_service.config.bundled.folder import write_private
from evenhand_service.config.database.connections import ROLE_OF, VARIABLES
from evenhand_service.config.database.roles import (
    DATABASE,
    LOGINS,
    check_roles,
    make_database,
    make_roles,
    make_schemas,
    run,
    script,
)

OLDEST = 15


def database(arguments: Sequence[str]) -> int:
    """Make roles and database through an administrator's address, or print the statements; write the addresses to a file."""
    parser = argparse.ArgumentParser(prog="python -m evenhand_service database", description=database.__doc__)
    parser.add_argument(
        "--admin-url", required=True, help="postgresql://administrator:password@host:5432/postgres"
    )
    parser.add_argument("--name", default=DATABASE, help="what the database is to be called")
    parser.add_argument(
        "--print", action="store_true", help="print the statements for psql and change nothing"
    )
    parser.add_argument(
        "--env-file",
        type=Path,
        default=Path("evenhand.env"),
        help="where the addresses with new passwords go (mode 0600)",
    )
    given = parser.parse_args(arguments)
    if given.env_file.exists():
        print(
            f"{given.env_file} exists. Its passwords would stop working: move it away first.", file=sys.stderr
        )
        return 1
    passwords = {role: secrets.token_urlsafe(32) for role in LOGINS}
    if given.print:
        print(script([*make_roles(passwords), *make_database(given.name)]), end="")
        print(f"\\connect {given.name}")
        print(script(make_schemas()), end="")
    else:
        make(given.admin_url, given.name, passwords)
    write_private(given.env_file, addresses(given.admin_url, given.name, passwords))
    print(f"The three addresses are in {given.env_file}, which you alone may read.", file=sys.stderr)
    return 0


def make(admin_url: str, name: str, passwords: dict[str, str]) -> None:
    """Run the statements on the server; a second time changes passwords and nothing else."""
    with psycopg.connect(admin_url, autocommit=True) as connection:
        if connection.info.server_version < OLDEST * 10000:
            raise SystemExit(f"The server is older than PostgreSQL {OLDEST}. Nothing was changed.")
        run(connection, make_roles(passwords))
        check_roles(connection)
        run(connection, make_database(name))
    with psycopg.connect(of_database(admin_url, name), autocommit=True) as connection:
        run(connection, make_schemas())


def of_database(url: str, name: str) -> str:
    """Return the address of another database on the same server."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def addresses(admin_url: str, name: str, passwords: dict[str, str]) -> str:
    """Return lines for an environment file: each of Django's names with the role and password behind it."""
    parts = urlsplit(admin_url)
    place = parts.netloc.rpartition("@")[2]
    lines = []
    for alias, variable in VARIABLES.items():
        role = ROLE_OF[alias]
        netloc = f"{role}:{quote(passwords[role], safe='')}@{place}"
        lines.append(f"{variable}={urlunsplit(parts._replace(netloc=netloc, path=f'/{name}'))}\n")
    return "".join(lines)
