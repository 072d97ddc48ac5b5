"""Querysets that ask the wall: the rows a person may see, and those they may change."""

from typing import Any, Self
from uuid import UUID

from django.db import models

from evenhand_service.common.walls.predicate import may_change, may_see


class Behind(models.Expression):
    """True for rows on the person's side of the wall; the very text that the database's policy holds."""

    conditional = True

    def __init__(self, user_id: UUID | str | None, *, change: bool) -> None:
        super().__init__(output_field=models.BooleanField())
        self.user_id = str(user_id) if user_id else None
        self.change = change

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Return the condition for the query's own table, with the person as a parameter wherever it is asked for."""
        # In a query within another Django calls the table U0, unquoted.
        alias = compiler.quote_name_unless_alias(compiler.query.get_initial_alias())
        rule = may_change if self.change else may_see
        text = rule(compiler.query.model, alias, "%s::uuid").replace("%s::uuid", "\x00")
        text = text.replace("%", "%%").replace("\x00", "%s::uuid")
        return f"({text})", (self.user_id,) * text.count("%s::uuid")


class WalledQuerySet(models.QuerySet[Any]):
    """Rows behind a wall."""

    def visible_to(self, user: Any) -> Self:
        """Return the rows that the person may see; anybody who is not logged in sees what is public."""
        return self.filter(Behind(_id(user), change=False))

    def for_change(self, user: Any) -> Self:
        """Return the rows that the person may change."""
        return self.filter(Behind(_id(user), change=True))


def _id(user: Any) -> UUID | None:
    return user.pk if getattr(user, "is_authenticated", False) else None
