"""The audit triggers of a table: every statement that writes leaves entries, however it was written."""

from typing import TYPE_CHECKING, Any

from evenhand_service.common.privacy import TOLD
from evenhand_service.common.walls.predicate import quoted

if TYPE_CHECKING:
    from django.db import models

_CONTEXT = "access.me(), {action}, {subject}"


def audit_sql(model: "type[models.Model]") -> list[str]:
    """Return the statements that put the triggers of a model's table in place of those it had."""
    wall: Any = model.wall  # type: ignore[attr-defined]
    table, name = quoted(model._meta.db_table), plain(model._meta.db_table)
    statements = []
    for action, old, new in (("insert", "", "now"), ("update", "was", "now"), ("delete", "was", "")):
        statements.append(f"DROP TRIGGER IF EXISTS audit_{action} ON {table}")
        if wall.audit == "none":
            continue
        seen = " ".join(f"{word} TABLE AS {alias}" for word, alias in (("OLD", old), ("NEW", new)) if alias)
        statements += [
            _function(model, name, action),
            _trigger(action, table, seen, f"audit.{name}_{action}()"),
        ]
    return statements


def _trigger(action: str, table: str, seen: str, function: str) -> str:
    return (
        f"CREATE TRIGGER audit_{action} AFTER {action.upper()} ON {table} REFERENCING {seen} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {function}"
    )


def plain(table: str) -> str:
    """Return a table's name as part of another name."""
    return table.replace('"', "").replace(".", "_")


def _function(model: "type[models.Model]", name: str, action: str) -> str:
    wall: Any = model.wall  # type: ignore[attr-defined]
    subject = f"'{model._meta.label_lower}'"
    body = _for_all(action, subject) if wall.audit == "statement" else _for_each(model, action, subject)
    return (
        f"CREATE OR REPLACE FUNCTION audit.{name}_{action}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER "
        f"SET search_path = pg_catalog, public AS $body$ BEGIN {body}; RETURN NULL; END $body$"
    )


def _for_all(action: str, subject: str) -> str:
    """One entry for a statement: how many rows."""
    rows = "was" if action == "delete" else "now"
    return (
        "INSERT INTO audit.entry (actor, action, subject, number_of_rows, purpose, request) "
        f"SELECT access.me(), '{action}', {subject}, count(*), access.purpose(), "
        f"coalesce(current_setting('evenhand.request', true), '') FROM {rows} HAVING count(*) > 0"
    )


def _for_each(model: "type[models.Model]", action: str, subject: str) -> str:
    """One entry for a row: the values that may be told, and the names of others."""
    wall: Any = model.wall  # type: ignore[attr-defined]
    key = model._meta.pk.column  # type: ignore[union-attr]
    row = "was" if action == "delete" else "now"
    area = f'{row}."{wall.area}"' if _has_area(model) else "NULL::uuid"
    source = f'now JOIN was ON was."{key}" = now."{key}"' if action == "update" else row
    return (
        "INSERT INTO audit.entry (actor, action, subject, row_id, area_id, told, untold, purpose, request) "
        f"SELECT access.me(), '{action}', {subject}, {row}.\"{key}\"::text, {area}, "
        f"{_told(model, action)}, {_untold(model, action)}, access.purpose(), "
        f"coalesce(current_setting('evenhand.request', true), '') FROM {source}"
        + (f" WHERE {_differs(model)}" if action == "update" else "")
    )


def _has_area(model: "type[models.Model]") -> bool:
    wall: Any = model.wall  # type: ignore[attr-defined]
    return any(
        field.column == wall.area
        and field.get_internal_type() in ("ForeignKey", "UUIDField", "OneToOneField")
        for field in model._meta.concrete_fields
    )


def _columns(model: "type[models.Model]", *, told: bool) -> list[str]:
    privacy = model.privacy  # type: ignore[attr-defined]
    return [one.column for one in model._meta.concrete_fields if (privacy[one.name] in TOLD) is told]


def _differs(model: "type[models.Model]") -> str:
    columns = [one.column for one in model._meta.concrete_fields]
    return "(" + " OR ".join(f'was."{one}" IS DISTINCT FROM now."{one}"' for one in columns) + ")"


def _told(model: "type[models.Model]", action: str) -> str:
    """An object of the values that may be told: as it is, or of an update [before, after] of what changed."""
    columns = _columns(model, told=True)
    if not columns:
        return "'{}'::jsonb"
    if action == "update":
        pairs = ", ".join(
            f'\'{one}\', CASE WHEN was."{one}" IS DISTINCT FROM now."{one}" '
            f'THEN jsonb_build_array(was."{one}", now."{one}") END'
            for one in columns
        )
    else:
        row = "was" if action == "delete" else "now"
        pairs = ", ".join(f"'{one}', {row}.\"{one}\"" for one in columns)
    return f"jsonb_strip_nulls(jsonb_build_object({pairs}))"


def _untold(model: "type[models.Model]", action: str) -> str:
    """The names of columns whose values stay out; of an update those that changed."""
    columns = _columns(model, told=False)
    if not columns:
        return "'{}'::text[]"
    if action == "update":
        names = ", ".join(
            f'CASE WHEN was."{one}" IS DISTINCT FROM now."{one}" THEN \'{one}\' END' for one in columns
        )
    else:
        names = ", ".join(f"'{one}'" for one in columns)
    return f"array_remove(ARRAY[{names}]::text[], NULL)"
