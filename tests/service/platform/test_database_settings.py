"""Addresses of databases as settings, roles as statements, and what production is told by its environment."""

import hashlib
from pathlib import Path

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured

from evenhand_service.config.bundled import DataFolder
from evenhand_service.config.database.address import (
    PREPARE_AFTER,
    AddressUnclear,
    settings_of,
    socket_address,
)
from evenhand_service.config.database.connections import databases
from evenhand_service.config.database.roles import ROLES, make_database, make_roles, make_schemas, script
from evenhand_service.config.database.scram import scram_verifier
from evenhand_service.config.environment import flag, needed, number, words

KEPT_PLANS = {"server_side_binding": True, "prepare_threshold": PREPARE_AFTER}


def test_an_address_becomes_settings() -> None:
    found = settings_of("postgresql://evenhand_app:p%40ss%2Fword@db.example:5433/even?sslmode=verify-full")
    assert found["NAME"], found["USER"] == ("even", "evenhand_app")
    assert (found["HOST"], found["PORT"], found["PASSWORD"]) == ("db.example", "5433", "p@ss/word")
    assert found["OPTIONS"] == {"sslmode": "verify-full", **KEPT_PLANS}
    folder = settings_of(socket_address(user="a", password="b c/?#", folder="/var/lib/x y", database="d"))
    assert (folder["HOST"], folder["PASSWORD"], folder["OPTIONS"]) == ("/var/lib/x y", "b c/?#", KEPT_PLANS)
    with pytest.raises(AddressUnclear, match="starts with postgresql://"):
        settings_of("sqlite:///somewhere")


def test_the_web_server_does_without_the_owners_password(tmp_path: Path) -> None:
    environment = {"DATABASE_URL": "postgresql://evenhand_app:x@h/d", "EVENHAND_PROCESS": "evenhand-web"}
    found = databases(environment, DataFolder(tmp_path))
    assert found["owner"] == found["keeper"] == {"ENGINE": "django.db.backends.dummy"}
    assert "statement_timeout" in found["default"]["OPTIONS"]["options"]
    assert not list(tmp_path.iterdir())
    bundled = databases({}, DataFolder(tmp_path))
    assert {alias: one["USER"] for alias, one in bundled.items()} == {
        "default": "evenhand_app",
        "owner": "evenhand_owner",
        "keeper": "evenhand_keeper",
    }


def test_a_verifier_is_the_one_postgresql_computes(db: None, django_db_setup: object) -> None:
    """The test vector of RFC 7677, section 3."""
    import base64

    made = scram_verifier("pencil", salt=base64.b64decode("W22ZaJ0SNY7soEsUEjb6gQ=="))
    assert made == (
        "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:"
        "wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU="
    )
    assert hashlib.sha256(b"pencil").hexdigest() not in made


def test_a_script_holds_no_password(tmp_path: Path) -> None:
    passwords = {"evenhand_app": "clearly-a-password"}
    text = script([*make_roles(passwords), *make_database(), *make_schemas()])
    assert "clearly-a-password" not in text
    assert "SCRAM-SHA-256$" in text
    assert "NOSUPERUSER" in text
    assert text.count("CREATE ROLE") == text.count("NOBYPASSRLS") == len(ROLES)


def test_what_production_is_told(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("of a file\n")
    assert needed({"A_FILE": str(tmp_path / "key")}, "A") == "of a file"
    with pytest.raises(ImproperlyConfigured, match=r"A is not set\. Set it, or A_FILE"):
        needed({}, "A")
    assert words({"A": "one.example, two.example"}, "A") == ["one.example", "two.example"]
    assert [flag({"A": value}, "A") for value in ("yes", "no", "1")] == [True, False, True]
    with pytest.raises(ImproperlyConfigured, match="yes or no, not 'perhaps'"):
        flag({"A": "perhaps"}, "A")
    assert number({}, "A", 25) == 25
    with pytest.raises(ImproperlyConfigured, match="a whole number, not 'many'"):
        number({"A": "many"}, "A", 1)


def test_the_command_makes_a_server_of_ones_own_ready(
    db: None, django_db_setup, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from evenhand_service.config.database.command import database

    admin = django_db_setup.server.address("postgres", "postgres")
    file, name = tmp_path / "evenhand.env", f"own_{django_db_setup.name}"
    arguments = ["--admin-url", admin, "--name", name, "--env-file", str(file)]
    assert database([*arguments, "--print"]) == 0
    assert f"\\connect {name}" in capsys.readouterr().out
    assert database(arguments) == 1, "a file that exists is not written over"
    kept = {line.partition("=")[0] for line in file.read_text().splitlines()}
    assert kept == {"DATABASE_URL", "DATABASE_URL_OWNER", "DATABASE_URL_KEEPER"}
    with psycopg.connect(admin) as connection:
        assert not connection.execute("SELECT FROM pg_database WHERE datname = %s", [name]).fetchall()
