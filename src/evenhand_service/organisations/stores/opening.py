"""Reaching a store: the service takes on the store's role, for a purpose, and gives both back at the end."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from evenhand_service.common.walls.raising import role_of
from evenhand_service.organisations.enums import DataClass


@contextmanager
def open_store(store: DataClass, *, purpose_id: UUID | str | None) -> Iterator[None]:
    """Be the role of one store within, for one purpose; other tables are out of reach meanwhile.

    An error within undoes what was written within, and the role with it.
    """
    with transaction.atomic():
        role, purpose = _now()
        _be(role_of(str(store)), str(purpose_id or ""))
        yield
        _be(role, purpose)


def _now() -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('role'), coalesce(current_setting('evenhand.purpose', true), '')"
        )
        found: Any = cursor.fetchone()
    return str(found[0]), str(found[1])


def _be(role: str, purpose: str) -> None:
    with connection.cursor() as cursor:
        # Roles are names of our own; `none` is the one that logged in.
        cursor.execute(f"SET LOCAL ROLE {'NONE' if role == 'none' else connection.ops.quote_name(role)}")
        cursor.execute("SELECT set_config('evenhand.purpose', %s, true)", [purpose])


@contextmanager
def for_purpose(purpose_id: UUID | str | None) -> Iterator[None]:
    """Name a purpose within, so that the audit log says what was read for."""
    role, before = _now()
    _be(role, str(purpose_id or ""))
    yield
    _be(role, before)
