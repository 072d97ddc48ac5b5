"""The tests' own ground: who they are to the database, and that one test leaves nothing to the next."""

import psycopg
import pytest
from django.db import connection, connections, transaction

from evenhand_service.config.database.roles import APP, KEEPER, OWNER
from tests.service.builders import as_builder, as_keeper


def role_of(alias: str = "default") -> tuple[str, str]:
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT current_user::text, current_setting('is_superuser')")
        return tuple(cursor.fetchone())


@pytest.mark.django_db
def test_a_test_asks_as_the_app_and_writes_as_the_builder() -> None:
    assert role_of() == (APP, "off")
    with as_builder():
        assert role_of() == ("postgres", "on")
        with as_keeper():
            assert role_of("keeper") == (KEEPER, "off")
        assert role_of() == ("postgres", "on")
    assert role_of() == (APP, "off")


@pytest.mark.django_db
def test_an_error_while_building_leaves_the_role_as_it_was() -> None:
    with pytest.raises(ZeroDivisionError), as_builder():
        raise ZeroDivisionError
    assert role_of() == (APP, "off")
    with pytest.raises(Exception, match="division by zero"), transaction.atomic(), as_builder():
        connection.cursor().execute("SELECT 1/0")
    assert role_of() == (APP, "off")


@pytest.mark.django_db(transaction=True, databases=["default", "owner", "keeper"])
def test_each_name_for_the_database_is_a_role_without_power() -> None:
    assert {alias: role_of(alias) for alias in connections} == {
        "default": (APP, "off"),
        "owner": (OWNER, "off"),
        "keeper": (KEEPER, "off"),
    }


@pytest.mark.parametrize("turn", [1, 2])
@pytest.mark.django_db(transaction=True)
def test_what_is_committed_is_gone_for_the_next_test(turn: int) -> None:
    with as_builder(), connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('public.left_behind') IS NULL")
        assert cursor.fetchone() == (True,)
        cursor.execute("CREATE TABLE left_behind ()")


def test_the_app_truly_logs_in(app_connection: psycopg.Connection) -> None:
    assert app_connection.execute("SELECT session_user::text, current_user::text").fetchone() == (APP, APP)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        app_connection.execute("SET ROLE postgres")
