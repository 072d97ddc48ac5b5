"""The SQL of a wall: one text for queries and for the database's own policies."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.db import models

ME = "access.me()"
"""The person in whose name the transaction asks."""


def may_see(model: "type[models.Model]", row: str, me: str = ME) -> str:
    """Return the condition under which the row called `row` may be seen by `me` (SQL for a uuid)."""
    return _allows(model, row, me, change=False)


def may_change(model: "type[models.Model]", row: str, me: str = ME) -> str:
    """Return the condition under which the row called `row` may be made, changed or removed by `me`."""
    return _allows(model, row, me, change=True)


def _allows(model: "type[models.Model]", row: str, me: str, *, change: bool) -> str:
    wall: Any = model.wall  # type: ignore[attr-defined]
    also = (wall.also_change if change else wall.also_see).format(row=row, me=me)
    permission = wall.change if change else wall.see
    conditions = [f"({also})"] if also else []
    if wall.through:
        conditions.append(_through(model, row, me, change=change))
    elif permission:
        conditions.append(_granted(wall, permission, row, me))
    return " OR ".join(conditions) or "false"


def _granted(wall: Any, permission: str, row: str, me: str) -> str:
    # (SELECT ...) makes the list once for a query, not once for a row.
    if not wall.area:
        return f"(SELECT access.anywhere({me}, '{permission}'))"
    in_area = f"{row}.{wall.area} = ANY ((SELECT access.areas({me}, '{permission}'))::uuid[])"
    if not wall.organisation:
        return in_area
    shared = (
        f"({row}.{wall.area}, {row}.{wall.organisation}, {row}.{wall.data_class}::text) IN "
        f"(SELECT s.area_id, s.organisation_id, s.data_class FROM access.shares({me}, '{permission}') s)"
    )
    return f"({row}.{wall.data_class} = 'aggregate' AND {in_area}) OR {shared}"


def _through(model: "type[models.Model]", row: str, me: str, *, change: bool) -> str:
    """The rule of the parent: the same text again, one step up."""
    wall: Any = model.wall  # type: ignore[attr-defined]
    field = next(one for one in model._meta.concrete_fields if one.column == wall.through)
    parent = field.related_model
    alias = f"{row.strip(chr(34))[:40]}_up"
    table = quoted(parent._meta.db_table)
    rule = _allows(parent, alias, me, change=change)
    # EXISTS, so that the database may look up one parent where few rows are asked for, and all at once where many are.
    return (
        f"EXISTS (SELECT 1 FROM {table} {alias} "
        f"WHERE {alias}.{parent._meta.pk.column} = {row}.{wall.through} AND ({rule}))"
    )


def quoted(table: str) -> str:
    """Return a table's name for SQL; names that carry a schema already are quoted."""
    return table if table.startswith('"') else f'"{table}"'
