"""Raising the walls: after tables are made, grants, policies and triggers are put in place from what models declare.

All in one transaction, and the same each time: a table that was made but not walled is granted to nobody.
"""

from importlib import resources
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import connections, models, transaction

from evenhand_service.common.audit.models import AuditEntry
from evenhand_service.common.walls.exempt import exempt_tables
from evenhand_service.common.walls.predicate import may_change, may_see, quoted
from evenhand_service.common.walls.triggers import audit_sql
from evenhand_service.common.walls.wall import Walled

if TYPE_CHECKING:
    from collections.abc import Iterator

APP, KEEPER, ACCESS = "evenhand_app", "evenhand_keeper", "evenhand_access"
STORES = ("care", "justice", "equality")
SCHEMAS = ("access", "audit", *STORES)
_FUNCTIONS = ("10_access.sql", "20_audit.sql")
_READ_BY_ACCESS = (
    "accounts_user",
    "accounts_membership",
    "accounts_rolepermission",
    "organisations_area",
    "organisations_organisation",
    "organisations_agreement",
    "organisations_agreementparty",
    "organisations_purpose",
)
"""The tables that say who may; the functions of the schema `access` read them, and nobody's else."""


def raise_walls(*, using: str = "owner") -> None:
    """Put every grant, policy and trigger in place; raises whatever the database refuses, and then nothing has changed."""
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        for statement in statements():
            cursor.execute(statement)


def make_schemas(*, using: str = "owner") -> None:
    """Make the schemas in which tables are to stand."""
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        for name in SCHEMAS:
            cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {name}")


def role_of(store: str) -> str:
    """Return the role that reaches a store's tables; of no store, the service's own."""
    return f"evenhand_{store}" if store else APP


def walled_models() -> list[type[models.Model]]:
    """Return every model that stands behind a wall."""
    return [one for one in apps.get_models() if issubclass(one, Walled) and one._meta.managed]


def statements() -> "Iterator[str]":
    """Yield all SQL, in order."""
    yield from _schemas()
    for name in _FUNCTIONS:
        yield (resources.files(__package__) / "sql" / name).read_text("utf-8")
    yield from _owned_by_access()
    for model in walled_models():
        yield from _wall(model)
    for table in exempt_tables():
        yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON {quoted(table)} TO {APP}, {KEEPER}"
    # Readiness asks whether every migration was applied.
    yield f"GRANT SELECT ON django_migrations TO {APP}, {KEEPER}"
    for table in _READ_BY_ACCESS:
        yield f"GRANT SELECT ON {quoted(table)} TO {ACCESS}"
    yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {APP}, {KEEPER}"
    yield from _audit()
    # Where numbers stand is part of a backup.
    yield f"GRANT SELECT ON ALL SEQUENCES IN SCHEMA public, audit, {', '.join(STORES)} TO {KEEPER}"


def _schemas() -> "Iterator[str]":
    for schema in SCHEMAS:
        yield f"CREATE SCHEMA IF NOT EXISTS {schema}"
        yield f"REVOKE ALL ON SCHEMA {schema} FROM PUBLIC"
        app = role_of(schema if schema in STORES else "")
        yield f"REVOKE ALL ON SCHEMA {schema} FROM {APP}"
        yield f"GRANT USAGE ON SCHEMA {schema} TO {app}, {KEEPER}, {ACCESS}"
    # A store's role asks the same questions of who may.
    yield f"GRANT USAGE ON SCHEMA access TO {', '.join(role_of(one) for one in STORES)}"
    yield f"GRANT USAGE ON SCHEMA public TO {APP}, {KEEPER}, {ACCESS}"
    # A function changes owner through one who may create beside it.
    yield f"GRANT CREATE ON SCHEMA access, audit TO {ACCESS}"


def _owned_by_access() -> "Iterator[str]":
    yield (
        "DO $$ DECLARE f regprocedure; BEGIN FOR f IN SELECT p.oid::regprocedure FROM pg_proc p "
        "JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname IN ('access', 'audit') "
        f"AND pg_get_userbyid(p.proowner) <> '{ACCESS}' "
        f"LOOP EXECUTE format('ALTER FUNCTION %s OWNER TO {ACCESS}', f); END LOOP; END $$"
    )


def _wall(model: type[models.Model]) -> "Iterator[str]":
    wall: Any = model.wall  # type: ignore[attr-defined]
    table, row = quoted(model._meta.db_table), _row(model._meta.db_table)
    see, change = may_see(model, row), may_change(model, row)
    app = role_of(wall.store)
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"
    yield f"REVOKE ALL ON {table} FROM {APP}, {KEEPER}, PUBLIC"
    yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {KEEPER}"
    changes = "INSERT" if wall.append_only else "INSERT, UPDATE, DELETE"
    yield f"GRANT SELECT, {changes} ON {table} TO {app}"
    policies = {
        "see": f"FOR SELECT TO {app} USING ({see})",
        "make": f"FOR INSERT TO {app} WITH CHECK ({change})",
        "change": f"FOR UPDATE TO {app} USING ({change}) WITH CHECK ({change})",
        "remove": f"FOR DELETE TO {app} USING ({change})",
        "keep": f"FOR ALL TO {KEEPER} USING (true) WITH CHECK (true)",
        "access": f"FOR SELECT TO {ACCESS} USING (true)",
    }
    for name, rule in policies.items():
        yield f"DROP POLICY IF EXISTS {name} ON {table}"
        if name == "access" and model._meta.db_table not in _READ_BY_ACCESS:
            continue
        yield f"CREATE POLICY {name} ON {table} {rule}"
    yield from audit_sql(model)


def _row(table: str) -> str:
    """What a policy calls the row of its own table."""
    return quoted(table)


def _audit() -> "Iterator[str]":
    for table in ("audit.entry", "audit.link", "audit.head"):
        yield f"ALTER TABLE {table} OWNER TO {ACCESS}"
    yield f"REVOKE ALL ON audit.entry, audit.link, audit.head FROM {APP}"
    yield f"GRANT SELECT ON audit.entry TO {APP}"
    yield f"GRANT SELECT ON audit.entry, audit.link, audit.head TO {KEEPER}"
    yield "ALTER TABLE audit.entry ENABLE ROW LEVEL SECURITY"
    yield "ALTER TABLE audit.entry FORCE ROW LEVEL SECURITY"
    rules = {
        "see": f"FOR SELECT TO {APP} USING ({may_see(AuditEntry, 'entry')})",
        "keep": f"FOR SELECT TO {KEEPER} USING (true)",
        "add": f"FOR ALL TO {ACCESS} USING (true) WITH CHECK (true)",
    }
    for name, rule in rules.items():
        yield f"DROP POLICY IF EXISTS {name} ON audit.entry"
        yield f"CREATE POLICY {name} ON audit.entry {rule}"
