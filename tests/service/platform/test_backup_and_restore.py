"""The drill: back up, destroy, restore, and find every row and the whole audit chain again."""

import stat
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from evenhand_service.common.audit import queries
from evenhand_service.common.audit.chain import verify
from evenhand_service.config.bundled.program import ProgramFailed
from evenhand_service.config.bundled.server import ADMINISTRATOR
from evenhand_service.config.copies.backup import BackupRefused, backup, manifest_of
from evenhand_service.config.copies.erased_since import erase_again, erased_until_now
from evenhand_service.config.copies.restore import restore
from evenhand_service.config.database.roles import APP, KEEPER
from evenhand_service.organisations.models import Erasure, JusticeRows
from evenhand_service.organisations.person_keys import digest_of
from evenhand_service.organisations.stores.parts import from_bytes
from tests.service.builders import as_builder
from tests.service.organisations.stores import Place, some_tests
from tests.service.platform.rows import fill
from tests.service.postgres import TestServer

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keeper"])
NOW = datetime(2026, 4, 30, 12, tzinfo=UTC)


@pytest.fixture
def saved(django_db_setup: TestServer, tmp_path: Path) -> Path:
    """A backup of an installation with a few rows of every kind."""
    with as_builder():
        fill()
    backup(django_db_setup.server.address(KEEPER, django_db_setup.name), tmp_path / "saved", now=NOW)
    return tmp_path / "saved"


def admin_of(here: TestServer) -> str:
    return here.server.address(ADMINISTRATOR, ADMINISTRATOR)


def people(here: TestServer) -> set[str]:
    with here.administer(here.name) as connection:
        return {row[0] for row in connection.execute("SELECT name FROM accounts_user")}


def test_what_was_destroyed_comes_back_whole(saved: Path, django_db_setup: TestServer) -> None:
    here = django_db_setup
    here.disconnect()
    with here.administer(here.name) as connection:
        connection.execute("DROP SCHEMA public, audit, access CASCADE")
    restored = restore(admin_of(here), saved, database=here.name, now=NOW)
    assert people(here) == {"Ada", "Bethan", ""}
    assert restored.rows > 10

    found = verify(queries.links(using="keeper"), head=queries.head(using="keeper"))
    assert found.holds, found.faults
    with psycopg.connect(here.server.address(APP, here.name), autocommit=True) as app:
        # The walls stand: nobody is named, so the log is closed; and nobody undid what logging is.
        assert app.execute("SELECT count(*) FROM audit.entry").fetchone() == (0,)
        assert app.execute("SELECT count(*) FROM accounts_membership").fetchone() == (0,)
        assert app.execute("SELECT count(*) FROM organisations_area").fetchone() == (2,)
    here.drop(restored.kept_as)


def test_the_database_from_before_is_kept(saved: Path, django_db_setup: TestServer) -> None:
    here = django_db_setup
    with here.administer(here.name) as connection:
        connection.execute("UPDATE accounts_user SET name = 'Cerys' WHERE name = 'Ada'")
    here.disconnect()
    restored = restore(admin_of(here), saved, database=here.name, now=NOW)
    assert people(here) == {"Ada", "Bethan", ""}
    with here.administer(restored.kept_as) as connection:
        assert ("Cerys",) in connection.execute("SELECT name FROM accounts_user").fetchall()
    here.drop(restored.kept_as)


def test_a_backup_that_is_not_whole_changes_nothing(saved: Path, django_db_setup: TestServer) -> None:
    here = django_db_setup
    whole = saved.read_bytes()
    saved.write_bytes(whole[:-200])
    with pytest.raises(BackupRefused, match="not as it was written"):
        restore(admin_of(here), saved, database=here.name, now=NOW)

    # Whole to its digest, and yet not what the manifest says was there.
    saved.write_bytes(whole)
    manifest_of(saved).write_text(
        manifest_of(saved).read_text().replace('"public.accounts_user": 3', '"public.accounts_user": 4')
    )
    with pytest.raises(BackupRefused, match=r"Other rows arrived .*accounts_user"):
        restore(admin_of(here), saved, database=here.name, now=NOW)
    with here.administer() as connection:
        names = [row[0] for row in connection.execute("SELECT datname FROM pg_database")]
    assert not [name for name in names if "restoring" in name or "before" in name]
    assert people(here) == {"Ada", "Bethan", ""}


def test_a_backup_is_for_its_owner_and_never_written_over(saved: Path, django_db_setup: TestServer) -> None:
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600
    assert stat.S_IMODE(manifest_of(saved).stat().st_mode) == 0o600
    with pytest.raises(BackupRefused, match=r"saved exists\. Name a file that does not"):
        backup(django_db_setup.server.address(KEEPER, django_db_setup.name), saved, now=NOW)


def test_the_web_servers_role_cannot_take_a_backup(django_db_setup: TestServer, tmp_path: Path) -> None:
    address = django_db_setup.server.address(APP, django_db_setup.name)
    with pytest.raises((ProgramFailed, psycopg.errors.InsufficientPrivilege)):
        backup(address, tmp_path / "taken", now=NOW)
    assert not list(tmp_path.iterdir())


def test_who_was_removed_since_is_removed_again(django_db_setup: TestServer, tmp_path: Path) -> None:
    here, place = django_db_setup, Place()
    place.put(some_tests(2))
    backup(here.server.address(KEEPER, here.name), tmp_path / "saved", now=NOW)
    erased = [(place.area.code, digest_of("person-1")), ("X-NOT-THEN", digest_of("person-0"))]
    here.disconnect()
    gone: list[int] = []
    restored = restore(
        admin_of(here),
        tmp_path / "saved",
        database=here.name,
        now=NOW,
        before_swap=lambda draft: gone.append(erase_again(draft, erased, now=NOW)),
    )
    assert gone == [1]
    with as_builder():
        left = {
            row
            for one in JusticeRows.objects.all()
            for row in from_bytes(one.content)["person_id"].to_pylist()
        }
        assert left == {"person-0"}
        assert Erasure.objects.get().done_at == NOW
    # The next restore finds the list in the present database by itself.
    assert erased_until_now(here.server.address(ADMINISTRATOR, here.name), []) == erased[:1]
    here.disconnect()
    here.drop(restored.kept_as)


def test_removals_are_read_from_lists_where_the_database_is_gone(
    django_db_setup: TestServer, tmp_path: Path
) -> None:
    digest = digest_of("person-1")
    (tmp_path / "list.csv").write_text(f"area,digest\nX-A,{digest}\n")
    address = django_db_setup.server.address(ADMINISTRATOR, "no_such_database")
    assert erased_until_now(address, [tmp_path / "list.csv", tmp_path / "list.csv"]) == [("X-A", digest)]
