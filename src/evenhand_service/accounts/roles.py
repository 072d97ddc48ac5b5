"""What each role may do, read from data/roles.toml, and kept in a table that the database's policies read."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from django.db import connections


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A role: its name on pages, on which side it stands (any, justice), and what it may do."""

    id: str
    title: str
    side: str
    may: frozenset[str]


@cache
def roles() -> dict[str, Role]:
    """Return every role by its id."""
    text = (resources.files("evenhand_service.accounts") / "data" / "roles.toml").read_text("utf-8")
    found = tomllib.loads(text)["role"]
    return {
        name: Role(id=name, title=one["title"], side=one["side"], may=frozenset(one["may"]))
        for name, one in found.items()
    }


def every_permission() -> frozenset[str]:
    """Return all permissions that some role has."""
    return frozenset().union(*(one.may for one in roles().values()))


def keep_roles(*, using: str = "owner") -> None:
    """Make the table of what roles may do the same as the file; run by the tables' owner after a migration."""
    pairs = sorted((one.id, permission) for one in roles().values() for permission in one.may)
    with connections[using].cursor() as cursor:
        # The owner stands before the same wall as others: it is let in for this table alone, while it writes.
        cursor.execute("ALTER TABLE accounts_rolepermission NO FORCE ROW LEVEL SECURITY")
        cursor.execute("DELETE FROM accounts_rolepermission")
        cursor.executemany("INSERT INTO accounts_rolepermission (role, permission) VALUES (%s, %s)", pairs)
        cursor.execute("ALTER TABLE accounts_rolepermission FORCE ROW LEVEL SECURITY")
