"""What each role may do, read from data/roles.toml, and kept in a table that the database's policies read."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from django.db import connections


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """One thing that a role may do, in words, and whether it shows or changes more than approved releases."""

    id: str
    words: str
    words_cy: str
    beyond_releases: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A role: its name on pages, on which side it stands (any, justice), what it may do, and what it may entrust."""

    id: str
    title: str
    title_cy: str
    why: str
    why_cy: str
    side: str
    may: frozenset[str]
    entrusts: frozenset[str]
    second_factor: bool

    def may_give(self, other: "Role") -> bool:
        """Return whether this role may give another: nobody gives more than they have or were trusted to hand on."""
        return "manage-people" in self.may and other.may <= self.may | self.entrusts


@cache
def _data() -> dict[str, Any]:
    text = (resources.files("evenhand_service.accounts") / "data" / "roles.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def permissions() -> dict[str, Permission]:
    """Return every permission by its id, in the order in which pages list them."""
    return {name: Permission(id=name, **one) for name, one in _data()["permission"].items()}


@cache
def every_role() -> dict[str, Role]:
    """Return every role by its id, with the one of everybody who is not logged in."""
    return {name: _role(name, one) for name, one in _data()["role"].items()}


@cache
def roles() -> dict[str, Role]:
    """Return every role that people hold, by its id."""
    return {name: one for name, one in every_role().items() if _data()["role"][name].get("held", True)}


def _role(name: str, one: dict[str, Any]) -> Role:
    may = frozenset(one["may"])
    return Role(
        id=name,
        **{key: one[key] for key in ("title", "title_cy", "why", "why_cy", "side")},
        may=may,
        entrusts=frozenset(one.get("entrusts", ())),
        second_factor=any(permissions()[each].beyond_releases for each in may),
    )


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
