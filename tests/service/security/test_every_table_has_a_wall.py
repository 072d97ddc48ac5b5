"""No table stands open: each is behind a forced wall, or on the list of those of logging in, with its reason."""

import psycopg
import pytest
from django.apps import apps
from django.db import connection

from evenhand_service.common.walls.exempt import exemptions
from evenhand_service.common.walls.raising import STORES, raise_walls, walled_models
from tests.service.builders import as_builder

KEPT_BY_DJANGO = {"public.django_migrations"}
AUDIT = {"audit.entry", "audit.link", "audit.head"}

TABLES = """
    SELECT n.nspname || '.' || c.relname, c.relrowsecurity AND c.relforcerowsecurity, pg_get_userbyid(c.relowner)
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND n.nspname IN ('public', 'access', 'audit', 'care', 'justice', 'equality')
"""


def tables() -> list[tuple[str, bool, str]]:
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        return cursor.fetchall()


@pytest.mark.django_db
def test_every_table_is_walled_or_says_why_not() -> None:
    open_tables = {name for name, walled, _ in tables() if not walled}
    listed = {f"public.{name}" for name in exemptions()} | KEPT_BY_DJANGO
    # The links of the audit log's chain are no rows for the service at all: see the next tests.
    assert open_tables - listed == {"audit.link", "audit.head"}


@pytest.mark.django_db
def test_the_list_of_open_tables_names_tables_there_are() -> None:
    assert {f"public.{name}" for name in exemptions()} <= {name for name, _, _ in tables()}


@pytest.mark.django_db
def test_no_open_table_is_one_of_ours_but_people() -> None:
    ours = {one._meta.db_table for one in apps.get_models() if one.__module__.startswith("evenhand_service.")}
    assert ours & set(exemptions()) <= {"accounts_user"}


@pytest.mark.django_db
def test_tables_belong_to_the_owner_and_the_log_to_nobody_who_logs_in() -> None:
    owners = {name: owner for name, _, owner in tables()}
    assert {owner for name, owner in owners.items() if name not in AUDIT} == {"evenhand_owner"}
    assert {owners[name] for name in AUDIT} == {"evenhand_access"}


@pytest.mark.django_db
def test_no_role_passes_walls_and_the_service_is_the_app() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("evenhand_app",)
        cursor.execute(
            "SELECT rolname FROM pg_roles WHERE rolname LIKE 'evenhand%' AND (rolsuper OR rolbypassrls OR rolcreaterole)"
        )
        assert cursor.fetchall() == []
        cursor.execute("SELECT rolcanlogin FROM pg_roles WHERE rolname = 'evenhand_access'")
        assert cursor.fetchone() == (False,)


@pytest.mark.django_db
def test_the_app_is_in_no_role_that_owns_or_keeps() -> None:
    with connection.cursor() as cursor:
        for role in ("evenhand_owner", "evenhand_keeper", "evenhand_access"):
            cursor.execute("SELECT pg_has_role('evenhand_app', %s, 'MEMBER')", [role])
            assert cursor.fetchone() == (False,), role


@pytest.mark.django_db
def test_whoever_is_nobody_sees_no_row_of_a_walled_table_that_is_not_public() -> None:
    seen = {}
    for model in walled_models():
        if model.wall.also_see or model.wall.through or model._meta.db_table.startswith('"'):
            continue
        seen[model._meta.label] = model.objects.count()
    assert seen
    assert set(seen.values()) == {0}


def test_someone_who_logs_in_as_the_app_cannot_put_walls_down(app_connection: psycopg.Connection) -> None:
    for statement in (
        "ALTER TABLE accounts_membership DISABLE ROW LEVEL SECURITY",
        "SET ROLE evenhand_owner",
        "SET ROLE evenhand_keeper",
        "SET SESSION AUTHORIZATION evenhand_keeper",
        "SET row_security = off; SELECT * FROM accounts_membership",
        "DROP POLICY see ON accounts_membership",
        "CREATE FUNCTION access.me() RETURNS uuid LANGUAGE sql AS 'SELECT NULL::uuid'",
        "INSERT INTO accounts_rolepermission (role, permission) VALUES ('panel-member', 'see-exact')",
        "COPY accounts_user TO PROGRAM 'cat'",
    ):
        with pytest.raises(psycopg.Error):
            app_connection.execute(statement)
        app_connection.rollback()


@pytest.mark.django_db
def test_raising_the_walls_again_changes_nothing(django_db_setup: object) -> None:
    with as_builder(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), md5(string_agg(qual || with_check, '' ORDER BY tablename, policyname)) FROM pg_policies"
        )
        before = cursor.fetchone()
        raise_walls(using="default")
        cursor.execute(
            "SELECT count(*), md5(string_agg(qual || with_check, '' ORDER BY tablename, policyname)) FROM pg_policies"
        )
        assert cursor.fetchone() == before


def test_the_stores_are_the_three_of_the_design() -> None:
    assert STORES == ("care", "justice", "equality")
